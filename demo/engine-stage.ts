/** A stage in the first world of an engine. */
import type { Engine } from '../mock-server/engine.ts';
import { getTime } from '../mock-server/domain/clock.ts';
import { firstWorld } from '../mock-server/domain/world-names.ts';
import type { Instant } from '../time/time.ts';
import type { Received, Stage } from './player/stage.ts';

export interface EngineStage extends Stage {
  /** Stops counting rounds. */
  readonly close: () => void;
}

const newRounds: ReadonlySet<string> = new Set(['reset', 'restore', 'restore-snapshot']);

/**
 * @param now the wall clock of the engine
 * @param send how the requests of the customers reach the mock
 */
export function createEngineStage(
  { worlds, control }: Pick<Engine, 'control' | 'worlds'>,
  now: () => Instant,
  send: Stage['send'],
): EngineStage {
  let round = 0;
  const close = worlds.watch(firstWorld, ({ intent: { kind } }) => {
    if (newRounds.has(kind)) round += 1;
  });
  return {
    close,
    send,
    look: () => {
      const real = now();
      // Made again if somebody has removed it.
      const { clock, began } = worlds.get(firstWorld) ?? worlds.first(real);
      const { speed, frozen } = clock;
      return { seconds: (getTime(clock, real) - began) / 1000, round, speed, frozen };
    },
    control: async (method, path, body) => {
      const target = `/__mock__/api/worlds/${firstWorld}${path}`;
      const outcome = await control({ method, target, body: body === undefined ? '' : JSON.stringify(body) });
      return toReceived(outcome);
    },
  };
}

function toReceived(outcome: { readonly status: number; readonly body?: unknown }): Received {
  return { status: outcome.status, json: outcome.body };
}
