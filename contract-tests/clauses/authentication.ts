/** Judges authentication: which requests the API accepts, and how it rejects the others. */
import { toExcerpt } from '../../openapi/diagnostics/excerpt.ts';
import type { Judge } from '../verdict/clause.ts';
import { type AnsweredExchange, getHeader } from '../evidence/exchange.ts';
import {
  selectAnswered,
  type ExchangeCheck,
  checkConformance,
  judgeEachTagged,
  isInBody,
  requireStatus,
  toJudgement,
  checkIfStatus,
} from './judging.ts';
import { describeBody, findNoise } from './likeness.ts';
import { explainMissing } from './wanted.ts';

const refusedTags = [
  'no-token',
  'bare-bearer',
  'unknown-token',
  'cut-token',
  'other-scheme',
  'expired-token',
  'no-token-unknown-job',
  'control-no-token',
  'token-elsewhere',
] as const;

const a401 = 'a response with status 401';

export const validTokenAccepted: Judge = judgeEachTagged(
  ['list', 'list-again', 'detail', 'detail-again'],
  'a response to a request with the valid token',
  checkAccepted,
);

export const missingTokenRefused: Judge = judgeEachTagged(
  ['no-token', 'bare-bearer'],
  'a response to a request without a token',
  requireStatus(401),
);

export const invalidTokenRefused: Judge = judgeEachTagged(
  ['unknown-token', 'cut-token'],
  'a response to a request with an invalid token',
  requireStatus(401),
);

export const otherSchemeRefused: Judge = judgeEachTagged(
  ['other-scheme'],
  'a response to a request with another scheme',
  requireStatus(401),
);

export const expiredTokenRefused: Judge = judgeEachTagged(
  ['expired-token'],
  { what: 'a response to a request with an expired token', takes: ['expired-token'] },
  requireStatus(401),
);

/** The exact documented body; the schema of the document fixes the message. */
export const refusalBody: Judge = judgeEachTagged(
  refusedTags,
  a401,
  checkIfStatus(401, checkConformance(isInBody)),
);

/** Ignores differences between the responses to two equal requests, such as a request id in the body. */
export const refusalAlike: Judge = (seen) => {
  const refusals = selectAnswered(seen, ...refusedTags).filter(({ outcome }) => outcome.status === 401);
  const noise = findNoise(refusedTags.map((tag) => refusals.filter((refusal) => refusal.tag === tag)));
  const [first] = refusals;
  const wanted = first === undefined ? '' : describeBody(first, noise);
  const breaches = refusals
    .filter((refusal) => describeBody(refusal, noise) !== wanted)
    .map((refusal) => ({
      exchange: refusal.id,
      expected: `the body of ${first?.id}: ${toExcerpt(wanted)}`,
      actual: toExcerpt(describeBody(refusal, noise)),
    }));
  return toJudgement(refusals, breaches, () => explainMissing({ what: a401, tags: refusedTags }, seen));
};

export const refusalChallenges: Judge = judgeEachTagged(
  refusedTags,
  a401,
  checkIfStatus(401, ({ outcome }) => {
    const challenge = getHeader(outcome, 'www-authenticate');
    if (challenge !== undefined && /\bbearer\b/i.test(challenge)) return [];
    return [{ expected: 'the header WWW-Authenticate: Bearer', actual: challenge ?? 'not sent' }];
  }),
);

/** The same mistake must get the same challenge everywhere. RFC 6750 allows different challenges for different mistakes. */
export const challengeAlike: Judge = (seen) => {
  const refusals = selectAnswered(seen, ...refusedTags).filter(({ outcome }) => outcome.status === 401);
  const breaches = refusedTags.flatMap((tag) => {
    const [first, ...others] = refusals.filter((refusal) => refusal.tag === tag);
    const wanted = first === undefined ? undefined : getHeader(first.outcome, 'www-authenticate');
    return others
      .map((other) => ({ other, sent: getHeader(other.outcome, 'www-authenticate') }))
      .filter(({ sent }) => sent !== wanted)
      .map(({ other, sent }) => ({
        exchange: other.id,
        expected: `WWW-Authenticate: ${wanted ?? 'none'}, as in ${first?.id}`,
        actual: sent ?? 'not sent',
      }));
  });
  return toJudgement(refusals, breaches, () => explainMissing({ what: a401, tags: refusedTags }, seen));
};

export const tokenElsewhereRefused: Judge = judgeEachTagged(
  ['token-elsewhere'],
  'a response to a request with the token in another place',
  requireStatus(401),
);

export const schemeInAnyCase: Judge = judgeEachTagged(
  ['lower-case-scheme'],
  'a response to a request with the scheme in lower case',
  checkAccepted,
);

export const refusedBeforeLookup: Judge = judgeEachTagged(
  ['no-token-unknown-job'],
  'a response to a request for an unknown job without a token',
  requireStatus(401),
);

function checkAccepted({ outcome: { status } }: AnsweredExchange): ReturnType<ExchangeCheck> {
  return [401, 403].includes(status)
    ? [{ expected: 'any status except 401 and 403', actual: `status ${status}` }]
    : [];
}
