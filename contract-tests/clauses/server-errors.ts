/** Judges server errors: whether they come every time, what they show, and whether they say what they are. */
import { type AnsweredExchange, type Exchange, isAnswered, isUnavailable } from '../evidence/exchange.ts';
import { secretMark } from '../evidence/server-secrets.ts';
import type { Judge, Observations } from '../verdict/clause.ts';
import { isCrashOverId } from './errors.ts';
import { type CheckFinding, judgeEach } from './judging.ts';
import { findInsides } from './leaks.ts';
import { anAnswer } from './wanted.ts';

const anyAnswer = { ...anAnswer, tags: ['list'] } as const;
const all = ({ evidence }: Observations) => evidence.exchanges.filter(isAnswered);

function isCrash({ outcome }: AnsweredExchange): boolean {
  return outcome.status >= 500 && !isUnavailable(outcome);
}

/** The same request with the same credentials. */
function toQuestion({ request: { method, url, headers, body = '' } }: Exchange): string {
  return JSON.stringify([method, url, headers, body]);
}

/** A request that was sent at least twice, and crashed each time. An error that a retry cures counts elsewhere. */
export const noLastingServerError: Judge = judgeEach(all, anyAnswer, (exchange, seen) => {
  if (!isCrash(exchange) || exchange.tag === 'chance' || isCrashOverId(exchange, seen)) return [];
  const question = toQuestion(exchange);
  const same = all(seen).filter((one) => one.tag !== 'chance' && toQuestion(one) === question);
  const tries = same.reduce((sum, { tries: own = 1 }) => sum + own, 0);
  return tries > 1 && same.every(isCrash)
    ? [
        {
          expected: 'no status 5xx, or at least not every time',
          actual: `status ${exchange.outcome.status} for each of ${tries} requests`,
        },
      ]
    : [];
});

/** A secret counts wherever it is; a traceback or settings, where the server failed or claims success. */
export const serverErrorsBare: Judge = judgeEach(all, anyAnswer, ({ outcome }) => {
  const { status, body, headers } = outcome;
  const text = [body, ...headers.map(([, value]) => value)].join('\n');
  const found = [
    ...(text.includes(secretMark) ? ['a secret, which this report does not repeat'] : []),
    ...(status >= 500 || status < 300 ? findInsides(body).filter((what) => serious.has(what)) : []),
  ];
  return found.map(
    (what): CheckFinding => ({
      expected: 'no traceback, no settings and no secret of the server',
      actual: `status ${status}, with ${what}`,
    }),
  );
});

const serious: ReadonlySet<string> = new Set(['a stack trace', 'server settings']);

/** Clients and monitoring look at the status first. */
export const errorsHaveTheirStatus: Judge = judgeEach(
  (seen) => all(seen).filter(({ outcome }) => outcome.status >= 200 && outcome.status < 300),
  anyAnswer,
  ({ outcome }) =>
    outcome.isErrorInDisguise === true
      ? [
          {
            expected: 'status 5xx for a server error',
            actual: `status ${outcome.status}, with the body of a server error`,
          },
        ]
      : [],
);
