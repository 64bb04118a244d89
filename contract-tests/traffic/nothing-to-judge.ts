/** The end of a survey without evidence. */
import type { ErrorReason } from '../evidence/run-error.ts';

/** Why nothing can be judged: one sentence for people, and a reason for programs. */
export class NothingToJudge extends Error {
  readonly reason: ErrorReason;

  constructor(message: string, reason: ErrorReason) {
    super(message);
    this.reason = reason;
  }
}
