// Logging in with a browser: the page, the cookie, and what pages of other sites get.
import { getDefaultReadings } from '../../openapi/questions.ts';
import { createMockSite } from '../pages/mock-site.ts';
import { type HttpRequest, sendRequest } from '../testing/http-client.ts';
import { controlToken as token, runLockedMock } from '../testing/locked-mock.ts';
import { type MockOnPort, runningMock } from '../testing/running-mock.ts';
import { fixture, spec } from '../testing/shipped.ts';

let mock: MockOnPort;
beforeAll(async () => {
  mock = await runLockedMock();
});
afterAll(() => mock.stop());

const send = (path: string, given: HttpRequest = {}) => sendRequest(`${mock.url}${path}`, given);
const browser = { Accept: 'text/html,application/xhtml+xml' };
const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

const logIn = (secret: string, headers: Readonly<Record<string, string>> = {}) =>
  send('/__mock__/login', {
    method: 'POST',
    headers: { ...form, ...browser, Origin: mock.url, ...headers },
    body: new URLSearchParams({ token: secret }).toString(),
  });

const getCookie = async () => (await logIn(token)).headers['set-cookie']?.[0]?.split(';')[0] ?? '';

test('each page is the login until someone has logged in', async () => {
  const { status, headers, body } = await send('/__mock__/docs/', { headers: browser });
  expect([status, headers['www-authenticate']]).toEqual([401, 'Bearer realm="control API"']);
  expect(body).toContain('<input id="token"');
  expect(headers['content-security-policy']).toContain("form-action 'self'");
  const start = await send('/', { headers: browser });
  expect([start.status, start.headers.location]).toEqual([303, '/__mock__/']);
});

test('the token becomes a cookie that scripts and other sites cannot use', async () => {
  const { status, headers } = await logIn(token);
  expect([status, headers.location]).toEqual([303, '/__mock__/']);
  expect(headers['set-cookie']).toEqual([
    expect.stringMatching(
      /^enrichment_mock_session=\d+\.\.[\da-f]{64}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/,
    ),
  ]);
});

test('behind a proxy that speaks HTTPS, the cookie is only sent over HTTPS', async () => {
  const { headers } = await logIn(token, { 'X-Forwarded-Proto': 'https' });
  expect(headers['set-cookie']?.[0]).toContain('; SameSite=Strict; Secure');
});

test('the cookie opens the pages and the control API, and logging out deletes it', async () => {
  const Cookie = await getCookie();
  expect((await send('/__mock__/api/worlds', { headers: { Cookie } })).status).toBe(200);
  expect((await send('/', { headers: { Cookie, ...browser } })).body).toContain('alice-token');
  const page = await send('/__mock__/login', { headers: { Cookie, ...browser } });
  expect(page.body).toContain('action="/__mock__/logout"');
  const out = await send('/__mock__/logout', { method: 'POST', headers: { Cookie, Origin: mock.url } });
  expect(out.headers['set-cookie']).toEqual([
    'enrichment_mock_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict',
  ]);
});

test.each([
  { Origin: 'http://evil.example' },
  { Origin: 'http://127.0.0.1:1' },
  { Origin: 'null' },
  { 'Sec-Fetch-Site': 'cross-site' },
  { 'Sec-Fetch-Site': 'same-site' },
  { Host: 'evil.example' },
])('a page of another site gets nothing with the cookie: %j', async (headers) => {
  const Cookie = await getCookie();
  const paths = [
    ['POST', '/__mock__/api/worlds/default/reset'],
    ['GET', '/__mock__/api/worlds'],
    ['POST', '/__mock__/logout'],
    ['POST', '/__mock__/login'],
  ] as const;
  for (const [method, path] of paths)
    expect((await send(path, { method, headers: { Cookie, ...headers } })).status).toBe(403);
});

test.each([
  ['a wrong token', 'wrong-token-0123456789', 401],
  ['nothing', '', 401],
  ['a form that is too large', 'x'.repeat(5000), 401],
  ['markup', '"><script>alert(1)</script>', 401],
])('%s does not log in', async (_, secret, want) => {
  const { status, headers, body } = await logIn(secret);
  expect([status, headers['set-cookie']]).toEqual([want, undefined]);
  expect(body).toContain('This token is wrong.');
  expect(body).not.toContain('alert(1)');
});

test('there is no login where no token is needed', async () => {
  const other = await runningMock();
  const { status } = await sendRequest(`${other.url}/__mock__/login`, { headers: browser });
  await other.stop();
  expect(status).toBe(404);
});

test('the dashboard of a browser that has logged in can log out; one that needs no login cannot', async () => {
  const mark = '<meta name="enrichment-login" content="in">';
  const { body } = await send('/__mock__/', { headers: { ...browser, Cookie: await getCookie() } });
  expect(body).toContain(mark);
  const readings = getDefaultReadings(spec.questions);
  const welcome = { spec, readings, fixture, speed: 1, frozen: false, mutants: [] };
  const open = await runningMock({ site: createMockSite(welcome, '.') });
  expect((await sendRequest(`${open.url}/__mock__/`, { headers: browser })).body).not.toContain(mark);
  await open.stop();
});
