/** Judges authentication: which requests the API accepts, and how it rejects the others. */
import { toExcerpt } from '../../openapi/diagnostics/excerpt.ts';
import type { Judge } from '../verdict/clause.ts';
import { type AnsweredExchange, getHeader, isAnswered, isUnavailable } from '../evidence/exchange.ts';
import type { Tag } from '../evidence/probes.ts';
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

/** Requests by GET, and OPTIONS for Control, that must be rejected with 401. */
export const refusedTags = [
  'no-token',
  'bare-bearer',
  'unknown-token',
  'near-token',
  'cut-token',
  'other-scheme',
  'expired-token',
  'no-token-unknown-job',
  'control-no-token',
  'token-elsewhere',
] as const;

const refused: ReadonlySet<Tag> = new Set(refusedTags);

const a401 = 'a response with status 401';

const ownReads: ReadonlySet<Tag> = new Set(['list', 'list-again', 'detail', 'detail-again', 'owner-read']);

/** A 404 to one of these requests comes from a lookup, for which the token was accepted. */
const afterLookup: ReadonlySet<Tag> = new Set(['unknown-job', 'foreign-job', 'own-job-by-other']);

const anAcceptance = {
  what: 'a response to a request with the valid token',
  tags: ['list', 'list-again', 'detail', 'detail-again'],
} as const;

/** A token that was accepted once is valid for the whole run, whatever is requested. */
export const validTokenAccepted: Judge = (seen) => {
  const answered = seen.evidence.exchanges
    .filter(isAnswered)
    .filter(({ tag, outcome }) => !isUnavailable(outcome) && !refused.has(tag));
  const accepted = new Map(
    answered
      .filter(
        ({ tag, outcome }) => outcome.status === 200 || (outcome.status === 404 && afterLookup.has(tag)),
      )
      .toReversed()
      .map((exchange) => [getCredential(exchange), exchange.id]),
  );
  const looked = answered.flatMap((exchange) => {
    if (ownReads.has(exchange.tag)) return [{ exchange, found: checkAccepted(exchange) ?? [] }];
    const credential = getCredential(exchange);
    const by = accepted.get(credential);
    if (by === undefined || !validCredentials.has(credential ?? '')) return [];
    const expected = `any status except 401, because ${by} accepted the same token`;
    return [{ exchange, found: exchange.outcome.status === 401 ? [{ expected, actual: 'status 401' }] : [] }];
  });
  return toJudgement(
    looked.map(({ exchange }) => exchange),
    looked.flatMap(({ exchange: { id }, found }) => found.map((one) => ({ ...one, exchange: id }))),
    () => explainMissing(anAcceptance, seen),
  );
};

const validCredentials: ReadonlySet<string> = new Set(
  ['$CONTRACT_TOKEN', '$CONTRACT_OTHER_TOKEN'].map((token) => `Bearer ${token}`),
);

/** The Authorization header as recorded, without secrets. */
function getCredential({ request }: AnsweredExchange): string | undefined {
  return request.headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1];
}

export const missingTokenRefused: Judge = judgeEachTagged(
  ['no-token', 'bare-bearer'],
  'a response to a request without a token',
  requireStatus(401),
);

export const invalidTokenRefused: Judge = judgeEachTagged(
  ['unknown-token', 'cut-token', 'near-token'],
  'a response to a request with an invalid token',
  requireRefusal,
);

export const otherSchemeRefused: Judge = judgeEachTagged(
  ['other-scheme'],
  'a response to a request with another scheme',
  requireRefusal,
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

/** Names the credential, since several are tried. */
function requireRefusal(exchange: AnsweredExchange): ReturnType<ExchangeCheck> {
  const { status } = exchange.outcome;
  const sent = getCredential(exchange);
  return status === 401
    ? []
    : [{ expected: 'status 401', actual: `status ${status}${sent === undefined ? '' : ` for ${sent}`}` }];
}

function checkAccepted({ outcome: { status } }: AnsweredExchange): ReturnType<ExchangeCheck> {
  return [401, 403].includes(status)
    ? [{ expected: 'any status except 401 and 403', actual: `status ${status}` }]
    : [];
}
