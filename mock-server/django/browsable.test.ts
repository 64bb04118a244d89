// The browsable API: which clients get a page, and the headers for caches.
import { findViolations } from '../../openapi/conformance.ts';
import { listRenders } from '../../openapi/questions.ts';
import { getShippedChecks } from '../../openapi/shipped.ts';
import { base, notAcceptable, notFound, ownJob, queued, unauthorized } from '../testing/answers.ts';
import { mockUnderTest, type MockRequest } from '../testing/mock-under-test.ts';
import { ownJobId, spec } from '../testing/shipped.ts';

const readings = { renderers: 'browsable' };
const mock = (version = '3.14') => mockUnderTest({ readings: { ...readings, 'framework-version': version } });
const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8';
const page = { headers: { accept: 'text/html' } };

test.each([
  [browser],
  ['text/html'],
  ['text/*'],
  ['*/html'],
  ['application/xml, text/html'],
  ['text/html; indent=4'],
  ['text/html; charset=utf-8, application/json'],
])('Accept: %s gets an HTML page', async (accept) => {
  const { status, headers, body } = await mock().ask(`GET ${ownJob}`, { headers: { accept } });
  expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  expect(headers['vary']).toBe('Accept, Cookie');
  expect(headers['content-length']).toBe(String(Buffer.byteLength(body)));
  expect(body).toContain(ownJobId);
});

test.each([
  [undefined],
  ['*/*'],
  ['application/json,text/html'],
  ['text/html;q=0.5,application/json'],
  ['text/html; charset=utf-8, application/json; indent=0'],
])('Accept: %s gets JSON, which wins a tie', async (accept) => {
  const { line, headers } = await mock().ask(`GET ${ownJob}`, {
    headers: accept === undefined ? {} : { accept },
  });
  expect([line, headers['content-type'], headers['vary'], headers['set-cookie']]).toEqual([
    queued,
    'application/json',
    'Accept',
    undefined,
  ]);
});

test.each<[string, string, MockRequest, string]>([
  ['an Accept that cannot be satisfied', `GET ${ownJob}`, { headers: { accept: 'text/csv' } }, notAcceptable],
  ['another format', `GET ${ownJob}?format=xml`, {}, notFound],
  [
    'a page requested by format, and JSON by Accept',
    `GET ${ownJob}?format=api`,
    { headers: { accept: 'application/json' } },
    notAcceptable,
  ],
  ['JSON requested by format, and a page by Accept', `GET ${ownJob}?format=json`, page, notAcceptable],
  ['a format in capitals', `GET ${ownJob}?format=API`, {}, notFound],
  ['no token', `GET ${ownJob}`, { token: null }, unauthorized],
])('%s responds with JSON and Vary', async (_, line, sent, want) => {
  const response = await mock().ask(line, sent);
  expect([response.line, response.headers['vary']]).toEqual([want, 'Accept']);
});

test.each<[string, MockRequest, number]>([
  [`GET ${ownJob}?format=api`, {}, 200],
  [`HEAD ${ownJob}`, page, 200],
  [`GET ${ownJob}`, { ...page, token: null }, 401],
  [`GET ${ownJob}`, { ...page, token: 'bob-token' }, 404],
  [`DELETE ${ownJob}`, page, 405],
  [`OPTIONS ${ownJob}`, page, 200],
  [`POST ${base}/submit/`, { ...page, body: {} }, 400],
])('the page for %s with %j has the status code of the JSON response', async (line, sent, status) => {
  const response = await mock().ask(line, sent);
  expect([response.status, response.headers['content-type'], response.headers['vary']]).toEqual([
    status,
    'text/html; charset=utf-8',
    'Accept, Cookie',
  ]);
  expect(response.headers['allow']).toBeDefined();
  expect(response.headers['www-authenticate']).toBe(status === 401 ? 'Bearer' : undefined);
});

test.each([
  ['no route', 'GET /nothing'],
  ['a redirect', `GET ${base}/status`],
])('%s does not come from a view and has neither Vary nor a cookie', async (_, line) => {
  const { headers } = await mock().ask(line, page);
  expect([headers['vary'], headers['set-cookie']]).toEqual([undefined, undefined]);
});

test.each([
  ['3.14', 64],
  ['3.16', 32],
])('the cookie for %s has %i characters', async (version, length) => {
  const { headers } = await mock(version).ask(`GET ${ownJob}`, page);
  expect(headers['set-cookie']).toMatch(
    new RegExp(`^csrftoken=\\w{${length}}; Max-Age=31449600; Path=/; SameSite=Lax$`),
  );
});

test('OPTIONS lists both media types', async () => {
  expect((await mock().ask(`OPTIONS ${ownJob}`)).body).toContain(
    '"renders":["application/json","text/html"]',
  );
});

test('the page shows submitted values as text', async () => {
  const { body } = await mock().ask(`GET ${base}/status/?x=<script>alert('"&")</script>`, page);
  expect(body).not.toContain('<script>');
  expect(body).toContain('&lt;script&gt;alert(&#x27;&quot;&amp;&quot;)&lt;/script&gt;');
});

test('the document allows a page in this reading, and in no other', async () => {
  const { status, headers, body } = await mock().ask(`GET ${ownJob}`, page);
  const sent = { status, body, header: (name: string) => headers[name] };
  const held = [spec.operation('getStatus'), sent, getShippedChecks()] as const;
  expect(findViolations(...held, Object.values(listRenders(spec.questions, readings)))).toEqual([]);
  expect(findViolations(...held)).toEqual([
    { at: 'header Content-Type', expected: 'application/json', actual: 'text/html' },
  ]);
});
