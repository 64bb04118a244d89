/** Translates an error for the user: a sentence, and the exit status of the program. */
import { ComplaintsError } from '../openapi/complaint.ts';
import { describeFileError, UsageError } from './command.ts';

export interface Explanation {
  readonly message: string;
  /** 2 if the user can correct it; 3 for a bug, after which nothing could be judged. */
  readonly exitStatus: 2 | 3;
}

export function explainError(error: unknown): Explanation {
  if (error instanceof UsageError || error instanceof ComplaintsError)
    return { message: error.message, exitStatus: 2 };
  const trouble = describeFileError(error);
  if (trouble !== undefined) return { message: trouble, exitStatus: 2 };
  const reason = error instanceof Error ? error.message : String(error);
  return {
    message: `This is a bug in enrichment-sandbox, please report it: ${reason}`,
    exitStatus: 3,
  };
}
