/** Puts the suite on trial: surveys and judges a mock with a mutant, or with another reading, in simulated time. */
import { loadIngredients } from '../../mock-server/start/ingredients.ts';
import type { Mutant } from '../../mock-server/mutants/mutant.ts';
import { readMockOptions } from '../../mock-server/start/options.ts';
import { instant } from '../../time/time.ts';
import { createSteadyClock } from '../../mock-server/domain/clock.ts';
import { createMockEngine, startMock } from '../../mock-server/start/start.ts';
import type { CheckAt } from '../../openapi/conformance.ts';
import { getShippedChecks } from '../../openapi/shipped.ts';
import type { Spec } from '../../openapi/spec.ts';
import type { Observations, Verdict } from '../verdict/clause.ts';
import { contract } from '../contract/index.ts';
import type { Earlier } from '../evidence/earlier.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { findDoubts, noTarget } from '../clauses/doubts.ts';
import { createRedactor } from '../../text/redactor.ts';
import { judge } from '../verdict/judge.ts';
import { type HttpClient, createHttpClient } from '../traffic/client.ts';
import type { TrafficLimits } from '../traffic/modes.ts';
import { limitRate } from '../traffic/rate-limit.ts';
import { createWriteGate, type MayWrite } from '../traffic/write-gate.ts';
import { listWritePaths } from '../survey/asker.ts';
import { survey } from '../survey/survey.ts';
import { isAcrossRuns } from './expected.ts';
import { createInProcessClient, inProcessOrigin } from './in-process.ts';
import { type LegalVariant, startVariantServer } from './variant-server.ts';

/** The others have a separate trial: several-runs.ts. */
const singleRunClauses = contract.filter(({ id }) => !isAcrossRuns(id));

export interface TrialOptions {
  readonly mutants?: readonly Mutant[];
  /** In the format of `--reading`. */
  readonly readings?: readonly string[];
  /** Other flags of the mock. */
  readonly flags?: readonly string[];
  /** A server between the mock and the suite, which then use sockets. */
  readonly variant?: LegalVariant;
  /** Whether mock and suite use sockets. Hundreds of trials run in process, which costs a third less. */
  readonly sockets?: boolean;
  readonly token?: string;
  /** How long jobs are watched in the world of the mock, in milliseconds. */
  readonly watchMs?: number;
  /** The interval between polls, in simulated milliseconds. */
  readonly paceMs?: number;
  /** Without the run's own job. */
  readonly readsOnly?: boolean;
  /** The limits of the requests; none by default. */
  readonly limits?: TrafficLimits;
  /** The duration of a request, in simulated milliseconds. */
  readonly requestMs?: number;
  /** The observations of earlier runs. */
  readonly earlier?: Earlier;
  /** Ids that no job has; the first is also the random seed. */
  readonly unknownIds?: readonly [string, string];
  /** A job that the user knows from elsewhere. */
  readonly knownJobId?: string;
  /** Receives each request that arrived. */
  readonly onRequest?: (request: ArrivedRequest) => void;
}

export interface ArrivedRequest {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | undefined;
  /** By the clock of the suite. */
  readonly atMs: number;
  /** The status of the response; 0 without a response. */
  readonly status: number;
}

export interface Trial {
  readonly seen: Observations;
  readonly verdicts: readonly Verdict[];
  /** The ids of the clauses with this verdict. */
  readonly ids: (verdict: Verdict['verdict']) => readonly string[];
}

/** Five and a half minutes: long enough for every kind of change, and for three-minute phases at most twice. */
const defaultWatchMs = 330_000;
/** The suite polls every twelve simulated seconds. */
const defaultPaceMs = 12_000;
/** The oldest job of alice in the default world, two days old: known to the user of a trial. */
export const oldestJobId = 'b0eed8c1-8ff0-49ee-b3ef-ff693cbd863f';

/** The mock and the document of a trial; the suite advances the mock's real time. */
export interface TrialSetup {
  readonly spec: Spec;
  readonly time: { ms: number };
  readonly crashes: unknown[];
  /** The options of the suite's survey. */
  readonly origin: string;
  /** @param mayWrite which requests may change something */
  readonly createClient: (mayWrite: MayWrite) => HttpClient;
  readonly stop: () => Promise<void>;
}

/** @param worldTime the time at which the mock's world and the clock of the suite start */
export async function setUpTrial(
  {
    mutants = [],
    readings = [],
    flags = [],
    variant,
    sockets = variant !== undefined,
  }: Pick<TrialOptions, 'mutants' | 'readings' | 'flags' | 'variant' | 'sockets'>,
  worldTime: string,
): Promise<TrialSetup> {
  const mockOptions = readMockOptions([
    '--port=0',
    `--now=${worldTime}`,
    ...readings.flatMap((reading) => ['--reading', reading]),
    ...flags,
  ]);
  const ingredients = await loadIngredients(mockOptions, process.cwd());
  const time = { ms: Date.parse(worldTime) };
  const crashes: unknown[] = [];
  const now = () => instant(time.ms);
  const onCrash = (error: unknown) => void crashes.push(error);
  const options = { ...mockOptions, ...ingredients, mutants, now, onCrash, onBreach: onCrash };
  const common = { spec: ingredients.spec, time, crashes };
  if (!sockets) {
    const engine = createMockEngine(options, createSteadyClock(now));
    const createClient: TrialSetup['createClient'] = (mayWrite) => createInProcessClient(engine, mayWrite);
    return { ...common, origin: inProcessOrigin, createClient, stop: async () => undefined };
  }
  const mock = await startMock(options);
  const odd = variant === undefined ? undefined : await startVariantServer(mock.url, variant);
  return {
    ...common,
    origin: odd?.url ?? mock.url,
    createClient: (mayWrite) => createHttpClient(60_000, mayWrite),
    stop: async () => {
      await odd?.stop();
      await mock.stop();
    },
  };
}

/** No wall clock is involved: waiting advances the time of both sides. */
export async function runTrial(options: TrialOptions): Promise<Trial> {
  const setup = await setUpTrial(options, '2026-05-06T14:23:11Z');
  try {
    const checkAt = getShippedChecks();
    const evidence = await surveyTrial(setup, checkAt, options);
    const seen = { evidence, spec: setup.spec, checkAt };
    const verdicts = judge(singleRunClauses, seen);
    const ids = (wanted: Verdict['verdict']) =>
      verdicts.filter(({ verdict }) => verdict === wanted).map(({ clause }) => clause.id);
    return { seen, verdicts, ids };
  } finally {
    await setup.stop();
  }
}

/** @throws Error when the mock crashed or broke its own document */
export async function surveyTrial(
  { time, origin, spec, crashes, createClient }: TrialSetup,
  checkAt: CheckAt,
  {
    token = 'alice-token',
    watchMs = defaultWatchMs,
    paceMs = defaultPaceMs,
    requestMs = 20,
    readsOnly = false,
    limits,
    earlier,
    onRequest,
    knownJobId,
    unknownIds = ['5f0c1d9e-3b7a-4c2d-8e6f-a1b2c3d4e5f6', '7a1e6b40-9c52-4f8d-b3a7-0d1c2e3f4a5b'],
  }: TrialOptions,
): Promise<Evidence> {
  const { mayWrite, admit } = createWriteGate({
    origin,
    paths: listWritePaths(spec),
    isProduction: () => false,
  });
  const client = createClient(readsOnly ? () => false : mayWrite);
  const send: HttpClient['send'] = async (ask) => {
    time.ms += requestMs;
    const atMs = time.ms;
    const outcome = await client.send(ask);
    const { method, url, headers } = ask;
    const authorization = headers.find(([name]) => name === 'Authorization')?.[1];
    onRequest?.({
      method,
      url,
      authorization,
      atMs,
      status: outcome.kind === 'response' ? outcome.status : 0,
    });
    return outcome;
  };
  const ports = {
    now: () => time.ms,
    wait: async (milliseconds: number) => {
      time.ms += milliseconds;
    },
  };
  try {
    const evidence = await survey({
      client: limitRate({ ...client, send }, limits?.perSecond, ports),
      redact: createRedactor([token]),
      ...ports,
      spec,
      base: { origin, prefixes: ['', '/backend'] },
      token,
      otherToken: 'bob-token',
      expiredToken: 'expired-token',
      emptyToken: 'carol-token',
      watchMs,
      paceMs,
      unknownIds,
      onProgress: () => undefined,
      ...(knownJobId === undefined ? {} : { knownJobId }),
      ...(earlier === undefined ? {} : { earlier }),
      findDoubts: (exchanges) => findDoubts({ evidence: { target: noTarget, exchanges }, spec, checkAt }),
      ...(limits === undefined ? {} : { limits }),
      ...(readsOnly
        ? {}
        : {
            writing: {
              followMs: 600_000,
              lastClient: client,
              admit,
              say: () => undefined,
              production: new Set(),
            },
          }),
    });
    if (crashes.length > 0) throw new Error(`The mock crashed: ${String(crashes[0])}`);
    return evidence;
  } finally {
    client.close();
  }
}
