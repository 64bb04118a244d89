/** Returns an error of the document instead of the operation's response, with plausible values in its template. */
import { formatAllowed } from '../../../openapi/complaint.ts';
import { type ProblemName, problemNames } from '../../api/problems.ts';
import { problem } from '../../api/reply.ts';
import { createTerms } from '../../domain/payments.ts';
import { computeBalance } from '../../domain/wallet.ts';
import { defineEffect } from './effect.ts';
import { retryAfterKey } from './retry-after.ts';

/** Seconds to wait, where the fault does not say. */
const defaultRetryAfter = 60;

/** The resources that a user without a wallet would have. */
const defaultBalance = 12;

const checkProblem = (name: string): string | undefined =>
  problemNames.some((one) => one === name)
    ? undefined
    : `there is no problem ${JSON.stringify(name)}; ${formatAllowed(name, problemNames)}`;

export const error = defineEffect({
  name: 'error',
  about: 'an error of the document instead of the normal response',
  keys: {
    problem: {
      description: 'the name of an error of the mock, such as serverError or tooManyRequests',
      type: 'string',
      required: true,
      words: problemNames,
      example: 'serverError',
      check: checkProblem,
    },
    retry_after: retryAfterKey,
  },
  isDone: false,
  showsJobs: false,
  stage: 'request',
  replaces: 'operation',
  answer: ({ problem: given, retry_after }, { caller, request: { method, headers }, model }) => {
    const name = problemNames.find((one) => one === given) ?? ('serverError' satisfies ProblemName);
    if (name === 'tooManyRequests') {
      const seconds = retry_after ?? defaultRetryAfter;
      return problem(name, { seconds, plural: seconds === 1 ? '' : 's' });
    }
    const terms = createTerms(model.spec);
    const credits = caller && computeBalance(caller.world, caller.user, caller.now, terms);
    const balance = credits ?? defaultBalance;
    const media_type = headers['content-type'] ?? '';
    return problem(name, { method, media_type, balance, required: balance + 1 });
  },
  finish: ({ retry_after }, reply) =>
    retry_after === undefined || reply.headers.some(([name]) => name === 'Retry-After')
      ? reply
      : { ...reply, headers: [...reply.headers, ['Retry-After', String(retry_after)]] },
});
