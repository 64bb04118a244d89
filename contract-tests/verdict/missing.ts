/** The reason why a clause could not be judged, as data: code decides on the need, and the message is for people. */
import type { ModeName } from '../evidence/conduct.ts';
import type { Evidence, Target } from '../evidence/evidence.ts';

/** Each cause for which a clause is unobserved, with a heading for reports. */
export const needs = {
  'write-access': 'Write access, to create a job',
  'other-token': 'The token of another user',
  'expired-token': 'An expired token',
  'empty-token': 'The token of a user without jobs',
  'known-job': 'The id of a job that is known from elsewhere',
  ledger: 'A ledger of earlier runs',
  'earlier-run': 'An earlier run in the ledger',
  jobs: 'Jobs of the caller',
  'other-jobs': 'Jobs of the other user',
  budget: 'A larger request budget',
  mode: 'Requests that the mode of this run does not send',
  answer: 'Responses that did not arrive',
  reading: 'A different reading of the documentation than the one that the target follows',
  'app-traffic': 'What the traffic of an app does not show',
  sight: 'Behaviour that the target did not show in this run',
} as const;

export type Need = keyof typeof needs;

/** What was missing for a clause to be judged. */
export interface Missing {
  readonly need: Need;
  /** For people; code never decides on its words. */
  readonly message: string;
}

/** What a user can provide for a run. */
export type ProvidableNeed = Extract<
  Need,
  'write-access' | 'other-token' | 'expired-token' | 'empty-token' | 'known-job' | 'ledger'
>;

/** The parts of a run that hints depend on. */
export interface HintContext {
  readonly target: Pick<
    Target,
    'traffic' | 'hasOtherToken' | 'hasExpiredToken' | 'hasEmptyToken' | 'knownJobId' | 'mayWrite' | 'isOwn'
  >;
  /** Undefined when no mode is known. */
  readonly mode: ModeName | undefined;
  /** The names of the given flags that hints depend on. */
  readonly given: readonly string[];
  readonly hasLedger: boolean;
}

/** The settings of the run that collected this evidence. */
export function getHintContext({ target, earlier }: Evidence): HintContext {
  const { mode, given = [] } = target.conduct ?? {};
  return { target, mode, given, hasLedger: earlier !== undefined };
}

/** Whether the user provided this for the run. */
export function isProvided(need: ProvidableNeed, { target, hasLedger }: HintContext): boolean {
  return {
    'write-access': target.mayWrite,
    'other-token': target.hasOtherToken,
    'expired-token': target.hasExpiredToken,
    'empty-token': target.hasEmptyToken === true,
    'known-job': target.knownJobId !== undefined,
    ledger: hasLedger,
  }[need];
}

/** How the next run can observe it; undefined when no flag or variable helps. */
export function findRunHint(need: Need, context: HintContext): string | undefined {
  const { target, mode, given } = context;
  const isProduction = mode === 'production';
  // A mock that was started for one run has its own tokens and no earlier runs.
  const isFixed = target.isOwn === true;
  if (target.traffic !== undefined) return undefined;
  if (need === 'budget') return given.includes('max-requests') ? undefined : 'give a larger --max-requests';
  if (!isProvidable(need) || isFixed || isProvided(need, context)) return undefined;
  if (need === 'write-access') return isProduction || given.includes('mode') ? undefined : hints[need];
  if (need === 'expired-token' && isProduction) return undefined;
  return hints[need];
}

/** What the user gives or sets. */
const hints: Readonly<Record<ProvidableNeed, string>> = {
  'write-access': 'give --allow-writes',
  'other-token': 'set CONTRACT_OTHER_TOKEN',
  'expired-token': 'set CONTRACT_EXPIRED_TOKEN',
  'empty-token': 'set CONTRACT_EMPTY_TOKEN',
  'known-job': 'set CONTRACT_JOB_ID',
  ledger: 'give --ledger FILE',
};

function isProvidable(need: Need): need is ProvidableNeed {
  return Object.hasOwn(hints, need);
}
