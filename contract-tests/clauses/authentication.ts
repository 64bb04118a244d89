/** Authentication: who is let in, and what everybody else is told. */
import { excerpt } from '../../openapi/conformance.ts';
import type { Judge } from '../verdict/clause.ts';
import { type Answered, getHeader } from '../evidence/exchange.ts';
import { answered, type Check, conforms, each, inBody, statusIs, toJudgement, when } from './judging.ts';
import { describeBody, noiseIn } from './likeness.ts';
import { missingFor } from './wanted.ts';

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

const a401 = 'an answer with status 401';

export const validTokenAccepted: Judge = each(
  ['list', 'list-again', 'detail', 'detail-again'],
  'an answer to a request with the valid token',
  accepted,
);

export const missingTokenRefused: Judge = each(
  ['no-token', 'bare-bearer'],
  'an answer to a request without a token',
  statusIs(401),
);

export const invalidTokenRefused: Judge = each(
  ['unknown-token', 'cut-token'],
  'an answer to a request with an invalid token',
  statusIs(401),
);

export const otherSchemeRefused: Judge = each(
  ['other-scheme'],
  'an answer to a request with another scheme',
  statusIs(401),
);

export const expiredTokenRefused: Judge = each(
  ['expired-token'],
  { what: 'an answer to a request with an expired token', takes: ['expired-token'] },
  statusIs(401),
);

/** The documented body, to the letter: the schema of the document fixes the message. */
export const refusalBody: Judge = each(refusedTags, a401, when(401, conforms(inBody)));

/** The id of a request in the body is none of its words; what differs between two equal questions does not count. */
export const refusalAlike: Judge = (seen) => {
  const refusals = answered(seen, ...refusedTags).filter(({ outcome }) => outcome.status === 401);
  const noise = noiseIn(refusedTags.map((tag) => refusals.filter((refusal) => refusal.tag === tag)));
  const [first] = refusals;
  const wanted = first === undefined ? '' : describeBody(first, noise);
  const breaches = refusals
    .filter((refusal) => describeBody(refusal, noise) !== wanted)
    .map((refusal) => ({
      exchange: refusal.id,
      expected: `the same body as in ${first?.id}: ${excerpt(wanted)}`,
      actual: excerpt(describeBody(refusal, noise)),
    }));
  return toJudgement(refusals, breaches, () => missingFor({ what: a401, tags: refusedTags }, seen));
};

export const refusalChallenges: Judge = each(
  refusedTags,
  a401,
  when(401, ({ outcome }) => {
    const challenge = getHeader(outcome, 'www-authenticate');
    if (challenge !== undefined && /\bbearer\b/i.test(challenge)) return [];
    return [{ expected: 'the header WWW-Authenticate: Bearer', actual: challenge ?? 'not sent' }];
  }),
);

/** The same mistake is answered with the same challenge everywhere; RFC 6750 lets it differ by the mistake. */
export const challengeAlike: Judge = (seen) => {
  const refusals = answered(seen, ...refusedTags).filter(({ outcome }) => outcome.status === 401);
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
  return toJudgement(refusals, breaches, () => missingFor({ what: a401, tags: refusedTags }, seen));
};

export const tokenElsewhereRefused: Judge = each(
  ['token-elsewhere'],
  'an answer to a request with the token in another place',
  statusIs(401),
);

export const schemeInAnyCase: Judge = each(
  ['lower-case-scheme'],
  'an answer to a request with the scheme in lower case',
  accepted,
);

export const refusedBeforeLookup: Judge = each(
  ['no-token-unknown-job'],
  'an answer to a request for an unknown job without a token',
  statusIs(401),
);

function accepted({ outcome: { status } }: Answered): ReturnType<Check> {
  return [401, 403].includes(status)
    ? [{ expected: 'the valid token is accepted', actual: `status ${status}` }]
    : [];
}
