/** The errors of a torture. */
import type { Finding } from './report/finding.ts';

/** The client broke a rule. The message is the finding as people read it. */
export class TortureError extends Error {
  override readonly name = 'TortureError';
  readonly finding: Finding;

  constructor(message: string, finding: Finding) {
    super(message);
    this.finding = finding;
  }
}

/** The same plan led to different lives, so that no life can be made smaller or played again. */
export class UnsteadyClientError extends Error {
  override readonly name = 'UnsteadyClientError';
  /** The plan that led to different lives. */
  readonly finding: Finding;

  constructor(message: string, finding: Finding) {
    super(message);
    this.finding = finding;
  }
}
