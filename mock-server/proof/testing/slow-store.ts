/** A store behind a network: its calls and its answers take time, and some get lost. */
import { type LogPart, StoreError, type WorldStore } from '../../store/port.ts';
import type { World } from '../../domain/world.ts';
import type { Draw } from './draw-action.ts';
import type { VirtualTime } from './virtual-time.ts';

export interface NetworkOptions {
  readonly time: VirtualTime;
  readonly draw: Draw;
  /** Of one way, at most, in milliseconds. */
  readonly maxDelay: number;
  /** The share of calls that fail: half of them before they reach the store. */
  readonly losses: number;
}

export function slowDown(store: WorldStore<World>, options: NetworkOptions): WorldStore<World> {
  const { time, draw, maxDelay, losses } = options;
  const call = async (run: () => PromiseLike<LogPart<World>> | LogPart<World>): Promise<LogPart<World>> => {
    await time.wait(draw() * maxDelay);
    const fate = draw();
    if (fate < losses / 2) throw new StoreError('The request was lost.');
    const part = await run();
    await time.wait(draw() * maxDelay);
    if (fate < losses) throw new StoreError('The answer was lost.');
    return part;
  };
  return {
    ...store,
    look: async (world, after) => call(() => store.look(world, after)),
    append: async (world, draft, after) => call(() => store.append(world, draft, after)),
  };
}
