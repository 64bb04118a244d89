/** Puts the suite on trial over several runs: time passes in between, and one ledger collects all of them. */
import type { Mutant } from '../../mock-server/mutants/mutant.ts';
import { getShippedChecks } from '../../openapi/shipped.ts';
import { contract } from '../contract/index.ts';
import { judge, decideOutcome } from '../verdict/judge.ts';
import { createLedger, type Ledger } from '../ledger/format.ts';
import { addRun, toEarlier } from '../ledger/ledger.ts';
import { setUpTrial, surveyTrial, type Trial, type TrialOptions } from './trial.ts';

export interface SeveralRunsOptions extends Pick<TrialOptions, 'readings' | 'flags' | 'token' | 'watchMs'> {
  readonly mutants?: readonly Mutant[];
  readonly runs?: number;
  /** The time between runs; the first is short, so that some jobs do not change in it. */
  readonly gapMs?: number;
  /** Keeps only the first response of each run: the list. */
  readonly oneLook?: boolean;
}

export interface SeveralRuns {
  /** The verdicts of the last run. */
  readonly last: Trial;
  readonly ledger: Ledger;
}

/** Half an hour before midnight, on a day with an odd number. */
const evening = '2026-05-06T23:30:00Z';
const shortGapMs = 40 * 60_000;
const dayMs = 86_400_000;

export async function runSeveralTrials(options: SeveralRunsOptions): Promise<SeveralRuns> {
  const { runs = 2, gapMs = shortGapMs, oneLook = false } = options;
  const setup = await setUpTrial(options, evening);
  const { spec, time } = setup;
  const checkAt = getShippedChecks();
  let ledger = createLedger(setup.origin);
  let last: Trial | undefined;
  try {
    for (let run = 0; run < runs; run += 1) {
      if (run > 0) time.ms += run === 1 ? gapMs : dayMs;
      const { watchMs = 0, token = 'alice-token' } = options;
      const whole = await surveyTrial(setup, checkAt, {
        watchMs,
        token,
        readsOnly: true,
        earlier: toEarlier(ledger),
      });
      const evidence = oneLook ? { ...whole, exchanges: whole.exchanges.slice(0, 1) } : whole;
      const seen = { evidence, spec, checkAt };
      const verdicts = judge(contract, seen);
      const startedAt = new Date(time.ms).toISOString();
      const outcome = decideOutcome(verdicts, { strict: false });
      const { lifeCycle } = spec;
      ledger = addRun(ledger, { startedAt, evidence, verdicts, outcome, lifeCycle, drift: 0 });
      const ids: Trial['ids'] = (wanted) =>
        verdicts.filter(({ verdict }) => verdict === wanted).map(({ clause }) => clause.id);
      last = { seen, verdicts, ids };
    }
  } finally {
    await setup.stop();
  }
  if (last === undefined) throw new Error('There must be at least one run.');
  return { last, ledger };
}
