/** Plays random histories of several engines that share a store: one in memory in virtual time, or a real one. */
import { setTimeout as sleep } from 'node:timers/promises';

import { duration, instant } from '../../../time/time.ts';
import type { LogEntry } from '../../domain/entry.ts';
import type { World } from '../../domain/world.ts';
import { StoreError, type WorldStore } from '../../store/port.ts';
import { createSharedMemory } from '../../store/testing/shared-memory.ts';
import type { Exchange } from '../history.ts';
import { askEngine, createProcess } from './ask-engine.ts';
import { createDraw, type Draw, type WorldKind } from './draw-action.ts';
import { playHistory } from './play-history.ts';
import { type Network, slowDown } from './slow-store.ts';
import { createVirtualTime } from './virtual-time.ts';
import { worldStart } from './world-start.ts';

export interface Played {
  readonly world: string;
  readonly kind: WorldKind;
  readonly exchanges: readonly Exchange[];
  /** The log of the world, from its first entry. */
  readonly entries: readonly LogEntry[];
}

/** Opens a store for one more process. */
export type Connect = () => WorldStore<World> | Promise<WorldStore<World>>;

/** By which the time of the store and of the clients passes. */
interface Time {
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Lets time pass until a promise settles. */
  readonly until: <Value>(promise: Promise<Value>) => Promise<Value>;
}

export interface Theatre {
  /** Everything that a seed decides is the same in each run; in virtual time that is everything. */
  readonly play: (seed: number) => Promise<Played>;
  readonly close: () => Promise<void>;
}

const kinds: readonly WorldKind[] = ['frozen', 'frozen', 'running', 'wild'];
const maxProcesses = 3;
const commands = 40;

/** On a store in memory, behind a network that is slow and loses some calls. */
export async function createVirtualTheatre(): Promise<Theatre> {
  const time = createVirtualTime(worldStart.now);
  const { connect } = createSharedMemory<World>(() => instant(time.now()), duration(86_400_000));
  const networks: Network[] = [];
  const connectSlowly = (): WorldStore<World> => {
    const network: Network = { maxDelay: 0, losses: 0, draw: () => 0 };
    networks.push(network);
    return slowDown(connect(), network, time);
  };
  return createTheatre(connectSlowly, time, (seed, draw) => {
    const maxDelay = 1 + draw() * 20;
    const losses = draw() < 0.3 ? 0.05 : 0;
    for (const [index, network] of networks.entries())
      Object.assign(network, { maxDelay, losses, draw: createDraw([seed, 2, index]) });
    return maxDelay;
  });
}

/** On a real store, which is as quick as it is. */
export const createRealTheatre = async (connect: Connect): Promise<Theatre> =>
  createTheatre(
    connect,
    {
      now: Date.now,
      wait: async (milliseconds) => sleep(milliseconds),
      until: async (promise) => promise,
    },
    () => 8,
  );

/**
 * Processes that play histories, each in its own world.
 * @param prepare what is special about a history; returns how long a client pauses at most
 */
async function createTheatre(
  connect: Connect,
  time: Time,
  prepare: (seed: number, draw: Draw) => number,
): Promise<Theatre> {
  const processes = await Promise.all(
    Array.from({ length: maxProcesses }, async (_, process) => {
      const clock = { skew: 0 };
      const store = await connect();
      // No process reads its own clock for a world, so that a wrong one does not matter.
      const now = () => instant(time.now() + clock.skew);
      return { engine: createProcess({ name: `${process}-`, now, store }), clock, store };
    }),
  );
  const observer = await connect();

  return {
    play: async (seed) => {
      const draw = createDraw([seed, 1]);
      const kind = kinds[seed % kinds.length] ?? 'frozen';
      for (const { clock } of processes) clock.skew = drawSkew(draw);
      const maxPause = prepare(seed, draw);
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
        maxPause,
      });
      const exchanges = await time.until(played);
      const entries = await time.until(repeat(async () => (await observer.look(world, 0)).entries));
      for (const { engine } of processes) await time.until(repeat(async () => engine.worlds.drop(world)));
      return { world, kind, exchanges, entries };
    },
    close: async () => {
      for (const { store } of processes) await store.close();
      await observer.close();
    },
  };
}

/** Until it succeeds: over a slow network some calls are lost. */
async function repeat<Result>(run: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
    }
  }
}

const drawSkew = (draw: Draw): number => Math.floor((draw() - 0.5) * 7_200_000);
