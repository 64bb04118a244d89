/** Puts the suite on trial: a mock that lies, or is read oddly, is surveyed and judged in simulated time. */
import { type Ingredients, ingredientsOf } from '../../mock-server/ingredients.ts';
import type { Lie } from '../../mock-server/lies/lie.ts';
import { readMockOptions } from '../../mock-server/options.ts';
import { instant } from '../../mock-server/simulation/time.ts';
import { startMock } from '../../mock-server/start.ts';
import { shippedChecks } from '../../openapi/shipped.ts';
import type { Seen, Verdict } from '../clause.ts';
import { contract } from '../contract.ts';
import { redactorOf } from '../evidence/redactor.ts';
import { judge } from '../judge.ts';
import { newClient } from '../survey/client.ts';
import { survey } from '../survey/survey.ts';

export interface TrialOptions {
  readonly lies?: readonly Lie[];
  /** As `--reading` takes them. */
  readonly readings?: readonly string[];
  readonly token?: string;
  /** How long the watch lasts in the world of the mock, in milliseconds. */
  readonly watchMs?: number;
}

export interface Trial {
  readonly seen: Seen;
  readonly verdicts: readonly Verdict[];
  /** The ids of the clauses with this verdict. */
  readonly ids: (verdict: Verdict['verdict']) => readonly string[];
}

/** Five and a half minutes: every kind of move is seen, and stretches of three minutes at most twice. */
const usualWatchMs = 330_000;
/** The suite looks every four simulated seconds. */
const paceMs = 4000;
/** What a request takes, in simulated milliseconds. */
const requestMs = 20;

/** No wall clock is involved: waiting moves the time of both halves. */
export async function trial({
  lies = [],
  readings = [],
  token = 'alice-token',
  watchMs = usualWatchMs,
}: TrialOptions): Promise<Trial> {
  const options = readMockOptions([
    '--port',
    '0',
    '--now',
    '2026-05-06T14:23:11Z',
    ...readings.flatMap((reading) => ['--reading', reading]),
  ]);
  const ingredients: Ingredients = await ingredientsOf(options, process.cwd());
  let time = Date.UTC(2026, 10, 23);
  const crashes: unknown[] = [];
  const mock = await startMock({
    ...options,
    ...ingredients,
    lies,
    now: () => instant(time),
    onCrash: (error) => crashes.push(error),
  });
  const client = newClient(5000);
  try {
    const evidence = await survey({
      client: {
        ...client,
        send: (ask) => {
          time += requestMs;
          return client.send(ask);
        },
      },
      redact: redactorOf([{ name: 'CONTRACT_TOKEN', value: token }]),
      now: () => time,
      wait: (milliseconds) => {
        time += milliseconds;
        return Promise.resolve();
      },
      spec: ingredients.spec,
      base: { origin: mock.url, prefixes: ['', '/backend'] },
      token,
      otherToken: 'bob-token',
      expiredToken: 'expired-token',
      watchMs,
      paceMs,
      unknownId: '5f0c1d9e-3b7a-4c2d-8e6f-a1b2c3d4e5f6',
      onProgress: () => undefined,
    });
    if (crashes.length > 0) throw new Error(`The mock crashed: ${String(crashes[0])}`);
    const seen = { evidence, spec: ingredients.spec, checkAt: await shippedChecks() };
    const verdicts = judge(contract, seen);
    const ids = (wanted: Verdict['verdict']) =>
      verdicts.filter(({ verdict }) => verdict === wanted).map(({ clause }) => clause.id);
    return { seen, verdicts, ids };
  } finally {
    client.close();
    await mock.stop();
  }
}
