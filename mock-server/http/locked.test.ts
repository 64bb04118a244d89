// A control API that needs a token: what gets in, what does not, and what never shows the token.
import { openConnection, type HttpRequest, sendRequest } from '../testing/http-client.ts';
import { controlToken as token, runLockedMock } from '../testing/locked-mock.ts';
import type { MockOnPort } from '../testing/running-mock.ts';

const lines: string[] = [];
let mock: MockOnPort;
beforeAll(async () => {
  mock = await runLockedMock((line) => lines.push(line));
});
afterAll(() => mock.stop());

const send = (path: string, given: HttpRequest = {}) => sendRequest(`${mock.url}${path}`, given);
const authorized = { Authorization: `Bearer ${token}` };

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
    fix: { method: 'GET', path: '/__mock__/health' },
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
  [
    'an absolute target of another host',
    'GET http://evil.example/__mock__/api/worlds HTTP/1.1\r\nHost: 127.0.0.1\r\n',
  ],
  [
    'two headers',
    `GET /__mock__/api/worlds HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\nAuthorization: Bearer ${token}\r\n`,
  ],
  [
    'a folded header',
    `GET /__mock__/api/worlds HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer\r\n ${token}x\r\n`,
  ],
  [
    'a NUL in the header',
    `GET /__mock__/api/worlds HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\0\r\n`,
  ],
  [
    'a header of 10 kB',
    `GET /__mock__/api/worlds HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${'x'.repeat(10_000)}\r\n`,
  ],
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
