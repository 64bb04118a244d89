/** Turns clauses and evidence into verdicts, and verdicts into the outcome of a run. */
import { formatPart, type PartialContract } from './choose-clauses.ts';
import type { Clause, Judgement, Observations, Verdict } from './clause.ts';
import { type Counts, countVerdicts, getKind, type VerdictKind } from './counts.ts';
import { failsRun, type FailurePolicy } from './fail-on.ts';
import type { ErrorReason } from '../evidence/run-error.ts';
import type { Redactor } from '../../text/redactor.ts';

export interface JudgeOptions {
  /** The ids of clauses that the user switched off. */
  readonly off?: ReadonlySet<string>;
  /** Redacts secrets in the message of a crash. */
  readonly redact?: Redactor;
}

/** Judges every clause. A judge that throws is a bug in the suite and never counts against the target. */
export function judge(
  contract: readonly Clause[],
  seen: Observations,
  { off = new Set(), redact = (text) => text }: JudgeOptions = {},
): readonly Verdict[] {
  return contract.map((clause) => {
    if (off.has(clause.id)) return { clause, verdict: 'off' };
    try {
      return { clause, ...shortenBreaches(clause.judge(seen)) };
    } catch (error) {
      return { clause, verdict: 'crashed', reason: redact(String(error)) };
    }
  });
}

/** Limits the expected and actual text, because a target may send millions of characters. The HAR has the full exchange. */
const maxShown = 2000;

function shortenBreaches(judgement: Judgement): Judgement {
  if (judgement.verdict !== 'broken') return judgement;
  const breaches = judgement.breaches.map((breach) => ({
    ...breach,
    expected: shorten(breach.expected),
    actual: shorten(breach.actual),
  }));
  return { verdict: 'broken', breaches };
}

function shorten(text: string): string {
  return text.length <= maxShown ? text : `${text.slice(0, maxShown)}... (${text.length} characters)`;
}

/** The weight of a verdict, decided by the level alone. */
export type Weight = 'failure' | 'warning' | 'notice' | 'none';

const weights = {
  broken: 'failure',
  crashed: 'failure',
  warning: 'warning',
  notice: 'notice',
  kept: 'none',
  unobserved: 'none',
  off: 'none',
} as const satisfies Record<VerdictKind, Weight>;

/** @param strict a broken SHOULD also fails the run */
export function getWeight(verdict: Verdict, strict: boolean): Weight {
  return weights[getKind(verdict, strict)];
}

export interface RunOutcome {
  /** 0 contract kept, 1 contract broken, 3 nothing could be judged. */
  readonly status: 0 | 1 | 3;
  /** One sentence for the last line. */
  readonly message: string;
  /** Why the status is 3, for programs. */
  readonly reason?: ErrorReason;
  /** Whether the status is 1 although no promise is broken, because of a lasting step. */
  readonly isStep?: true;
}

/**
 * The outcome of the run. A run that judged nothing or in which a judge crashed does not pass.
 * @param policy which broken promises fail the run
 * @param sawJobs whether any job of the caller was seen; an empty list is legal but shows little
 * @param part what was judged, when it was not the whole contract
 */
export function decideOutcome(
  verdicts: readonly Verdict[],
  policy: FailurePolicy,
  { sawJobs = true, part }: { readonly sawJobs?: boolean; readonly part?: PartialContract } = {},
): RunOutcome {
  const counts = countVerdicts(verdicts, policy.strict);
  const { kept, broken, crashed, unobserved, warnings, notices } = counts;
  const contract =
    part === undefined ? 'The contract' : `The chosen part of the contract (${formatPart(part)})`;
  const hasMust = part === undefined || verdicts.some(({ clause }) => clause.level === 'MUST');
  const judged = broken + (hasMust ? kept : kept + warnings + notices);
  const showsMust = verdicts.some(
    ({ verdict, clause }) => clause.level === 'MUST' && (verdict === 'kept' || verdict === 'broken'),
  );
  const failing = verdicts.filter((verdict) => failsRun(verdict, policy)).length;
  if (failing > 0) return { status: 1, message: `${contract} is broken: ${formatFailing(failing, broken)}.` };
  if (crashed > 0)
    return {
      status: 3,
      reason: 'check-crashed',
      message: `${crashed === 1 ? '1 check of the suite' : `${crashed} checks of the suite`} crashed, so the verdict is incomplete. Please report this bug.`,
    };
  if (judged === 0)
    return {
      status: 3,
      reason: 'nothing-observed',
      message: 'Nothing could be judged: no promise was observed as kept.',
    };
  if (hasMust && !showsMust)
    return {
      status: 3,
      reason: 'nothing-observed',
      message: 'No MUST could be judged: no promise of this level was observed as kept.',
    };
  if (broken > 0) return { status: 0, message: `${contract} is broken: ${formatTolerated(broken, policy)}.` };
  if (!sawJobs) {
    const message = `The caller has no jobs, so little was judged${formatBesides(counts)}: ${formatKept(kept)}, ${unobserved} could not be observed. Use the token of a user with jobs.`;
    return { status: 0, message };
  }
  const unseen = unobserved === 0 ? '' : `, ${unobserved} could not be observed`;
  const message = `${contract} is kept${formatBesides(counts)}: ${formatKept(kept)}${unseen}.`;
  return { status: 0, message };
}

/** @param failing those of the broken promises that fail the run */
function formatFailing(failing: number, broken: number): string {
  if (failing === broken) return `${formatRequired(broken)} not kept`;
  return `${formatRequired(failing)} newly broken, and ${broken - failing} still`;
}

function formatTolerated(broken: number, { failOn = [] }: FailurePolicy): string {
  const reason = failOn.includes('never') ? 'no broken promise fails this run' : 'none is newly broken';
  return `${formatRequired(broken)} not kept, but ${reason}, so the exit status is 0`;
}

function formatRequired(count: number): string {
  return count === 1 ? '1 required promise is' : `${count} required promises are`;
}

/** Names broken clauses that do not fail the run, so that the message does not hide them. */
function formatBesides({ warnings, notices }: Counts): string {
  const parts = [
    ...(warnings === 0 ? [] : [warnings === 1 ? '1 warning' : `${warnings} warnings`]),
    ...(notices === 0 ? [] : [notices === 1 ? '1 notice' : `${notices} notices`]),
  ];
  return parts.length === 0 ? '' : `, with ${parts.join(' and ')}`;
}

function formatKept(kept: number): string {
  return kept === 1 ? '1 promise is kept' : `${kept} promises are kept`;
}
