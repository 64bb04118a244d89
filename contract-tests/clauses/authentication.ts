/** Authentication: who is let in, and what everybody else is told. */
import type { Judge } from '../clause.ts';
import { headerOf } from '../evidence/exchange.ts';
import { answered, type Check, conforms, each, inBody, statusIs, verdictOf } from './judging.ts';

const refusedTags = [
  'no-token',
  'bare-bearer',
  'unknown-token',
  'cut-token',
  'other-scheme',
  'expired-token',
  'no-token-unknown-job',
] as const;

export const validTokenAccepted: Judge = each(
  ['list', 'list-again', 'detail', 'detail-again'],
  'no request with the valid token was answered',
  accepted,
);

export const missingTokenRefused: Judge = each(
  ['no-token', 'bare-bearer'],
  'no request without a token was answered',
  statusIs(401),
);

export const invalidTokenRefused: Judge = each(
  ['unknown-token', 'cut-token'],
  'no request with an invalid token was answered',
  statusIs(401),
);

export const otherSchemeRefused: Judge = each(
  ['other-scheme'],
  'no request with another scheme was answered',
  statusIs(401),
);

export const expiredTokenRefused: Judge = each(
  ['expired-token'],
  'an expired token (set CONTRACT_EXPIRED_TOKEN)',
  statusIs(401),
);

/** The documented body, to the letter: the schema of the document fixes the message. */
export const refusalBody: Judge = each(refusedTags, 'no 401 was seen', onlyWith(401, conforms(inBody)));

export const refusalAlike: Judge = (seen) => {
  const refusals = answered(seen, ...refusedTags).filter(({ outcome }) => outcome.status === 401);
  const [first] = refusals;
  const breaches = refusals
    .filter(({ outcome }) => outcome.body !== first?.outcome.body)
    .map(({ id, outcome }) => ({
      exchange: id,
      expected: `the same body as in ${first?.id}: ${first?.outcome.body}`,
      actual: outcome.body,
    }));
  return verdictOf(refusals, breaches, 'no 401 was seen');
};

export const refusalChallenges: Judge = each(
  refusedTags,
  'no 401 was seen',
  onlyWith(401, ({ outcome }) => {
    const challenge = headerOf(outcome, 'www-authenticate');
    if (challenge !== undefined && /^bearer\b/i.test(challenge)) return [];
    return [{ expected: 'the header WWW-Authenticate: Bearer', actual: challenge ?? 'not sent' }];
  }),
);

export const schemeInAnyCase: Judge = each(
  ['lower-case-scheme'],
  'no request with the scheme in lower case was answered',
  accepted,
);

export const refusedBeforeLookup: Judge = each(
  ['no-token-unknown-job'],
  'no request for an unknown job without a token was answered',
  statusIs(401),
);

function accepted(...[{ outcome }]: Parameters<Check>): ReturnType<Check> {
  const refused = outcome.status === 401 || outcome.status === 403;
  return refused ? [{ expected: 'the valid token is accepted', actual: `status ${outcome.status}` }] : [];
}

function onlyWith(status: number, check: Check): Check {
  return (exchange, seen) => (exchange.outcome.status === status ? check(exchange, seen) : []);
}
