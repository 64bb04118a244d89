/** Puts the suite on trial for several nights: the time is moved in between, and a ledger goes from each to the next. */
import type { Mutant } from '../../mock-server/mutants/mutant.ts';
import { shippedChecks } from '../../openapi/shipped.ts';
import { contract } from '../contract.ts';
import { judge, decideOutcome } from '../verdict/judge.ts';
import { earlierIn, type Ledger, ledgerAfter, newLedger } from '../ledger/ledger.ts';
import { putOnTrial, surveyIn, type Trial, type TrialOptions } from './trial.ts';

export interface NightsOptions extends Pick<TrialOptions, 'readings' | 'flags' | 'token' | 'watchMs'> {
  readonly mutants?: readonly Mutant[];
  readonly nights?: number;
  /** From one night to the next; the first gap is short, so that there are jobs that still stand where they stood. */
  readonly gapMs?: number;
  /** Keeps of each night only the first answer: the list. */
  readonly oneLook?: boolean;
}

export interface Nights {
  /** The verdicts of the last night. */
  readonly last: Trial;
  readonly ledger: Ledger;
}

/** Half an hour before midnight, on a day with an odd number. */
const evening = '2026-05-06T23:30:00Z';
const shortGapMs = 40 * 60_000;
const dayMs = 86_400_000;

export async function nightsOnTrial(options: NightsOptions): Promise<Nights> {
  const { nights = 2, gapMs = shortGapMs, oneLook = false } = options;
  const onTrial = await putOnTrial(options, evening);
  const { spec, time } = onTrial;
  const { apiStatuses: statuses, staysFor } = spec.lifeCycle;
  const checkAt = await shippedChecks();
  let ledger = newLedger(onTrial.origin);
  let last: Trial | undefined;
  try {
    for (let night = 0; night < nights; night += 1) {
      if (night > 0) time.ms += night === 1 ? gapMs : dayMs;
      const { watchMs = 0, token = 'alice-token' } = options;
      const whole = await surveyIn(onTrial, checkAt, {
        watchMs,
        token,
        readsOnly: true,
        earlier: earlierIn(ledger),
      });
      const evidence = oneLook ? { ...whole, exchanges: whole.exchanges.slice(0, 1) } : whole;
      const seen = { evidence, spec, checkAt };
      const verdicts = judge(contract, seen);
      const startedAt = new Date(time.ms).toISOString();
      const outcome = decideOutcome(verdicts, false);
      ledger = ledgerAfter(ledger, { startedAt, evidence, verdicts, outcome, statuses, staysFor });
      const ids: Trial['ids'] = (wanted) =>
        verdicts.filter(({ verdict }) => verdict === wanted).map(({ clause }) => clause.id);
      last = { seen, verdicts, ids };
    }
  } finally {
    await onTrial.stop();
  }
  if (last === undefined) throw new Error('There must be a night.');
  return { last, ledger };
}
