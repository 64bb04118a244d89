/** How verdicts travel from the survey into the Jest process, where each becomes a test. */

/** The variable that names the file with the verdicts. */
export const presentedVariable = 'CONTRACT_PRESENTED';

export interface Presented {
  readonly section: string;
  readonly name: string;
  readonly result: 'passed' | 'skipped' | 'failed';
  /** What a failed test says. */
  readonly text: string;
}
