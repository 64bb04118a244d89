/** Simulated processes: each has its own connection, its own wrong clock and its own worlds, and can be killed. */
import { type Duration, duration, instant, type Instant } from '../../../time/time.ts';
import type { Intent } from '../../domain/entry.ts';
import type { Terms } from '../../domain/payments.ts';
import type { World } from '../../domain/world.ts';
import type { RedisConnection } from '../redis/connection.ts';
import type { WorldStore } from '../port.ts';
import { createWorlds } from '../worlds.ts';
import type { Worlds } from '../worlds-port.ts';
import type { Chance } from './chance.ts';
import { createLink, type Link, type Traffic } from './network.ts';
import { createSimulatedConnection } from './simulated-connection.ts';
import type { SimulatedRedis } from './simulated-redis.ts';
import type { VirtualTime } from './virtual-time.ts';
import type { Fixture } from '../../domain/fixture.ts';

/** What a store in Redis needs of its process. */
export interface StoreSurroundings {
  readonly connection: RedisConnection;
  /** The clock of the process. */
  readonly now: () => Instant;
  readonly idle: Duration;
  /** Whether Redis is older than version 7. */
  readonly isOld: boolean;
  /** Runs something when everything that arrived so far was handled. */
  readonly defer: (run: () => void) => void;
}

export type OpenStore = (surroundings: StoreSurroundings) => WorldStore<World>;

export interface SimulatedProcess {
  readonly name: string;
  readonly worlds: Worlds;
  readonly store: WorldStore<World>;
  readonly link: Link;
  readonly isAlive: () => boolean;
  readonly kill: () => void;
  readonly jumpClock: (by: number) => void;
  /** @returns a function that forgets it */
  readonly whenKilled: (act: () => void) => () => void;
}

export interface ProcessDeps {
  readonly redis: SimulatedRedis;
  readonly time: VirtualTime;
  readonly chance: Chance;
  readonly traffic: Traffic;
  readonly count: (event: string) => void;
  readonly openStore: OpenStore;
  readonly fixture: Fixture;
  readonly terms: Terms;
  readonly idle: number;
  readonly isOld: boolean;
  readonly checkpointEvery: number;
  /** Called with each draft that the store gets. */
  readonly onSent: (intent: Intent, nonce: string) => void;
}

export function startProcess(name: string, deps: ProcessDeps): SimulatedProcess {
  const { time, chance, count, redis, traffic, openStore, onSent } = deps;
  let isAlive = true;
  let offset = epoch + chance.integer(-3_600_000, 3_600_000);
  const mourners = new Set<() => void>();
  const link = createLink({ redis, time, chance, traffic, count });
  const idle = duration(deps.idle);
  const opened = openStore({
    connection: createSimulatedConnection(link),
    now: () => instant(Math.floor(time.now() + offset)),
    defer: (run) => {
      time.after(0, () => {
        if (isAlive) run();
      });
    },
    idle,
    isOld: deps.isOld,
  });
  const store: WorldStore<World> = {
    ...opened,
    append: (world, draft, after) => {
      onSent(draft.intent, draft.nonce);
      return opened.append(world, draft, after);
    },
  };
  const worlds = createWorlds({
    fixture: deps.fixture,
    terms: deps.terms,
    speed: 1,
    frozen: false,
    max: 10,
    idle,
    store,
    process: `${name}-`,
    minEntries: deps.checkpointEvery,
  });
  return {
    name,
    worlds,
    store,
    link,
    isAlive: () => isAlive,
    kill: () => {
      isAlive = false;
      link.kill();
      for (const act of mourners) act();
      mourners.clear();
    },
    jumpClock: (by) => {
      offset += by;
    },
    whenKilled: (act) => {
      mourners.add(act);
      return () => mourners.delete(act);
    },
  };
}

/** The server's clock at the start of each simulation. */
export const epoch = Date.UTC(2026, 4, 6, 12);
