/** Starts a mock on a port: the same for the command, the suite and the tests. */
import { setMaxListeners } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn, setTimeout } from 'node:timers/promises';

import { type Engine, createEngine } from '../engine.ts';
import type { CoachSettings } from '../coach/settings.ts';
import { createControlToken, hideToken } from './control-token.ts';
import { createAccessLog } from '../http/access-log.ts';
import { readSteadyTime } from '../http/watch-server.ts';
import { createHttpServer } from '../http/create-server.ts';
import type { Site } from '../http/site.ts';
import { stopServer } from '../http/stop-server.ts';
import type { Ingredients } from './ingredients.ts';
import { combineMutants, type Mutant } from '../mutants/mutant.ts';
import type { Access } from '../journal/access-line.ts';
import { defaultJournalSize } from '../journal/journals.ts';
import type { MockOptions } from './options.ts';
import { handlers } from '../api/index.ts';
import { openGivenStore } from './open-store.ts';
import { chooseLimits, observeMock, type OperatorOptions } from './observe.ts';
import { createPause } from '../portions/pauses.ts';
import type { WorldsEvent } from '../store/worlds-options.ts';
import { shareRequests } from '../processes/share.ts';
import type { World } from '../domain/world.ts';
import { firstWorld } from '../domain/world-names.ts';
import { enterRequests } from './enter-requests.ts';
import type { KeptWorlds } from '../store/file/open-worlds.ts';
import type { WorldStore } from '../store/port.ts';
import { createGuardedMock, type OwnParts } from './team-mocks.ts';
import type { Team, Teams } from '../access/team.ts';
import { duration, instant, type Instant } from '../../time/time.ts';

export interface MockStartOptions
  extends Ingredients,
    OperatorOptions,
    Pick<MockOptions, 'port' | 'host' | 'start' | 'maxWorlds' | 'worldIdle' | 'state'> {
  /** The URL of a Redis server that several mocks share, or a store; "memory" by default. */
  readonly store?: string | WorldStore<World>;
  readonly noCors?: boolean;
  /** Which the control API needs; made at the start when it is absent and the mock is reachable from elsewhere. */
  readonly controlToken?: string;
  /** The teams that share the mock; without them, everyone has all worlds. */
  readonly teams?: Teams;
  /** Further names under which the control API may be addressed. */
  readonly allowedHosts?: readonly string[];
  /** Origins of other servers whose pages may use the control API. */
  readonly allowedOrigins?: readonly string[];
  readonly mutants?: readonly Mutant[];
  readonly now?: () => Instant;
  /** How many journal entries a world keeps; `defaultJournalSize` when it is absent. */
  readonly journal?: number;
  /** Replaces thresholds of the coach. */
  readonly coach?: Partial<CoachSettings>;
  /** Keeps the coach's advice out of the log. */
  readonly quietCoach?: boolean;
  /** Called with log messages, one sentence each. */
  readonly log?: (sentence: string) => void;
  /** The pages for browsers; without them, browsers get the same responses as other clients. */
  readonly site?: Site;
  /** Called with a line for each request; without it, requests are not logged. */
  readonly logRequest?: (line: string) => void;
  /** The format of that line; the Common Log Format by default. */
  readonly formatRequest?: (access: Access) => string;
  /** Called with warnings, one sentence each. */
  readonly warn?: (sentence: string) => void;
  readonly onCrash: (error: unknown) => void;
  /**
   * Called with each violation of the document; without it, responses are not checked. A mock with mutants is
   * not checked.
   */
  readonly onBreach?: (sentence: string) => void;
}

export interface MockServer {
  /** Without a trailing slash, e.g. `http://127.0.0.1:4010`. */
  readonly url: string;
  /** How many worlds there were in the file of the state. */
  readonly found: number;
  /** Which its control API needs. */
  readonly controlToken?: string;
  /** What is behind its sockets. */
  readonly engine: Engine;
  /** From now on, there are these teams; a key that none of them has is of no use any more. */
  readonly replaceTeams: (teams: readonly Team[]) => void;
  /** Stops taking requests, finishes those in flight unless they take too long, and settles when all is closed. */
  readonly stop: () => Promise<void>;
}

/**
 * The mock without its sockets, for `startMock` and for in-process tests.
 * @param now the wall clock
 * @param kept the restored worlds, and their store
 */
export function createMockEngine(
  options: MockStartOptions,
  now: () => Instant,
  kept: Partial<KeptWorlds> = {},
  { limits, ...own }: OwnParts = {},
): Engine {
  const { spec, checks, readings, fixture, history, mutants = [], onBreach, noCors = false } = options;
  const { requests = [] } = options;
  const {
    start,
    speed,
    frozen,
    maxWorlds,
    worldIdle,
    journal = defaultJournalSize,
    faults = [],
    completed,
  } = options;
  const mutantHooks = mutants.length > 0 ? combineMutants(mutants, fixture) : undefined;
  const worlds = {
    fixture,
    ...kept,
    ...(history === undefined ? {} : { history }),
    speed,
    frozen,
    max: maxWorlds,
    idle: worldIdle,
    ...(limits === undefined ? {} : { limits }),
    ...(start === undefined ? {} : { start }),
    faults,
    // In a shared store, they belong to the process that begins the world.
    onEvent: ({ kind, world }: WorldsEvent) => {
      if (kind === 'begun' && world === firstWorld && isShared) enter();
    },
  };
  const isShared = kept.store?.shared !== undefined;
  let past = requests;
  const enter = (): void => {
    enterRequests(engine, past, now, spec);
    past = [];
  };
  const engine: Engine = createEngine({
    model: {
      spec,
      readings,
      ...(mutantHooks === undefined ? {} : { mutate: mutantHooks.onJob }),
      ...(completed?.fill === undefined ? {} : { fill: completed.fill }),
      ...(limits === undefined ? {} : { getMaxRows: () => limits.rows }),
    },
    handlers: { ...handlers, ...completed?.handlers },
    worlds,
    journal,
    ...(options.controlToken === undefined ? {} : { secrets: [options.controlToken] }),
    now,
    wait,
    share: shareRequests,
    pause: createPause(nextTurn),
    noCors,
    onCrash: options.onCrash,
    ...(mutantHooks === undefined && onBreach !== undefined ? { selfCheck: { checks, onBreach } } : {}),
    ...(mutantHooks === undefined ? {} : { mutate: mutantHooks }),
    quietCoach: options.quietCoach ?? false,
    ...(options.coach === undefined ? {} : { coach: options.coach }),
    ...(options.log === undefined ? {} : { log: options.log }),
    ...own,
  });
  // A restored world has another past.
  if ((kept.kept ?? []).length === 0 && !isShared) enter();
  return engine;
}

/** @throws the system's error when the address cannot be listened on, UsageError when the state cannot be kept */
export async function startMock(given: MockStartOptions): Promise<MockServer> {
  const token = given.controlToken ?? createControlToken(given);
  const own = token === undefined ? {} : { controlToken: token };
  const options = token === undefined ? given : { ...given, ...own, ...hideToken(given, token) };
  const { spec, noCors = false, latency } = options;
  const now = options.now ?? (() => instant(Date.now()));
  const state = await openGivenStore(options, now);
  const observed = observeMock(options, now, state?.store);
  const stopping = new AbortController();
  const { guard, engine, ...sharing } = createGuardedMock({
    options,
    kept: { kept: [], process: '', ...state, store: observed.store },
    create: (changed, kept, parts) =>
      createMockEngine(changed, now, kept, { ...parts, server: observed.view }),
    now,
    steady: readSteadyTime,
    wait,
    nextTurn,
  });
  // Any number of responses may be delayed at once.
  setMaxListeners(0, stopping.signal);
  const { logRequest, onCrash, site } = options;
  const access =
    logRequest === undefined ? {} : { access: createAccessLog(logRequest, now, options.formatRequest) };
  const { server, watch } = createHttpServer({
    engine,
    control: { guard, now },
    ...sharing,
    spec,
    noCors,
    onCrash,
    stopping: stopping.signal,
    ...access,
    ...(site === undefined ? {} : { site }),
    ...(latency === undefined ? {} : { latency }),
    watch: chooseLimits(options),
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: options.port, host: options.host, backlog: maxWaiting }, resolve);
  }).catch(async (error: unknown) => {
    await state?.store.close();
    throw error;
  });
  observed.serve(engine, watch);
  const { port, address, family } = server.address() as AddressInfo;
  return {
    url: `http://${toReachableHost(address, family)}:${port}`,
    found: state?.kept.length ?? 0,
    engine,
    ...own,
    replaceTeams: (teams) => options.teams?.replace(teams),
    stop: async () => {
      observed.drain(watch);
      if (options.drain !== undefined && options.drain > 0) await wait(options.drain);
      await stopServer({ server, watch, stopping, grace: options.grace ?? defaultGrace, wait });
      engine.leave();
      await state?.store.close();
    },
  };
}

/** Connections that the system keeps until the mock accepts them; it drops those beyond, and their clients get a reset later. */
const maxWaiting = 4096;

const defaultGrace = duration(2000);

const wait = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  setTimeout(milliseconds, undefined, { ref: false, ...(signal === undefined ? {} : { signal }) }).catch(
    () => undefined,
  );

/** A server on every address is reachable through the loopback address. */
function toReachableHost(address: string, family: string): string {
  if (address === '0.0.0.0' || address === '::') return '127.0.0.1';
  return family === 'IPv6' ? `[${address}]` : address;
}
