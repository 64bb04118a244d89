// Responses for web pages of other origins, and that other clients get no CORS headers.
import { base, noRoute, notAllowed, notFound, ownJob, queued, unauthorized } from '../testing/answers.ts';
import { mockUnderTest, type MockRequest } from '../testing/mock-under-test.ts';
import { handlers } from '../api/index.ts';

const origin = 'http://localhost:5173';
const preflight = { origin, 'access-control-request-method': 'POST' };
const corsHeaders = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('access-control-')));
const without = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('access-control-')));
const failing = () => {
  throw new Error('The handler is broken.');
};

const asks: readonly (readonly [name: string, line: string, sent: MockRequest])[] = [
  ['a job', `GET ${ownJob}`, {}],
  ['a HEAD', `HEAD ${ownJob}`, {}],
  ['a redirect', `GET ${base}/status`, {}],
  ['a 401', `GET ${ownJob}`, { token: null }],
  ['a 404 of a job', `GET ${ownJob}`, { token: 'bob-token' }],
  ['a 404 without a route', 'GET /nothing', {}],
  ['a 405', `DELETE ${ownJob}`, {}],
  ['a 400', `POST ${base}/submit/`, { body: {} }],
  ['a 500', `GET ${base}/status/`, {}],
  ['OPTIONS that is not a preflight', `OPTIONS ${ownJob}`, {}],
  ['OPTIONS without a token that is not a preflight', `OPTIONS ${ownJob}`, { token: null }],
];

test.each(asks)(
  'a page of another origin can read %s, which is the same as for other clients',
  async (_, line, sent) => {
    const { ask } = mockUnderTest({ handlers: { ...handlers, listStatuses: failing } });
    const plain = await ask(line, sent);
    const response = await ask(line, { ...sent, headers: { origin } });
    expect([response.line, without(response.headers)]).toEqual([plain.line, plain.headers]);
    expect(response.headers['access-control-allow-origin']).toBe('*');
    expect(response.headers['access-control-expose-headers']?.split(', ')).toEqual(
      expect.arrayContaining(['Allow', 'Content-Disposition', 'Location', 'Retry-After', 'WWW-Authenticate']),
    );
    expect(corsHeaders(plain.headers)).toEqual({});
  },
);

test.each([
  ['a job', ownJob],
  ['a list without its trailing slash, so that the page can follow the redirect', `${base}/status`],
  ['no route, so that the page can read the 404', '/nothing'],
  ['every resource at once', '*'],
])('a preflight for %s needs no token', async (_, path) => {
  const response = await mockUnderTest().ask(`OPTIONS ${path}`, { token: null, headers: preflight });
  expect(response.line).toBe('204 ');
  expect(response.headers).toEqual({
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT',
    'access-control-max-age': '600',
  });
});

test.each([
  ['authorization,content-type', 'authorization, content-type'],
  [' Authorization , X-Trace-1 ', 'Authorization, X-Trace-1'],
  ['authorization, <script>, x y, é, a:b', 'authorization'],
  ['<script>', undefined],
  ['', undefined],
])('of the headers "%s" a page may send the well-formed ones', async (asked, allowed) => {
  const headers = { ...preflight, 'access-control-request-headers': asked };
  const response = await mockUnderTest().ask(`OPTIONS ${ownJob}`, { headers });
  expect(response.headers['access-control-allow-headers']).toBe(allowed);
});

test('a page on the internet may request access to a private network', async () => {
  const headers = { ...preflight, 'access-control-request-private-network': 'true' };
  const response = await mockUnderTest().ask(`OPTIONS ${ownJob}`, { headers });
  expect(response.headers['access-control-allow-private-network']).toBe('true');
});

test.each([['null'], ['http://evil.example\tx'], ['"><script>'], ['']])(
  'the origin %j is not echoed',
  async (hostile) => {
    const { ask } = mockUnderTest();
    for (const headers of [{ origin: hostile }, { ...preflight, origin: hostile }]) {
      const response = await ask(`OPTIONS ${ownJob}`, { headers });
      expect(response.headers['access-control-allow-origin']).toBe('*');
    }
  },
);

test.each([
  ['without an origin', { 'access-control-request-method': 'GET' }, false],
  ['with --no-cors', preflight, true],
])('%s a preflight is an ordinary OPTIONS request', async (_, headers, noCors) => {
  const { ask } = mockUnderTest({ noCors });
  const response = await ask(`OPTIONS ${ownJob}`, { token: null, headers });
  expect([response.line, corsHeaders(response.headers)]).toEqual([unauthorized, {}]);
});

test.each([
  [`GET ${ownJob}`, {}, queued],
  [`DELETE ${ownJob}`, {}, notAllowed('DELETE')],
  [`GET ${ownJob}`, { token: 'bob-token' }, notFound],
  ['GET /nothing', {}, noRoute],
])('with --no-cors, %s has no CORS headers', async (line, sent: MockRequest, want) => {
  const response = await mockUnderTest({ noCors: true }).ask(line, { ...sent, headers: { origin } });
  expect([response.line, corsHeaders(response.headers)]).toEqual([want, {}]);
});
