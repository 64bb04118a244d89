/** Clauses and evidence in, verdicts out; and what the verdicts mean for the run as a whole. */
import type { Clause, Seen, Verdict } from './clause.ts';
import type { Redactor } from '../text/redactor.ts';

export interface JudgeOptions {
  /** The ids of clauses that the user switched off. */
  readonly off?: ReadonlySet<string>;
  /** Keeps secrets out of what a crash says. */
  readonly redact?: Redactor;
}

/** Judges every clause. A judge that throws is a fault of ours, and is never held against the target. */
export function judge(
  contract: readonly Clause[],
  seen: Seen,
  { off = new Set(), redact = (text) => text }: JudgeOptions = {},
): readonly Verdict[] {
  return contract.map((clause) => {
    if (off.has(clause.id)) return { clause, verdict: 'off' };
    try {
      return { clause, ...clause.judge(seen) };
    } catch (error) {
      return { clause, verdict: 'crashed', reason: redact(String(error)) };
    }
  });
}

/** What a verdict weighs: the level decides, and nothing else. */
export type Weight = 'failure' | 'warning' | 'notice' | 'none';

/** @param strict a broken SHOULD fails the run too */
export function weightOf({ verdict, clause: { level } }: Verdict, strict: boolean): Weight {
  if (verdict === 'crashed') return 'failure';
  if (verdict !== 'broken') return 'none';
  if (level === 'MUST' || (strict && level === 'SHOULD')) return 'failure';
  return level === 'SHOULD' ? 'warning' : 'notice';
}

export interface Outcome {
  /** 0 all kept, 1 a promise is broken, 3 nothing could be judged. */
  readonly status: 0 | 1 | 3;
  /** One sentence for the last line. */
  readonly says: string;
}

/**
 * The outcome of the run. A run that judged nothing has not passed, nor has one in which a judge of ours crashed.
 * @param sawJobs whether any job of the caller was seen; an empty list is legal, and shows little
 */
export function outcomeOf(verdicts: readonly Verdict[], strict: boolean, sawJobs = true): Outcome {
  const count = (verdict: Verdict['verdict']) => verdicts.filter((one) => one.verdict === verdict).length;
  const [kept, crashed, unobserved] = [count('kept'), count('crashed'), count('unobserved')];
  const failing = verdicts.filter((one) => one.verdict === 'broken' && weightOf(one, strict) === 'failure');
  const keepsMust = verdicts.some(({ verdict, clause }) => verdict === 'kept' && clause.level === 'MUST');
  if (failing.length > 0)
    return {
      status: 1,
      says: `The contract is broken: ${failing.length === 1 ? '1 promise' : `${failing.length} promises`} that must be kept.`,
    };
  if (crashed > 0)
    return {
      status: 3,
      says: `${crashed} of our own checks crashed; the contract was not judged whole. Please report it.`,
    };
  if (kept === 0) return { status: 3, says: 'Nothing could be judged: no promise was seen kept.' };
  if (!keepsMust)
    return {
      status: 3,
      says: 'Nothing that fails a run could be judged: no promise of the level MUST was seen kept.',
    };
  if (!sawJobs) {
    const says = `The caller has no jobs, so little was judged: ${kept} promises were seen kept, ${unobserved} could not be observed. Use the token of a user with jobs.`;
    return { status: 0, says };
  }
  const unseen = unobserved === 0 ? '' : `, ${unobserved} could not be observed`;
  return { status: 0, says: `The contract is kept: ${kept} promises were seen kept${unseen}.` };
}
