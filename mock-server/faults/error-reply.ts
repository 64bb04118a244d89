/** The error that a fault sends in place of an operation's own answer, its template filled in sensibly. */
import { type ProblemName, problemNames } from '../api/problems.ts';
import { type Model, problem, type Reply } from '../api/reply.ts';
import { computeBalance, createTerms } from '../simulation/wallet.ts';
import type { FaultEffect } from '../simulation/fault.ts';
import type { Entered } from '../wire/progress.ts';
import type { WireRequest } from '../django/message.ts';

type ErrorEffect = Extract<FaultEffect, { kind: 'error' }>;

/** Seconds to wait, where the fault does not say. */
const defaultRetryAfter = 60;

/** What a caller without a wallet would be told that there is. */
const someBalance = 12;

export function createErrorReply(
  { problem: given, retryAfter }: ErrorEffect,
  { world, user, now }: Entered,
  { method, headers }: WireRequest,
  { spec }: Model,
): Reply {
  const name = problemNames.find((one) => one === given) ?? ('serverError' satisfies ProblemName);
  if (name === 'tooManyRequests') {
    const seconds = retryAfter ?? defaultRetryAfter;
    return problem(name, { seconds, plural: seconds === 1 ? '' : 's' });
  }
  const balance = computeBalance(world, user, now, createTerms(spec)) ?? someBalance;
  return problem(name, { method, media_type: headers['content-type'] ?? '', balance, required: balance + 1 });
}
