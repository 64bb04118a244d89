/** Explores a mock in simulated time, with calls that take different times and so overlap. */
import { createMockEngine } from '../../mock-server/start/start.ts';
import { createExploreTokens, loadExploreMock } from '../../mock-server/for-commands/explore.ts';
import type { Mutant } from '../../mock-server/mutants/mutant.ts';
import { createSteadyClock } from '../../mock-server/domain/clock.ts';
import { drawInteger } from '../../random/random.ts';
import { instant } from '../../time/time.ts';
import type { Exploration } from '../explore/exploration.ts';
import { explore } from '../explore/player/explore.ts';
import { createPurse, type PurseLimits } from '../explore/player/purse.ts';
import { maxAtOnce, parseSequence } from '../explore/sequence.ts';
import type { HttpClient } from '../traffic/client.ts';
import { createInProcessClient, inProcessOrigin } from './in-process.ts';
import { createSimulation, type Simulation } from './simulation.ts';

/** A server in front of the mock, which has a fault of its own. */
export type Front = (mock: HttpClient, simulation: Simulation, seed: string) => HttpClient;

export interface ExploreTrial {
  readonly seed: string;
  readonly mutants?: readonly Mutant[];
  readonly flags?: readonly string[];
  readonly front?: Front;
  readonly limits?: Partial<PurseLimits>;
  readonly maxSequences?: number;
  readonly maxFaults?: number;
  /** The text of the only sequence. */
  readonly sequence?: string;
  readonly isStopped?: () => boolean;
}

/** The longest way of a request to the server, and back, in milliseconds. */
const maxWayMs = 5;
const firstMs = Date.UTC(2026, 10, 23);

/** @throws Error when the mock crashed or broke its own document */
export async function runExploreTrial({
  seed,
  mutants = [],
  flags = [],
  front = (mock) => mock,
  limits = {},
  maxSequences = 12,
  maxFaults = 1,
  sequence,
  isStopped = () => false,
}: ExploreTrial): Promise<Exploration> {
  const time = { ms: firstMs };
  const simulation = createSimulation(time);
  const crashes: unknown[] = [];
  const onCrash = (error: unknown) => void crashes.push(error);
  const now = () => instant(time.ms);
  const options = await loadExploreMock(undefined, process.cwd(), flags);
  const { spec, fixture } = options;
  const engine = createMockEngine(
    { ...options, mutants, now, onCrash, onBreach: onCrash },
    createSteadyClock(now),
  );
  const { wait, hold, run } = simulation;
  const inside = createInProcessClient(engine, () => true);
  const held: HttpClient = { ...inside, send: async (ask) => hold(inside.send(ask)) };
  const server = front(held, simulation, seed);
  let requests = 0;
  const draw = () => drawInteger(1, maxWayMs, seed, (requests += 1));
  const client: HttpClient = {
    ...server,
    send: async (ask) => {
      await wait(draw());
      const outcome = await server.send(ask);
      await wait(draw());
      return outcome;
    },
  };
  const parsed = sequence === undefined ? undefined : parseSequence(sequence, spec.lifeCycle.apiStatuses);
  if (typeof parsed === 'string') throw new Error(parsed);
  const purse = createPurse(
    { maxRequests: 5000, maxJobs: 500, maxCredits: 5000, timeMs: 86_400_000, ...limits },
    simulation,
  );
  const player = {
    target: {
      spec,
      origin: inProcessOrigin,
      prefix: '',
      production: new Set<string>(),
      paceMs: 1000,
      patienceMs: 120_000,
      mark: `Explored-${seed}`,
    },
    ports: { now: simulation.now, wait, lanes: Array.from({ length: maxAtOnce }, () => client), isStopped },
    purse,
    state: { submissions: 0, silent: 0, isShared: false },
  };
  const exploration = await run(
    explore(player, {
      seed,
      users: ['you', 'other'],
      createTokens: (play) => createExploreTokens(fixture, `explore-${play}`),
      maxSequences,
      maxFaults,
      maxRows: 25,
      price: 1,
      onProgress: () => undefined,
      ...(parsed === undefined ? {} : { sequence: parsed }),
    }),
  );
  if (crashes.length > 0) throw new Error(`The mock crashed: ${String(crashes[0])}`);
  return exploration;
}
