/** Plays random histories of several engines that share a store, in virtual time. */
import { duration, instant } from '../../../time/time.ts';
import type { LogEntry } from '../../domain/entry.ts';
import type { World } from '../../domain/world.ts';
import type { WorldStore } from '../../store/port.ts';
import { createSharedMemory } from '../../store/testing/shared-memory.ts';
import type { Exchange } from '../history.ts';
import { askEngine, createProcess } from './ask-engine.ts';
import { createDraw, type Draw, type WorldKind } from './draw-action.ts';
import { playHistory } from './play-history.ts';
import { type Network, slowDown } from './slow-store.ts';
import { createVirtualTime, type VirtualTime } from './virtual-time.ts';
import { worldStart } from './world-start.ts';

export interface Played {
  readonly world: string;
  readonly kind: WorldKind;
  readonly exchanges: readonly Exchange[];
  /** The log of the world, from its first entry. */
  readonly entries: readonly LogEntry[];
}

/** Opens a store for one more process. */
export type Connect = () => WorldStore<World>;

const connectMemory = (time: VirtualTime): Connect =>
  createSharedMemory<World>(() => instant(time.now()), duration(86_400_000)).connect;

const kinds: readonly WorldKind[] = ['frozen', 'frozen', 'running', 'wild'];
const maxProcesses = 3;
const commands = 40;

/** Processes that play one history after another, each in a world of its own. */
export function createStage(
  connectIn: (time: VirtualTime) => Connect = connectMemory,
): (seed: number) => Promise<Played> {
  const time = createVirtualTime(worldStart.now);
  const connect = connectIn(time);
  const processes = Array.from({ length: maxProcesses }, (_, process) => {
    const network: Network = { maxDelay: 0, losses: 0, draw: () => 0 };
    const clock = { skew: 0 };
    const engine = createProcess({
      name: `${process}-`,
      // No process reads its own clock for a world, so that a wrong one does not matter.
      now: () => instant(time.now() + clock.skew),
      store: slowDown(connect(), network, time),
    });
    return { engine, network, clock };
  });
  const observer = connect();

  return async (seed) => {
    const draw = createDraw([seed, 1]);
    const kind = kinds[seed % kinds.length] ?? 'frozen';
    const maxDelay = 1 + draw() * 20;
    const losses = draw() < 0.3 ? 0.05 : 0;
    for (const [index, { network, clock }] of processes.entries()) {
      Object.assign(network, { maxDelay, losses, draw: createDraw([seed, 2, index]) });
      clock.skew = drawSkew(draw);
    }
    const world = `w${seed}`;
    const played = playHistory({
      world,
      kind,
      clients: 2 + Math.floor(draw() * 5),
      commands,
      processes: 2 + Math.floor(draw() * (maxProcesses - 1)),
      draw,
      now: time.now,
      wait: time.wait,
      send: async (request, index) => {
        const process = processes[index];
        if (process === undefined) throw new Error(`There is no process ${index}.`);
        // Its clock is set in the middle of a history.
        if (draw() < 0.05) process.clock.skew = drawSkew(draw);
        return askEngine(process.engine, request);
      },
      maxPause: maxDelay,
    });
    const exchanges = await time.until(played);
    const { entries } = await time.until(Promise.resolve(observer.look(world, 0)));
    for (const { engine } of processes) await time.until(Promise.resolve(engine.worlds.drop(world)));
    return { world, kind, exchanges, entries };
  };
}

const drawSkew = (draw: Draw): number => Math.floor((draw() - 0.5) * 7_200_000);
