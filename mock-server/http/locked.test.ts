// A control API that needs a token: what gets in, what does not, and what never shows the token.
import { createMockSite } from '../mock-site.ts';
import { openConnection, type HttpRequest, sendRequest } from '../testing/http-client.ts';
import { type MockOnPort, runningMock } from '../testing/running-mock.ts';
import { fixture, spec } from '../testing/shipped.ts';
import { getDefaultReadings } from '../../openapi/questions.ts';

const token = 'operator-token-0123456789';
const lines: string[] = [];
let mock: MockOnPort;

beforeAll(async () => {
  const readings = getDefaultReadings(spec.questions);
  const welcome = { spec, readings, fixture, speed: 1, frozen: false, mutants: [] };
  mock = await runningMock({
    controlToken: token,
    allowedHosts: ['sandbox'],
    site: createMockSite(welcome, '.'),
    log: (line) => lines.push(line),
    logRequest: (line) => lines.push(line),
    warn: (line) => lines.push(line),
  });
});
afterAll(() => mock.stop());

const send = (path: string, given: HttpRequest = {}) => sendRequest(`${mock.url}${path}`, given);
const authorized = { Authorization: `Bearer ${token}` };
const browser = { Accept: 'text/html,application/xhtml+xml' };
const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

test('a request without a token gets 401, with what to send', async () => {
  const { status, headers, body } = await send('/__mock__/api/worlds');
  expect([status, headers['www-authenticate'], headers['content-type'], headers['cache-control']]).toEqual([
    401,
    'Bearer realm="control API"',
    'application/problem+json',
    'no-store',
  ]);
  expect(JSON.parse(body)).toEqual({
    title: 'Unauthorized',
    status: 401,
    detail:
      'The control API of this mock needs the control token. Send it as "Authorization: Bearer TOKEN"; in a browser, open /__mock__/ to log in. The mock prints the token at its start, unless --control-token-env names the environment variable that has it.',
  });
});

test('a request with the token is answered', async () => {
  const { status, body } = await send('/__mock__/api/worlds', { headers: authorized });
  expect([status, JSON.parse(body)]).toEqual([200, ['default']]);
});

test('the mocked API needs no control token', async () => {
  const headers = { Authorization: 'Bearer alice-token' };
  expect((await send('/api/v1/enrichment/status/', { headers })).status).toBe(200);
});

test.each([
  '/__mock__',
  '/__mock__/',
  '/__mock__/api/worlds',
  '/__mock__/api/worlds/',
  '/__mock__/api/worlds/default/export',
  '/__mock__/api/worlds/default/events',
  '/__mock__/api/nothing',
  '/__mock__/index.html',
  '/__mock__/docs/mock.md',
  '/__mock__/openapi/enrichment.yaml',
  '/__mock__/../__mock__/api/worlds',
  '/__mock__/x/../api/worlds',
  '/__mock__/./api/worlds',
  '/__mock__//api/worlds',
  '/__mock__/%61pi/worlds',
  '/__mock__/api%2fworlds',
  '/__mock__/api/worlds?token=operator-token-0123456789',
  '/__mock__/api/worlds?access_token=operator-token-0123456789',
  '/__mock__/api/worlds#token=operator-token-0123456789',
])('without the token, %s is closed', async (path) => {
  for (const method of ['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS'])
    expect(`${method} ${(await send(path, { method })).status}`).toBe(`${method} 401`);
});

test.each([
  '//__mock__/api/worlds',
  '/%5f_mock__/api/worlds',
  '/__MOCK__/api/worlds',
  '/__mock__x/api/worlds',
  '/api/../__mock__/api/worlds',
  '/;/__mock__/api/worlds',
])('%s is no way around', async (path) => {
  const { status, body } = await send(path);
  expect([401, 404]).toContain(status);
  expect(body).not.toContain('default');
});

test.each([
  ['an absolute target', 'GET http://127.0.0.1/__mock__/api/worlds HTTP/1.1\r\nHost: 127.0.0.1\r\n'],
  ['an absolute target of another host', 'GET http://evil.example/__mock__/api/worlds HTTP/1.1\r\nHost: 127.0.0.1\r\n'],
  ['two headers', `GET /__mock__/api/worlds HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\nAuthorization: Bearer ${token}\r\n`],
  ['a folded header', `GET /__mock__/api/worlds HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer\r\n ${token}x\r\n`],
  ['a NUL in the header', `GET /__mock__/api/worlds HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\0\r\n`],
  ['a header of 10 kB', `GET /__mock__/api/worlds HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${'x'.repeat(10_000)}\r\n`],
])('%s does not get in', async (_, head) => {
  const wire = openConnection(mock.url);
  wire.send(`${head}Connection: close\r\n\r\n`);
  const text = await wire.closed();
  expect(text).toMatch(/^HTTP\/1\.1 (?:40[014]|431) /);
  expect(text).not.toContain('"default"');
});

test.each([
  { 'X-Forwarded-For': '127.0.0.1' },
  { 'X-Real-IP': '127.0.0.1' },
  { Forwarded: 'for=127.0.0.1' },
  { 'X-Forwarded-User': 'operator' },
  { 'X-Original-URL': '/__mock__/health' },
])('the header %j does not get in', async (headers) => {
  expect((await send('/__mock__/api/worlds', { headers })).status).toBe(401);
});

test.each([
  { Host: 'evil.example' },
  { Host: 'evil.example', 'X-Forwarded-Host': 'sandbox' },
  { Origin: 'http://evil.example' },
  { 'Sec-Fetch-Site': 'cross-site' },
])('even with the token, %j is rejected', async (headers) => {
  expect((await send('/__mock__/api/worlds', { headers: { ...authorized, ...headers } })).status).toBe(403);
});

test('with the token, a name of --allow-host is accepted', async () => {
  const headers = { ...authorized, Host: 'sandbox' };
  expect((await send('/__mock__/api/worlds', { headers })).status).toBe(200);
});

describe('in a browser', () => {
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
});

test('after many wrong tokens, the right one is still accepted at once', async () => {
  const wrong = { headers: { Authorization: 'Bearer wrong-token-0123456789' } };
  const late: Promise<unknown>[] = [];
  for (let count = 0; count < 130; count += 1)
    late.push(send('/__mock__/api/worlds', wrong).then(({ status }) => status));
  const first = await Promise.race([
    send('/__mock__/api/worlds', { headers: authorized }).then(({ status }) => status),
    Promise.all(late).then(() => 'all others'),
  ]);
  expect(first).toBe(200);
  const statuses = await Promise.all(late);
  // The first are answered at once, a hundred late, and the rest not looked at.
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
});

test('no log line has the token, wherever it was sent', async () => {
  await send(`/api/v1/enrichment/status/?x=${token}`, { headers: authorized });
  await send(`/__mock__/api/worlds?x=${token}`, { headers: authorized });
  await send(`/__mock__/api/worlds?x=${token}`);
  await send(`/__mock__/${token}`);
  await send(`/api/v1/enrichment/status/?x=${token}`);
  await send(`/api/v1/${token}/`, { headers: authorized });
  const requests = await send('/__mock__/api/worlds/default/requests', { headers: authorized });
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.join('\n') + requests.body).not.toContain(token);
});
