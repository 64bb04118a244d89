/** How verdicts travel from the survey into the Jest process, where each becomes a test. */
import type { Verdict } from './verdict/clause.ts';
import type { Evidence } from './evidence/evidence.ts';
import { getWeight } from './verdict/judge.ts';
import { failureText, formatSection } from './report/failure.ts';

/** The variable that names the file with the verdicts. */
export const presentedVariable = 'CONTRACT_PRESENTED';

export interface Presented {
  readonly section: string;
  readonly name: string;
  readonly result: 'passed' | 'skipped' | 'failed';
  /** What a failed test says. */
  readonly text: string;
}

/** The verdict as a test: a warning or a notice passes, what was not judged is skipped. */
export function presentedAs(verdict: Verdict, evidence: Evidence, strict: boolean): Presented {
  const { clause } = verdict;
  const skipped = verdict.verdict === 'unobserved' || verdict.verdict === 'off';
  const failed = getWeight(verdict, strict) === 'failure';
  return {
    section: formatSection(clause),
    name: `${clause.id}: ${clause.promise}`,
    result: failed ? 'failed' : skipped ? 'skipped' : 'passed',
    text: failureText(verdict, evidence),
  };
}
