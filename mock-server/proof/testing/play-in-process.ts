/** Plays a random history of several engines that share a store, in virtual time. */
import { duration, instant } from '../../../time/time.ts';
import type { World } from '../../domain/world.ts';
import type { LogEntry } from '../../domain/entry.ts';
import { createSharedMemory } from '../../store/testing/shared-memory.ts';
import type { WorldStore } from '../../store/port.ts';
import type { Exchange } from '../history.ts';
import { askEngine, createProcess } from './ask-engine.ts';
import { createDraw, type WorldKind } from './draw-action.ts';
import { playHistory } from './play-history.ts';
import { slowDown } from './slow-store.ts';
import { createVirtualTime, type VirtualTime } from './virtual-time.ts';
import { worldStart } from './world-start.ts';

export interface Played {
  readonly kind: WorldKind;
  readonly exchanges: readonly Exchange[];
  /** The log of the world, from its first entry. */
  readonly entries: readonly LogEntry[];
}

/** A store that several processes can open, in virtual time. */
export interface SharedStores {
  readonly connect: () => WorldStore<World>;
}

export const shareMemory = (time: VirtualTime): SharedStores =>
  createSharedMemory<World>(() => instant(time.now()), duration(86_400_000));

const kinds: readonly WorldKind[] = ['frozen', 'frozen', 'running', 'wild'];

/** Everything that happens follows from the seed. */
export async function playInProcess(
  seed: number,
  share: (time: VirtualTime) => SharedStores = shareMemory,
): Promise<Played> {
  const draw = createDraw([seed, 1]);
  const time = createVirtualTime(worldStart.now);
  const stores = share(time);
  const kind = kinds[seed % kinds.length] ?? 'frozen';
  const processes = 2 + Math.floor(draw() * 2);
  const clients = 2 + Math.floor(draw() * 5);
  const losses = draw() < 0.3 ? 0.05 : 0;
  const maxDelay = 1 + draw() * 20;
  const engines = Array.from({ length: processes }, (_, process) => {
    const store = slowDown(stores.connect(), { time, draw: createDraw([seed, 2, process]), maxDelay, losses });
    // No process reads its own clock for a world, so that a wrong one does not matter.
    const skew = Math.floor((draw() - 0.5) * 7_200_000);
    const now = () => instant(time.now() + skew);
    return createProcess({ name: `${process}-`, now, store, frozen: kind === 'frozen' });
  });
  const world = `w${seed}`;
  const exchanges = await time.until(
    playHistory({
      world,
      kind,
      clients,
      commands: 40,
      processes,
      draw,
      now: time.now,
      wait: time.wait,
      send: async (request, process) => {
        const engine = engines[process];
        if (engine === undefined) throw new Error(`There is no process ${process}.`);
        return askEngine(engine, request);
      },
      maxPause: maxDelay,
    }),
  );
  const { entries } = await stores.connect().look(world, 0);
  return { kind, exchanges, entries };
}
