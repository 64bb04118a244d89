/** Remembers which requests hang, so that a run does not wait for each of them again. */
import type { SendOutcome } from './client.ts';

interface HangingQuestion {
  readonly tag: string;
  readonly operationId: string;
  readonly jobId?: string;
  readonly credential?: { readonly shown: string };
}

export interface HangRecord {
  /** Why a request is not sent; undefined if it is. */
  readonly refusal: (question: HangingQuestion) => string | undefined;
  readonly note: (question: HangingQuestion, sent: SendOutcome, tries: number) => void;
  /** Whether the operation has responded to these credentials before. */
  readonly hasAnswered: (question: HangingQuestion) => boolean;
}

/** So many timeouts show that a request hangs, and so many jobs, that their operation does. */
const minHangs = 2;

export function createHangRecord(): HangRecord {
  const answered = new Set<string>();
  const hangs = new Map<string, Map<string, number>>();
  return {
    refusal: (question) => {
      const { tag, jobId = '' } = question;
      const operation = getOperation(question);
      const jobs = hangs.get(operation);
      // The last request for it is sent in any case.
      if (jobs === undefined || tag === 'silent-again') return undefined;
      const hung = [...jobs.values()].filter((count) => isHung(count)).length;
      return isHung(jobs.get(jobId)) || (hung >= minHangs && !answered.has(operation))
        ? 'earlier requests for it were not answered in time'
        : undefined;
    },
    note: (question, sent, tries) => {
      const { jobId = '' } = question;
      const operation = getOperation(question);
      const jobs = hangs.get(operation) ?? new Map<string, number>();
      if (sent.kind === 'response') {
        answered.add(operation);
        // A job that has responded once is waited for again.
        jobs.set(jobId, Number.NEGATIVE_INFINITY);
      } else if (sent.timedOut === true) jobs.set(jobId, (jobs.get(jobId) ?? 0) + tries);
      hangs.set(operation, jobs);
    },
    hasAnswered: (question) => answered.has(getOperation(question)),
  };
}

function isHung(count = 0): boolean {
  return count >= minHangs;
}

function getOperation({ operationId, credential }: HangingQuestion): string {
  return `${operationId} ${credential?.shown ?? ''}`;
}
