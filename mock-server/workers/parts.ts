/** The parts of logs as they are sent to workers. */
import type { Instant } from '../../time/time.ts';
import type { LogPart } from '../store/port.ts';
import type { AppendRequest, LookRequest, SentPart, ToWorker } from './messages.ts';
import type { ServedWorld } from './served-worlds.ts';
import type { StoreClock } from './store-clock.ts';

/** The state of a checkpoint as a value that can be cloned, and back. */
export interface Packer<State> {
  readonly pack: (state: State) => unknown;
  readonly unpack: (plain: unknown) => State;
}

type Last = Pick<ServedWorld<unknown>, 'log' | 'position' | 'real'>;

/** Whether the position is one of the log that there is now. */
export const knows = (one: Last, { after, log }: LookRequest | AppendRequest): boolean =>
  after === 0 || log === one.log;

/** The time of a world, which is never before its latest entry. */
export function getTime({ real }: Last, clock: StoreClock): Instant {
  const now = clock.now();
  return now < real ? real : now;
}

/** @param log the one that the part comes from */
export function toSentPart<State>(
  one: Last,
  log: number,
  { checkpoint, entries }: LogPart<State>,
  { clock, pack }: Pick<Packer<State>, 'pack'> & { readonly clock: StoreClock },
): SentPart {
  const { position, real } = entries.at(-1) ?? checkpoint ?? one;
  return {
    ...(checkpoint === undefined
      ? {}
      : { checkpoint: { ...checkpoint, state: pack(checkpoint.state) }, isWhole: true }),
    entries,
    now: getTime(one, clock),
    log,
    position,
    real,
  };
}

/** The answer where there is no world. */
export function createNothing(id: number, now: Instant): ToWorker {
  return { kind: 'part', id, part: { entries: [], isWhole: true, now, log: 0, position: 0, real: now } };
}

export function createFailure(id: number, error: unknown): ToWorker {
  return { kind: 'failed', id, reason: error instanceof Error ? error.message : String(error) };
}
