import { redacted } from '../../text/redactor.ts';
import { findBreaches, firstId, job, type Made, made, verdictOn } from '../testing/exchanges.ts';
import * as framework from './framework.ts';

const url = 'http://127.0.0.1:4010/api/v1/enrichment/status';
const withoutSlash = (status: number, location?: string) =>
  made('no-slash', '', { status, headers: { Location: location }, request: { url } });

test.each<[string, Made, string]>([
  ['a path', withoutSlash(301, '/api/v1/enrichment/status/'), 'kept'],
  ['a whole address', withoutSlash(301, `${url}/`), 'kept'],
  ['the same by 308', withoutSlash(308, `${url}/`), 'kept'],
  ['the same for now, by 302', withoutSlash(302, `${url}/`), 'kept'],
  ['an answer at once', made('no-slash', [], { request: { url } }), 'kept'],
  ['another path', withoutSlash(301, '/login/'), 'broken'],
  ['the path itself', withoutSlash(301, url), 'broken'],
  ['nowhere', withoutSlash(301), 'broken'],
  ['no address', withoutSlash(301, 'http://['), 'broken'],
  ['404', withoutSlash(404), 'broken'],
  ['a proxy alone', withoutSlash(502), 'unobserved'],
])('without its last slash a path leads to %s', (_, one, verdict) => {
  expect(verdictOn(framework.slashRedirect, one)).toBe(verdict);
});

test.each<[number, string | undefined, string]>([
  [404, undefined, 'status 404'],
  [301, '/login/', 'status 301 to /login/'],
])('a path that leads elsewhere with %d is told with where', (status, location, actual) => {
  expect(findBreaches(framework.slashRedirect, withoutSlash(status, location))).toEqual([
    { exchange: '#1', expected: '301 to /api/v1/enrichment/status/', actual },
  ]);
});

test.each<[string, Made, string]>([
  ['a path', withoutSlash(301, '/api/v1/enrichment/status/'), 'kept'],
  ['the same host', withoutSlash(301, `${url}/`), 'kept'],
  ['the same host by another scheme', withoutSlash(301, `${url.replace('http:', 'https:')}/`), 'kept'],
  ['another host', withoutSlash(301, 'https://elsewhere.example/'), 'broken'],
  ['another port', withoutSlash(301, 'http://127.0.0.1:4011/'), 'broken'],
  ['another host without a scheme', withoutSlash(301, '//elsewhere.example/'), 'broken'],
  ['nowhere', withoutSlash(301), 'unobserved'],
  [
    'another host, in an answer that is no redirect',
    withoutSlash(201, 'https://elsewhere.example/'),
    'unobserved',
  ],
])('a redirect to %s', (_, one, verdict) => {
  expect(verdictOn(framework.redirectStaysOnHost, one)).toBe(verdict);
});

test.each<[string, Made[], string]>([
  ['200 as GET', [made('list', []), made('head')], 'kept'],
  ['405 though GET is 200', [made('list', []), made('head', '', { status: 405 })], 'broken'],
  ['500 as GET', [made('list', '', { status: 500 }), made('head', '', { status: 500 })], 'kept'],
  [
    '404 as the GET of another resource',
    [
      made('list', []),
      made('detail', '', { status: 404, jobId: firstId }),
      made('head', '', { status: 404 }),
    ],
    'broken',
  ],
  ['nothing', [made('list', [])], 'unobserved'],
])('HEAD answered with %s', (_, all, verdict) => {
  expect(verdictOn(framework.headLikeGet, ...all)).toBe(verdict);
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
])('OPTIONS that allows %s', (allow, verdict) => {
  expect(verdictOn(framework.onlyReadingMethods, made('options', {}, { headers: { Allow: allow } }))).toBe(
    verdict,
  );
});

test.each<[number, string]>([
  [200, 'kept'],
  [400, 'broken'],
  [429, 'unobserved'],
])('an unknown query parameter answered with %d', (status, verdict) => {
  expect(verdictOn(framework.unknownQueryIgnored, made('unknown-query', [], { status }))).toBe(verdict);
});

test.each<[string | undefined, string]>([
  [undefined, 'kept'],
  ['no-store', 'kept'],
  ['private, max-age=60', 'kept'],
  ['max-age=0, must-revalidate', 'kept'],
  ['public, max-age=60', 'broken'],
  ['Public', 'broken'],
  ['s-maxage=10', 'broken'],
])('Cache-Control: %s', (value, verdict) => {
  const answer = made('detail', job(), { jobId: firstId, headers: { 'Cache-Control': value } });
  expect(verdictOn(framework.notPubliclyCached, answer)).toBe(verdict);
});

test.each<[string | undefined, string]>([
  ['nosniff', 'kept'],
  ['NoSniff', 'kept'],
  ['sniff', 'broken'],
  [undefined, 'broken'],
])('X-Content-Type-Options: %s', (value, verdict) => {
  expect(
    verdictOn(framework.nosniff, made('list', [], { headers: { 'X-Content-Type-Options': value } })),
  ).toBe(verdict);
});

test.each<[string, Made, string]>([
  ['nowhere', made('list', []), 'kept'],
  ['in a body', made('no-token', { message: `no ${redacted}` }, { status: 401 }), 'broken'],
  ['in a header', made('list', [], { headers: { 'X-Token': redacted } }), 'broken'],
  ['in the name of a header', made('list', [], { headers: { [redacted]: '1' } }), 'broken'],
  ['in a server error', made('list', `Bearer ${redacted}`, { status: 503 }), 'broken'],
])('a token that comes back %s', (_, one, verdict) => {
  expect(verdictOn(framework.secretsNotEchoed, one)).toBe(verdict);
});
