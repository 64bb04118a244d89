/** The whole mock but for its sockets: what answers the mocked API and the control API, and keeps the journals. */
import type { Instant } from '../time/time.ts';
import { type ControlRequest, controlAnswerer } from './control/answer.ts';
import type { ControlOutcome } from './control/outcome.ts';
import { striker } from './faults/strikes.ts';
import { draftOf } from './journal/draft.ts';
import { newJournals } from './journal/journals.ts';
import { nearMissesOf } from './journal/near-misses.ts';
import { newTelling } from './journal/telling.ts';
import { newWorlds, type Worlds, type WorldsEvent, type WorldsOptions } from './simulation/worlds.ts';
import type { WireRequest } from './wire/message.ts';
import { type Responded, type RespondDeps, responder } from './wire/respond.ts';

export interface EngineOptions extends Omit<RespondDeps, 'worlds'> {
  readonly worlds: WorldsOptions;
  /** How many journal entries a world keeps. */
  readonly journal: number;
  /** The real time. */
  readonly now: () => Instant;
  /** Settles after so many real milliseconds, or sooner when the signal is given and aborted. */
  readonly after: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Told what a person who watches the mock wants to know, a sentence each. */
  readonly log?: (sentence: string) => void;
}

export interface Handled extends Responded {
  /** To be called once, when the answer was sent or the client has gone. */
  readonly done: (aborted?: boolean) => void;
}

export interface Engine {
  /** Answers a request to the mocked API. */
  readonly respond: (request: WireRequest) => Promise<Handled>;
  /** Answers a request to the control API that may be trusted. */
  readonly control: (request: ControlRequest) => Promise<ControlOutcome>;
  readonly worlds: Worlds;
}

export function newEngine(options: EngineOptions): Engine {
  const { now, after, log = () => undefined } = options;
  const journals = newJournals(options.journal);
  const onEvent = (event: WorldsEvent): void => {
    options.worlds.onEvent?.(event);
    if (event.kind === 'gone') journals.drop(event.world);
    if (event.kind === 'reset') journals.clear(event.world);
    if (event.kind === 'begun' && event.again)
      log(`The world "${event.world}" was forgotten, since it was not used; it begins afresh.`);
  };
  const worlds = newWorlds({ ...options.worlds, onEvent });
  worlds.first(now());
  const { model } = options;
  const nearMisses = nearMissesOf({ model, worlds: worlds.all });
  const telling = newTelling();
  const respond = responder({ strike: striker(model), ...options, worlds });
  return {
    worlds,
    control: controlAnswerer({ model, worlds, journals, now, after }),
    respond: async (request) => {
      const began = now();
      const responded = await respond(request, began);
      const { sight, reply, delivery } = responded;
      return {
        ...responded,
        done: (aborted = false) => {
          if (sight === undefined) return;
          const { lifeCycle } = model.spec;
          const misses = nearMisses(request, reply.status, sight);
          const draft = draftOf(request, responded, sight, began, lifeCycle, misses);
          // A connection that a fault ended was not left by the client.
          const left = aborted && delivery?.reset !== true && delivery?.cutAt === undefined;
          const { name } = sight.world;
          for (const line of telling(name, journals.add(name, draft, now(), left))) log(line);
        },
      };
    },
  };
}
