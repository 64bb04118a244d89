import {
  findBreaches,
  firstId,
  job,
  list,
  type ExchangeDraft,
  exchangeDraft,
  judgeVerdict,
} from '../testing/exchanges.ts';
import * as authentication from './authentication.ts';

const words = { message: 'Invalid or expired token' };
const challenge = { 'WWW-Authenticate': 'Bearer' };
const refused = (tag: ExchangeDraft['tag'], body: unknown = words, others: Partial<ExchangeDraft> = {}) =>
  exchangeDraft(tag, body, { status: 401, headers: challenge, ...others });

test.each<[string, ExchangeDraft[], string]>([
  ['200', [exchangeDraft('list', [])], 'kept'],
  [
    '404, which does not refuse the token',
    [exchangeDraft('detail', '', { status: 404, jobId: firstId })],
    'kept',
  ],
  ['401', [refused('list')], 'broken'],
  [
    '403 for one of many requests',
    [exchangeDraft('list', []), exchangeDraft('detail-again', '', { status: 403, jobId: firstId })],
    'broken',
  ],
  ['429 alone', [exchangeDraft('list', '', { status: 429 })], 'unobserved'],
  ['nothing', [exchangeDraft('list', '', { failed: 'reset' })], 'unobserved'],
])('a valid token with response %s', (_, all, verdict) => {
  expect(judgeVerdict(authentication.validTokenAccepted, ...all)).toBe(verdict);
});

describe('a token that was accepted a moment ago', () => {
  const unauthorized = { status: 401, jobId: firstId };
  const other = { headers: [['Authorization', 'Bearer $CONTRACT_OTHER_TOKEN'] as const] };
  const asOther = { request: other };

  test.each<[string, ExchangeDraft[], string]>([
    ['for results', [list(), exchangeDraft('results', words, unauthorized)], 'broken'],
    ['in the watch', [list(), exchangeDraft('watch-detail', words, unauthorized)], 'broken'],
    ['before it was accepted', [exchangeDraft('options', words, unauthorized), list()], 'broken'],
    ['for an unknown job', [list(), exchangeDraft('unknown-job', words, unauthorized)], 'broken'],
    ['for an action', [list(), exchangeDraft('pause', words, unauthorized)], 'broken'],
    ['with the scheme Token', [list(), refused('other-scheme')], 'kept'],
    [
      'as a user who is never accepted',
      [list(), exchangeDraft('foreign-list', words, { status: 401, ...asOther })],
      'kept',
    ],
    [
      'as another user whose request for a job was accepted',
      [
        exchangeDraft('foreign-list', words, { status: 401, ...asOther }),
        exchangeDraft('own-job-by-other', words, { status: 404, jobId: firstId, ...asOther }),
      ],
      'broken',
    ],
    [
      '403 for a submission, which may need a right',
      [list(), exchangeDraft('submit', {}, { status: 403 })],
      'kept',
    ],
  ])('must not be refused: %s', (_, all, verdict) => {
    expect(judgeVerdict(authentication.validTokenAccepted, ...all)).toBe(verdict);
  });

  test('a breach names the request that was accepted', () => {
    const all = [list(), exchangeDraft('results', words, unauthorized)];
    expect(findBreaches(authentication.validTokenAccepted, ...all)).toEqual([
      {
        exchange: '#2',
        expected: 'any status except 401, because #1 accepted the same token',
        actual: 'status 401',
      },
    ]);
  });
});

test.each([
  ['no-token', authentication.missingTokenRefused],
  ['bare-bearer', authentication.missingTokenRefused],
  ['unknown-token', authentication.invalidTokenRefused],
  ['cut-token', authentication.invalidTokenRefused],
  ['near-token', authentication.invalidTokenRefused],
  ['expired-token', authentication.expiredTokenRefused],
  ['other-scheme', authentication.otherSchemeRefused],
  ['no-token-unknown-job', authentication.refusedBeforeLookup],
] as const)('the request %s must get a 401', (tag, judge) => {
  expect(judgeVerdict(judge)).toBe('unobserved');
  expect(judgeVerdict(judge, refused(tag))).toBe('kept');
  expect(judgeVerdict(judge, exchangeDraft(tag, '', { status: 503 }))).toBe('unobserved');
  expect(findBreaches(judge, refused(tag), exchangeDraft(tag, [], { status: 200 }))).toEqual([
    {
      exchange: '#2',
      expected: 'status 401',
      actual: expect.stringMatching(/^status 200( for Bearer .*)?$/),
    },
  ]);
  expect(judgeVerdict(judge, exchangeDraft(tag, words, { status: 403 }))).toBe('broken');
});

test('without an expired token, the clause names the missing token', () => {
  expect(judgeVerdict(authentication.expiredTokenRefused, refused('no-token'))).toBe('unobserved');
});

describe('the body of a 401', () => {
  test.each<[string, unknown, Partial<ExchangeDraft>, string]>([
    ['as documented', words, {}, 'kept'],
    ['with a charset', words, { headers: { 'Content-Type': 'Application/JSON; charset=utf-8' } }, 'kept'],
    ['indented', JSON.stringify(words, null, 4), { headers: { 'Content-Type': 'application/json' } }, 'kept'],
    ['with an additional field', { ...words, request_id: 'r-1' }, {}, 'kept'],
    ['with another message', { message: 'Token has expired' }, {}, 'broken'],
    ['with the key detail', { detail: 'Invalid or expired token' }, {}, 'broken'],
    ['in an array', [words], {}, 'broken'],
    ['empty', '', { headers: { 'Content-Type': 'application/json' } }, 'broken'],
    ['a web page', '<h1>Unauthorized</h1>', {}, 'broken'],
    ['without a media type', words, { headers: { 'Content-Type': undefined } }, 'broken'],
    ['of a 403, which another clause judges', { detail: 'no' }, { status: 403 }, 'unobserved'],
  ])('%s', (_, body, others, verdict) => {
    expect(judgeVerdict(authentication.refusalBody, refused('no-token', body, others))).toBe(verdict);
  });

  test('a breach shows the body that came instead', () => {
    expect(findBreaches(authentication.refusalBody, refused('cut-token', { message: 'No.' }))).toEqual([
      { exchange: '#1', expected: 'body/message: "Invalid or expired token"', actual: '"No."' },
    ]);
  });
});

describe('all 401 responses have the same body', () => {
  const other = { message: 'Token has expired' };
  test.each<[string, ExchangeDraft[], string]>([
    ['without a 401', [exchangeDraft('no-token', [], { status: 200 })], 'unobserved'],
    ['one', [refused('no-token')], 'kept'],
    ['the same twice', [refused('no-token'), refused('expired-token')], 'kept'],
    [
      'the same with other spaces',
      [refused('no-token'), refused('expired-token', '{ "message":"Invalid or expired token"}\n')],
      'kept',
    ],
    ['another message for another reason', [refused('no-token'), refused('expired-token', other)], 'broken'],
    ['an HTML page for another reason', [refused('no-token'), refused('cut-token', '<h1>No</h1>')], 'broken'],
    [
      'a request id in each body',
      ['1', '2', '3', '4'].map((id, index) =>
        refused(index < 2 ? 'no-token' : 'cut-token', { ...words, request_id: id }),
      ),
      'kept',
    ],
    [
      'a request id, and another message for another reason',
      [
        refused('no-token', { ...words, id: 1 }),
        refused('no-token', { ...words, id: 2 }),
        refused('cut-token', { ...other, id: 3 }),
      ],
      'broken',
    ],
  ])('%s', (_, all, verdict) => {
    expect(judgeVerdict(authentication.refusalAlike, ...all)).toBe(verdict);
  });

  test('a breach shows both bodies', () => {
    expect(
      findBreaches(authentication.refusalAlike, refused('no-token'), refused('expired-token', other)),
    ).toEqual([
      {
        exchange: '#2',
        expected: 'the body of #1: {"message":"Invalid or expired token"}',
        actual: '{"message":"Token has expired"}',
      },
    ]);
  });
});

test.each<[string, string | undefined, string]>([
  ['bare', 'Bearer', 'kept'],
  ['with a realm', 'Bearer realm="api", error="invalid_token"', 'kept'],
  ['in lower case', 'bearer', 'kept'],
  ['beside another scheme', 'Basic realm="api", Bearer', 'kept'],
  ['another scheme alone', 'Token', 'broken'],
  ['none', undefined, 'broken'],
])('the challenge of a 401: %s', (_, value, verdict) => {
  const refusal = refused('no-token', words, { headers: { 'WWW-Authenticate': value } });
  expect(judgeVerdict(authentication.refusalChallenges, refusal)).toBe(verdict);
});

test.each<[number, string]>([
  [200, 'kept'],
  [401, 'broken'],
  [500, 'kept'],
])('the scheme in lower case, with response %d', (status, verdict) => {
  expect(
    judgeVerdict(authentication.schemeInAnyCase, exchangeDraft('lower-case-scheme', [job()], { status })),
  ).toBe(verdict);
});
