/** Why a clause could not be judged, as data: decisions rest on the need, and the message is for people. */
import type { ModeName } from '../evidence/conduct.ts';
import type { Evidence, Target } from '../evidence/evidence.ts';

/** Each cause for which a clause is unobserved, with a heading for reports. */
export const needs = {
  'write-access': 'Write access, to create a job',
  'other-token': 'The token of another user',
  'expired-token': 'An expired token',
  ledger: 'A ledger of earlier runs',
  'earlier-run': 'An earlier run in the ledger',
  jobs: 'Jobs of the caller',
  'other-jobs': 'Jobs of the other user',
  budget: 'A larger request budget',
  mode: 'Requests that the mode of this run does not send',
  answer: 'Responses that did not arrive',
  reading: 'A different reading of the documentation than the one that the target follows',
  sight: 'Behaviour that the target did not show in this run',
} as const;

export type Need = keyof typeof needs;

/** What was missing for a clause to be judged. */
export interface Missing {
  readonly need: Need;
  /** For people; no decision may rest on its words. */
  readonly message: string;
}

/** What a caller can give to a run. */
export type ProvidableNeed = Extract<Need, 'write-access' | 'other-token' | 'expired-token' | 'ledger'>;

/** All of a run that a hint depends on. */
export interface HintContext {
  readonly target: Pick<Target, 'hasOtherToken' | 'hasExpiredToken' | 'mayWrite' | 'isOwn'>;
  /** Undefined where nobody counted. */
  readonly mode: ModeName | undefined;
  /** The names of the flags that were given, as far as a hint depends on them. */
  readonly given: readonly string[];
  readonly hasLedger: boolean;
}

/** What was given to the run that made this evidence. */
export function getHintContext({ target, earlier }: Evidence): HintContext {
  const { mode, given = [] } = target.conduct ?? {};
  return { target, mode, given, hasLedger: earlier !== undefined };
}

/** Whether the run has been given it. */
export function isProvided(need: ProvidableNeed, { target, hasLedger }: HintContext): boolean {
  return {
    'write-access': target.mayWrite,
    'other-token': target.hasOtherToken,
    'expired-token': target.hasExpiredToken,
    ledger: hasLedger,
  }[need];
}

/** What to do so that the next run sees it; undefined when no flag and no variable changes that. */
export function findRunHint(need: Need, context: HintContext): string | undefined {
  const { target, mode, given } = context;
  const isProduction = mode === 'production';
  // A mock that was started for one run brings its own tokens, and has no past.
  const isFixed = target.isOwn === true;
  if (need === 'budget') return given.includes('max-requests') ? undefined : 'give a larger --max-requests';
  if (!isProvidable(need) || isFixed || isProvided(need, context)) return undefined;
  if (need === 'write-access')
    return isProduction || given.includes('mode') ? undefined : 'give --allow-writes';
  if (need === 'expired-token') return isProduction ? undefined : 'set CONTRACT_EXPIRED_TOKEN';
  return need === 'ledger' ? 'give --ledger FILE' : 'set CONTRACT_OTHER_TOKEN';
}

const providableNeeds: ReadonlySet<Need> = new Set<ProvidableNeed>([
  'write-access',
  'other-token',
  'expired-token',
  'ledger',
]);

function isProvidable(need: Need): need is ProvidableNeed {
  return providableNeeds.has(need);
}
