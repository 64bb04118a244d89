/** The errors of a call to the control API. */
import { toVisible } from '../text/visible.ts';
import type { Advice, Fix, OperationId } from './operations.ts';

/** The control API rejected a call or did not respond. */
export class ControlError extends Error {
  /** The HTTP status code; 0 without a response. */
  readonly status: number;
  /** The mock's message: what is wrong and what is allowed. */
  readonly detail: string;
  /** A request that the mock accepts instead; undefined without a response. */
  readonly fix: Fix | undefined;
  readonly operation: OperationId;
  /** The body of the response, parsed if it is JSON. */
  readonly body: unknown;

  constructor(operation: OperationId, status: number, detail: string, body?: unknown, cause?: unknown) {
    super(toVisible(`${operation}: ${detail}`, '\n'), cause === undefined ? {} : { cause });
    this.name = 'ControlError';
    this.operation = operation;
    this.status = status;
    this.detail = detail;
    this.body = body;
    this.fix = findFix(body);
  }
}

function findFix(body: unknown): Fix | undefined {
  // Any server can be at the address.
  return typeof body === 'object' && body !== null && 'fix' in body ? (body.fix as Fix) : undefined;
}

/** The coach has advice on the client's requests; the message contains all of it. */
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
