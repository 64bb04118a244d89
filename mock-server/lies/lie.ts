/** A lie: a named way in which the mock breaks one promise, to prove that a suite or a client notices. */
import type { JobView } from '../operations/reply.ts';
import type { Job } from '../simulation/job.ts';
import type { Instant } from '../simulation/time.ts';
import type { Answer } from '../wire/answer.ts';
import type { WireReply, WireRequest } from '../wire/message.ts';

export interface Lie {
  readonly name: string;
  /** One sentence saying which promise is broken, and how. */
  readonly about: string;
  /** Shows a job otherwise than it is. */
  readonly onJob?: (view: JobView, job: Job, now: Instant) => JobView;
  /** Sends something else than what was answered. */
  readonly onReply?: (reply: WireReply, answer: Answer, request: WireRequest) => WireReply;
}

/** Several lies told at once, one after the other. */
export function distortionsOf(lies: readonly Lie[]) {
  return {
    ofJob: (view: JobView, job: Job, now: Instant) => lies.reduce((shown, { onJob }) => onJob?.(shown, job, now) ?? shown, view),
    ofReply: (answer: Answer, request: WireRequest) =>
      lies.reduce((sent, { onReply }) => onReply?.(sent, answer, request) ?? sent, answer.reply),
  };
}
