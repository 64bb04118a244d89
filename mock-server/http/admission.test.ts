// Access to the control API without a token: only from this machine, under its name, and not from pages of another origin.
import { openConnection, sendRequest } from '../testing/http-client.ts';
import { type MockOnPort, runningMock } from '../testing/running-mock.ts';

let mock: MockOnPort;
beforeEach(async () => {
  mock = await runningMock();
});
afterEach(async () => {
  await mock.stop();
});

type Headers = Readonly<Record<string, string>>;

/** The response to a request with these headers, in which PORT is replaced with the port of the mock. */
const getReason = async (headers: Headers) => {
  const { port } = new URL(mock.url);
  const named = Object.entries(headers).map(([name, value]) => [name, value.replace('PORT', port)] as const);
  const reply = await sendRequest(`${mock.url}/__mock__/api/health`, { headers: Object.fromEntries(named) });
  const { detail = 'ok' } = JSON.parse(reply.body) as { detail?: string };
  return `${reply.status} ${detail.replace(port, 'PORT')}`;
};

test.each<Headers>([
  { Host: '127.0.0.1:PORT' },
  { Host: 'localhost:PORT' },
  { Host: 'LOCALHOST' },
  { Host: '[::1]:PORT' },
  { Host: '127.0.0.1:PORT', Origin: 'http://127.0.0.1:PORT' },
  { Host: 'localhost:PORT', Origin: 'http://localhost:PORT' },
  { 'Sec-Fetch-Site': 'same-origin' },
  { 'Sec-Fetch-Site': 'none' },
])('%j is allowed', async (headers) => {
  expect(await getReason(headers)).toBe('200 ok');
});

const forHost = 'The control API only accepts requests for 127.0.0.1 or localhost; this one has the host';
const advice = 'Start the mock with --allow-host to allow another name.';
const originAdvice = 'Start the mock with --allow-origin to allow it.';
const forOrigin = 'The control API rejects requests from pages of another origin; this one comes from';

test.each<readonly [Headers, string]>([
  [{ Host: 'evil.example' }, `403 ${forHost} "evil.example". ${advice}`],
  [{ Host: 'localhost.evil.example' }, `403 ${forHost} "localhost.evil.example". ${advice}`],
  [{ Host: '127.0.0.1.evil.example' }, `403 ${forHost} "127.0.0.1.evil.example". ${advice}`],
  [{ Host: '0.0.0.0' }, `403 ${forHost} "0.0.0.0". ${advice}`],
  [{ Host: '192.168.1.5' }, `403 ${forHost} "192.168.1.5". ${advice}`],
  [
    { 'Sec-Fetch-Site': 'cross-site' },
    '403 The control API rejects requests from pages of another origin; the browser marked this one as cross-site.',
  ],
  [
    { 'Sec-Fetch-Site': 'same-site' },
    '403 The control API rejects requests from pages of another origin; the browser marked this one as same-site.',
  ],
  [{ Origin: 'http://evil.example' }, `403 ${forOrigin} "http://evil.example". ${originAdvice}`],
  [{ Origin: 'null' }, `403 ${forOrigin} "null". ${originAdvice}`],
  [{ Origin: '' }, `403 ${forOrigin} "". ${originAdvice}`],
  [{ Origin: 'http://127.0.0.1:1' }, `403 ${forOrigin} "http://127.0.0.1:1". ${originAdvice}`],
  [{ Origin: 'https://127.0.0.1:PORT' }, `403 ${forOrigin} "https://127.0.0.1:PORT". ${originAdvice}`],
  [
    { Host: '127.0.0.1:PORT', Origin: 'http://localhost:PORT' },
    `403 ${forOrigin} "http://localhost:PORT". ${originAdvice}`,
  ],
])('%j is rejected', async (headers, want) => {
  expect(await getReason(headers)).toBe(want);
});

test.each([
  ['an empty host', 'GET /__mock__/api/health HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n'],
  ['no host at all', 'GET /__mock__/api/health HTTP/1.0\r\n\r\n'],
])('a request with %s is rejected', async (_, text) => {
  const wire = openConnection(mock.url);
  wire.send(text);
  expect(await wire.closed()).toContain('this one has the host \\"\\".');
});

test('a foreign request is rejected before its path and body are read', async () => {
  const sent = { method: 'POST', headers: { Origin: 'null' }, body: '{' };
  const { status, headers } = await sendRequest(`${mock.url}/__mock__/nothing`, sent);
  expect([status, headers['access-control-allow-origin']]).toEqual([403, undefined]);
});

test.each([
  ['GET', '/__mock__/', '404 The control API has no path /__mock__/; /__mock__/api/ has'],
  [
    'GET',
    '/__mock__/api/worlds/default/weather',
    '404 The control API has no path /__mock__/api/worlds/default/weather; /__mock__/api/worlds/default/ has users, clock',
  ],
  [
    'GET',
    '/__mock__/api/worlds/default/reset',
    '405 /__mock__/api/worlds/default/reset accepts POST, not GET.',
  ],
  [
    'DELETE',
    '/__mock__/api/worlds/default/clock',
    '405 /__mock__/api/worlds/default/clock accepts GET and POST, not DELETE.',
  ],
])('%s %s is rejected with the existing paths', async (method, path, want) => {
  const { status, headers, body } = await sendRequest(`${mock.url}${path}`, { method });
  expect(`${status} ${(JSON.parse(body) as { detail: string }).detail}`).toContain(want);
  expect(headers['content-type']).toBe('application/problem+json');
});
