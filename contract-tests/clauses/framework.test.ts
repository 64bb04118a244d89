import { redacted } from '../../text/redactor.ts';
import {
  findBreaches,
  firstId,
  type ExchangeDraft,
  exchangeDraft,
  judgeVerdict,
} from '../testing/exchanges.ts';
import * as framework from './framework.ts';

const url = 'http://127.0.0.1:4010/api/v1/enrichment/status';
const foreignPath = `/api/v1/enrichment/status/${firstId}`;
const withoutSlash = (status: number, location?: string) =>
  exchangeDraft('no-slash', '', { status, headers: { Location: location }, request: { url } });

test.each<[string, string, number, string | undefined, string]>([
  ['redirects to itself', foreignPath, 301, `${foreignPath}/`, 'kept'],
  ['redirects to the list', foreignPath, 301, '/api/v1/enrichment/status/', 'broken'],
  ['is not found, which says nothing about redirects', foreignPath, 404, undefined, 'unobserved'],
  ['has its slash, so that a redirect is not about it', `${foreignPath}/`, 301, '/login/', 'unobserved'],
])("another user's job %s", (_, path, status, location, verdict) => {
  const request = { method: 'GET', url: `http://127.0.0.1:4010${path}` };
  const door = exchangeDraft('foreign-door', '', {
    status,
    jobId: firstId,
    request,
    headers: { Location: location },
  });
  expect(judgeVerdict(framework.slashRedirect, door)).toBe(verdict);
});

test.each<[string, ExchangeDraft, string]>([
  ['a path', withoutSlash(301, '/api/v1/enrichment/status/'), 'kept'],
  ['a full URL', withoutSlash(301, `${url}/`), 'kept'],
  ['the same path with 308', withoutSlash(308, `${url}/`), 'kept'],
  ['the same path temporarily, with 302', withoutSlash(302, `${url}/`), 'kept'],
  ['nothing, since the response comes at once', exchangeDraft('no-slash', [], { request: { url } }), 'kept'],
  ['another path', withoutSlash(301, '/login/'), 'broken'],
  ['the path itself', withoutSlash(301, url), 'broken'],
  ['nowhere', withoutSlash(301), 'broken'],
  ['no location', withoutSlash(301, 'http://['), 'broken'],
  ['404', withoutSlash(404), 'broken'],
  ["the proxy's own page", withoutSlash(502), 'unobserved'],
])('a path without its final slash redirects to %s', (_, one, verdict) => {
  expect(judgeVerdict(framework.slashRedirect, one)).toBe(verdict);
});

test.each<[number, string | undefined, string]>([
  [404, undefined, 'status 404'],
  [301, '/login/', 'status 301 to /login/'],
])(
  'a redirect to the wrong place (%d) is reported with its status and location',
  (status, location, actual) => {
    expect(findBreaches(framework.slashRedirect, withoutSlash(status, location))).toEqual([
      { exchange: '#1', expected: '301 to /api/v1/enrichment/status/', actual },
    ]);
  },
);

test.each<[string, ExchangeDraft, string]>([
  ['a path', withoutSlash(301, '/api/v1/enrichment/status/'), 'kept'],
  ['the same host', withoutSlash(301, `${url}/`), 'kept'],
  ['the same host with another scheme', withoutSlash(301, `${url.replace('http:', 'https:')}/`), 'kept'],
  ['another host', withoutSlash(301, 'https://elsewhere.example/'), 'broken'],
  ['another port', withoutSlash(301, 'http://127.0.0.1:4011/'), 'broken'],
  ['another host without a scheme', withoutSlash(301, '//elsewhere.example/'), 'broken'],
  ['nowhere', withoutSlash(301), 'unobserved'],
  [
    'another host, in a response that is not a redirect',
    withoutSlash(201, 'https://elsewhere.example/'),
    'unobserved',
  ],
])('a redirect to %s', (_, one, verdict) => {
  expect(judgeVerdict(framework.redirectStaysOnHost, one)).toBe(verdict);
});

test.each<[string, ExchangeDraft[], string]>([
  ['200 as GET does', [exchangeDraft('list', []), exchangeDraft('head')], 'kept'],
  [
    '405 although GET returns 200',
    [exchangeDraft('list', []), exchangeDraft('head', '', { status: 405 })],
    'broken',
  ],
  [
    '500 as GET does',
    [exchangeDraft('list', '', { status: 500 }), exchangeDraft('head', '', { status: 500 })],
    'kept',
  ],
  [
    '404 as the GET of another resource does',
    [
      exchangeDraft('list', []),
      exchangeDraft('detail', '', { status: 404, jobId: firstId }),
      exchangeDraft('head', '', { status: 404 }),
    ],
    'broken',
  ],
  ['nothing', [exchangeDraft('list', [])], 'unobserved'],
])('HEAD returns %s', (_, all, verdict) => {
  expect(judgeVerdict(framework.headLikeGet, ...all)).toBe(verdict);
});

test.each<[string | undefined, string]>([
  ['GET, HEAD, OPTIONS', 'kept'],
  ['get,options', 'kept'],
  ['OPTIONS, GET', 'kept'],
  ['GET, POST, HEAD, OPTIONS', 'broken'],
  ['GET, PROPFIND', 'broken'],
  ['HEAD, OPTIONS', 'broken'],
  ['', 'broken'],
  [undefined, 'broken'],
])('OPTIONS allows %s', (allow, verdict) => {
  expect(
    judgeVerdict(framework.onlyReadingMethods, exchangeDraft('options', {}, { headers: { Allow: allow } })),
  ).toBe(verdict);
});

test.each<[number, string, string]>([
  [204, '', 'unobserved'],
  [200, '', 'unobserved'],
  [200, 'OK\n', 'unobserved'],
  [200, '{"name": "Job"}', 'broken'],
  [405, '', 'broken'],
])(
  'OPTIONS without Allow, answered for browsers with %d and %j, says nothing about the API',
  (status, body, verdict) => {
    const request = { method: 'OPTIONS' };
    const options = exchangeDraft('options', body, { status, request });
    expect(judgeVerdict(framework.onlyReadingMethods, options)).toBe(verdict);
    expect(judgeVerdict(framework.onlyReadingMethods, { ...options, request: { method: 'GET' } })).toBe(
      'broken',
    );
  },
);

test.each<[number, string]>([
  [200, 'kept'],
  [400, 'broken'],
  [429, 'unobserved'],
])('an unknown query parameter returns %d', (status, verdict) => {
  expect(
    judgeVerdict(
      framework.unknownQueryIgnored,
      exchangeDraft('unknown-query', [], { status, query: 'unknown=1' }),
    ),
  ).toBe(verdict);
});

test.each<[string | undefined, string]>([
  ['nosniff', 'kept'],
  ['NoSniff', 'kept'],
  ['nosniff, nosniff', 'kept'],
  ['sniff', 'broken'],
  [undefined, 'broken'],
])('X-Content-Type-Options: %s', (value, verdict) => {
  expect(
    judgeVerdict(
      framework.nosniff,
      exchangeDraft('list', [], { headers: { 'X-Content-Type-Options': value } }),
    ),
  ).toBe(verdict);
});

test.each<[string, ExchangeDraft, string]>([
  ['nowhere', exchangeDraft('list', []), 'kept'],
  ['in a body', exchangeDraft('no-token', { message: `no ${redacted}` }, { status: 401 }), 'broken'],
  ['in a header', exchangeDraft('list', [], { headers: { 'X-Token': redacted } }), 'broken'],
  ['in the name of a header', exchangeDraft('list', [], { headers: { [redacted]: '1' } }), 'broken'],
  ['in a server error', exchangeDraft('list', `Bearer ${redacted}`, { status: 503 }), 'broken'],
])('a token that the target repeats %s', (_, one, verdict) => {
  expect(judgeVerdict(framework.secretsNotEchoed, one)).toBe(verdict);
});
