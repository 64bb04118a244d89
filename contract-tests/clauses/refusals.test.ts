// How rejections of requests without a valid token are compared, and what their breaches say.
import {
  exchangeDraft,
  type ExchangeDraft,
  createObservations,
  findBreaches,
  firstId,
  judgeVerdict,
} from '../testing/exchanges.ts';
import * as authentication from './authentication.ts';

const words = { message: 'Invalid or expired token' };
type Tag = ExchangeDraft['tag'];
const refused = (tag: Tag, challenge: string | undefined, others: Partial<ExchangeDraft> = {}) =>
  exchangeDraft(tag, words, { status: 401, headers: { 'WWW-Authenticate': challenge }, ...others });

test.each<[string, readonly ExchangeDraft[], string]>([
  ['one', [refused('no-token', 'Bearer')], 'kept'],
  ['the same twice', [refused('no-token', 'Bearer'), refused('no-token', 'Bearer')], 'kept'],
  ['none twice', [refused('no-token', undefined), refused('no-token', undefined)], 'kept'],
  [
    'another for another mistake',
    [refused('no-token', 'Bearer'), refused('cut-token', 'Bearer error="invalid"')],
    'kept',
  ],
  [
    'another for the same mistake',
    [refused('no-token', 'Bearer'), refused('no-token', 'Bearer realm="x"')],
    'broken',
  ],
  [
    'missing the second time',
    [refused('bare-bearer', 'Bearer'), refused('bare-bearer', undefined)],
    'broken',
  ],
  ['missing the first time', [refused('bare-bearer', undefined), refused('bare-bearer', 'Bearer')], 'broken'],
  [
    'another with a 403',
    [refused('no-token', 'Bearer'), refused('no-token', 'Basic', { status: 403 })],
    'kept',
  ],
  ['with a 200 alone', [refused('no-token', 'Bearer', { status: 200 })], 'unobserved'],
])('the challenge of equal mistakes: %s', (_, all, verdict) => {
  expect(judgeVerdict(authentication.challengeAlike, ...all)).toBe(verdict);
});

test('a breach names both challenges', () => {
  const none = refused('no-token', undefined);
  const bearer = refused('no-token', 'Bearer');
  expect(findBreaches(authentication.challengeAlike, bearer, none, bearer)).toEqual([
    { exchange: '#2', expected: 'WWW-Authenticate: Bearer, as in #1', actual: 'not sent' },
  ]);
  expect(findBreaches(authentication.challengeAlike, none, bearer)).toEqual([
    { exchange: '#2', expected: 'WWW-Authenticate: none, as in #1', actual: 'Bearer' },
  ]);
  expect(findBreaches(authentication.refusalChallenges, none)).toEqual([
    { exchange: '#1', expected: 'the header WWW-Authenticate: Bearer', actual: 'not sent' },
  ]);
});

test.each<[string | undefined, string]>([
  ['Bearer ${CONTRACT_TOKEN}x', 'status 200 for Bearer ${CONTRACT_TOKEN}x'],
  ['Basic $CONTRACT_TOKEN', 'status 200 for Basic $CONTRACT_TOKEN'],
  [undefined, 'status 200'],
])('a breach names the accepted credential %s', (value, actual) => {
  const headers = value === undefined ? [] : [['authorization', value] as const];
  for (const [tag, judge] of [
    ['near-token', authentication.invalidTokenRefused],
    ['other-scheme', authentication.otherSchemeRefused],
  ] as const)
    expect(findBreaches(judge, exchangeDraft(tag, [], { request: { headers } }))).toEqual([
      { exchange: '#1', expected: 'status 401', actual },
    ]);
});

test.each([
  ['validTokenAccepted', authentication.validTokenAccepted, 'a response to a request with the valid token'],
  ['challengeAlike', authentication.challengeAlike, 'a response with status 401'],
  ['refusalAlike', authentication.refusalAlike, 'a response with status 401'],
  ['refusalBody', authentication.refusalBody, 'a response with status 401'],
  [
    'expiredTokenRefused',
    authentication.expiredTokenRefused,
    'a response to a request with an expired token (set CONTRACT_EXPIRED_TOKEN)',
  ],
  [
    'tokenElsewhereRefused',
    authentication.tokenElsewhereRefused,
    'a response to a request with the token in another place',
  ],
  [
    'refusedBeforeLookup',
    authentication.refusedBeforeLookup,
    'a response to a request for an unknown job without a token',
  ],
] as const)('without evidence, %s says what was missing', (_, judge, message) => {
  expect(judge(createObservations())).toMatchObject({ missing: { message } });
});

test('a 503 and a token that only looks like a valid one say nothing about the valid token', () => {
  const { validTokenAccepted } = authentication;
  const near = { request: { headers: [['Authorization', 'Bearer ${CONTRACT_TOKEN}x'] as const] } };
  const results = { jobId: firstId, status: 401 };
  expect(
    judgeVerdict(
      validTokenAccepted,
      exchangeDraft('results', [], near),
      exchangeDraft('results', words, { ...near, ...results }),
    ),
  ).toBe('unobserved');
  expect(judgeVerdict(validTokenAccepted, exchangeDraft('results', '', { status: 503 }))).toBe('unobserved');
  const forbidden = exchangeDraft('owner-read', words, { ...results, status: 403 });
  expect(judgeVerdict(validTokenAccepted, forbidden)).toBe('broken');
});

test('the accepted request is the first one, and a 404 counts only from a lookup', () => {
  const { validTokenAccepted } = authentication;
  const refusal = exchangeDraft('results', words, { status: 401, jobId: firstId });
  const expected = 'any status except 401, because #1 accepted the same token';
  expect(
    findBreaches(validTokenAccepted, exchangeDraft('list', []), exchangeDraft('list', []), refusal),
  ).toMatchObject([{ expected }]);
  const lookup = exchangeDraft('unknown-job', {}, { status: 404, jobId: firstId });
  expect(findBreaches(validTokenAccepted, lookup, refusal)).toMatchObject([{ expected }]);
  // An unknown path returns 404 to everybody.
  const route = exchangeDraft('odd-id', {}, { status: 404, jobId: 'x' });
  expect(judgeVerdict(validTokenAccepted, route, refusal)).toBe('unobserved');
});
