/** The main process of a mock with several workers: it has their store, unless they share one in Redis. */
import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { clearTimeout, setTimeout } from 'node:timers';

import { type Instant, instant } from '../../time/time.ts';
import { countWorlds, type Team } from '../access/team.ts';
import { createSteadyClock } from '../domain/clock.ts';
import { createTerms } from '../domain/payments.ts';
import type { MockOptions } from '../start/options.ts';
import { graceOfCommand, type LoadedOptions } from './start-settings.ts';
import { createControlToken } from '../start/control-token.ts';
import { createMemoryStore } from '../store/memory.ts';
import type { WorldStore } from '../store/port.ts';
import { startWorkers } from '../workers/cluster/main-process.ts';
import { readMonotonicClock } from '../workers/cluster/monotonic-clock.ts';
import { createWorldPacker } from '../workers/pack-world.ts';
import type { Packer } from '../workers/parts.ts';
import { createStoreClock } from '../workers/store-clock.ts';
import {
  createStoreServer,
  type KeptWorld,
  type StoreServer,
  type StoreServerOptions,
} from '../workers/store-server.ts';

export interface ServeWorkersOptions {
  readonly count: number;
  readonly args: readonly string[];
  readonly root: string;
  readonly options: MockOptions;
  readonly loaded: LoadedOptions;
  readonly onBreach: (sentence: string) => void;
  readonly warn: (sentence: string) => void;
}

export interface ServedMock {
  readonly url: string;
  /** How many worlds there were in the file of the state. */
  readonly found: number;
  /** Which its control API needs. */
  readonly controlToken?: string;
  /** From now on, there are these teams. */
  readonly replaceTeams: (teams: readonly Team[]) => void;
  readonly stop: () => Promise<void>;
  /** Settles if the mock cannot go on: with the reason. */
  readonly failed?: Promise<Error>;
}

/** More than the workers' own time limit for open responses. */
const extraStopMs = 5000;

/** @throws UsageError when the address or the file of the state cannot be used */
export async function serveWithWorkers({
  count,
  args,
  root,
  options,
  loaded,
  onBreach,
  warn,
}: ServeWorkersOptions): Promise<ServedMock> {
  const { controlToken = createControlToken({ ...options, ...loaded }) } = loaded;
  const access = controlToken === undefined ? {} : { controlToken };
  const served = options.store === 'memory' ? await openServedStore(options, loaded, warn) : undefined;
  const workers = await startWorkers({
    count,
    program: join(root, 'dist/cli.js'),
    args: ['mock', 'worker', ...args],
    task: {
      port: options.port,
      digest: computeDigest(loaded),
      ...access,
      ...(loaded.teams === undefined ? {} : { teams: loaded.teams.all() }),
      group: { name: randomUUID(), workers: count },
    },
    ...(served === undefined ? {} : { server: served.server }),
    onBreach,
    warn,
    maxStop: (options.drain ?? 0) + graceOfCommand + extraStopMs,
  }).catch(async (error: unknown) => {
    await served?.close();
    throw error;
  });
  return {
    url: workers.url,
    ...access,
    failed: workers.failed,
    found: served?.found ?? 0,
    replaceTeams: (teams) => {
      loaded.teams?.replace(teams);
      workers.replaceTeams(teams);
    },
    stop: async () => {
      await workers.stop();
      await served?.close();
    },
  };
}

interface ServedStore {
  readonly server: StoreServer;
  readonly found: number;
  readonly close: () => Promise<void>;
}

async function openServedStore(
  options: MockOptions,
  { ingredients: { fixture, history, spec }, teams }: LoadedOptions,
  warn: (sentence: string) => void,
): Promise<ServedStore> {
  const { state: file, worldIdle: idle } = options;
  const limits = { idle, getMax: () => countWorlds(options.maxWorlds, teams) };
  if (file === undefined) return serveStore(createMemoryStore<unknown>(), [], asItIs, limits);
  const { openWorlds } = await import('../store/file/open-worlds.ts');
  const { store, kept } = await openWorlds({
    file,
    beginning: history === undefined ? { fixture } : { fixture, history },
    terms: createTerms(spec),
    now: createSteadyClock(wall),
    warn,
  });
  const used = new Map((await store.worlds()).map((world) => [world.name, world.used]));
  const worlds = kept.map(({ name, position, clock }) => ({
    name,
    position,
    real: used.get(name) ?? clock.real,
  }));
  return serveStore(store, worlds, createWorldPacker(fixture), limits);
}

const wall = (): Instant => instant(Date.now());

function serveStore<State>(
  store: WorldStore<State>,
  kept: readonly KeptWorld[],
  packer: Packer<State>,
  limits: Pick<StoreServerOptions<State>, 'getMax' | 'idle'>,
): ServedStore {
  const atLeast = instant(Math.max(0, ...kept.map(({ real }) => real)));
  const server = createStoreServer({
    store,
    kept,
    clock: createStoreClock({ wall, monotonic: readMonotonicClock, atLeast }),
    monotonic: readMonotonicClock,
    later: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    ...packer,
    ...limits,
  });
  return { server, found: kept.length, close: async () => store.close() };
}

/** In memory, what a worker has packed is kept as it is. */
const asItIs: Packer<unknown> = { pack: (state) => state, unpack: (plain) => plain };

/** Of what each worker reads from files, which somebody may change before a worker is replaced. */
export function computeDigest({ ingredients }: Pick<LoadedOptions, 'ingredients'>): string {
  const { spec, fixture, history, readings, faults, speed, frozen, latency, completed } = ingredients;
  const document = completed === undefined ? undefined : spec.document;
  const all = [document, fixture, history, readings, faults, speed, frozen, latency];
  return createHash('sha256').update(JSON.stringify(all)).digest('hex');
}
