/** What a call of the control API can fail with. */
import { toVisible } from '../text/visible.ts';
import type { Advice, OperationId } from './operations.ts';

/** The control API refused a call, or did not answer it at all. */
export class ControlError extends Error {
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** What is wrong, and what is allowed, in the words of the mock. */
  readonly detail: string;
  readonly operation: OperationId;
  /** The answer as it came, parsed when it was JSON. */
  readonly body: unknown;

  constructor(operation: OperationId, status: number, detail: string, body?: unknown, cause?: unknown) {
    super(toVisible(`${operation}: ${detail}`, '\n'), cause === undefined ? {} : { cause });
    this.name = 'ControlError';
    this.operation = operation;
    this.status = status;
    this.detail = detail;
    this.body = body;
  }
}

/** The coach had something to say of how the client asks; the message tells all of it. */
export class AdviceError extends Error {
  readonly advice: readonly Advice[];

  constructor(world: string, advice: readonly Advice[]) {
    super(toVisible(formatAdvice(world, advice), '\n'));
    this.name = 'AdviceError';
    this.advice = advice;
  }
}

/** All advice as a person reads it, the gravest first. */
export function formatAdvice(world: string, advice: readonly Advice[]): string {
  const count = advice.length === 1 ? 'a piece of advice' : `${advice.length} pieces of advice`;
  const pieces = advice.map(
    ({ id, level, title, user, job, seen, why, source, do: remedy, entries, cause, in_code: code }) =>
      `${level} ${id}: ${title}
    user   ${user ?? 'unknown'}${job === undefined ? '' : `, job ${job}`}
    seen   ${seen}${entries.length === 0 ? '' : ` (journal ${entries.join(', ')})`}
    why    ${why} [${source}]
${cause === undefined ? '' : `    cause  ${cause}\n`}    do     ${remedy}
           fetch: ${code.fetch}
           TanStack Query: ${code.tanstack_query}
           SWR: ${code.swr}`,
  );
  return [`The coach has ${count} for the client of world "${world}".`, ...pieces].join('\n\n');
}
