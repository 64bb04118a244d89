/** A store behind a network: its calls and its answers take time, and some get lost. */
import { type LogPart, StoreError, type WorldStore } from '../../store/port.ts';
import type { World } from '../../domain/world.ts';
import type { Draw } from './draw-action.ts';
import type { VirtualTime } from './virtual-time.ts';

export interface Network {
  /** Of one way, at most, in milliseconds. */
  maxDelay: number;
  /** The share of calls that fail: half of them before they reach the store. */
  losses: number;
  draw: Draw;
}

/** The calls and the answers of a store go through one connection, which keeps their order. */
export function slowDown(store: WorldStore<World>, network: Network, time: VirtualTime): WorldStore<World> {
  const [goThere, comeBack] = [time.createQueue(), time.createQueue()];
  const call = async (run: () => PromiseLike<LogPart<World>> | LogPart<World>): Promise<LogPart<World>> => {
    await goThere(network.draw() * network.maxDelay);
    const { losses } = network;
    const fate = network.draw();
    if (fate < losses / 2) throw new StoreError('The request was lost.');
    const part = await run();
    await comeBack(network.draw() * network.maxDelay);
    if (fate < losses) throw new StoreError('The answer was lost.');
    return part;
  };
  return {
    ...store,
    look: async (world, after) => call(() => store.look(world, after)),
    append: async (world, draft, after) => call(() => store.append(world, draft, after)),
  };
}
