// The access log: one line for each request, however it ended, and no secret in any.
import { sendRawRequest, sendRequest } from '../testing/http-client.ts';
import { captureLines } from '../testing/captured-lines.ts';
import { type MockOnPort, runningMock } from '../testing/running-mock.ts';

const { logRequest, capture: captureLog } = captureLines();
let mock: MockOnPort;
beforeAll(async () => {
  mock = await runningMock({
    logRequest,
  });
});
afterAll(() => mock.stop());

const get = (path: string, headers: Record<string, string> = {}) =>
  captureLog(() => sendRequest(`${mock.url}${path}`, { headers }));
const as = (token: string) => ({ Authorization: `Bearer ${token}` });
const status = '/api/v1/enrichment/status/';

test.each<[string, () => Promise<string>, RegExp]>([
  [
    'of a user',
    () => get(status, as('alice-token')),
    /^127\.0\.0\.1 - alice \[06\/May\/2026:\d\d:\d\d:\d\d \+0000\] "GET \/api\/v1\/enrichment\/status\/ HTTP\/1\.1" 200 \d+ 0ms world=default user=alice fault=-$/,
  ],
  [
    'of a user in another world',
    () => get(status, as('bob-token~checkout')),
    / - bob .* 200 \d+ 0ms world=checkout user=bob fault=-$/,
  ],
  ['without a known user', () => get(status), / - - .* 401 \d+ 0ms world=default user=- fault=-$/],
  [
    'for a path that does not exist',
    () => get('/nowhere/?page=2'),
    /"GET \/nowhere\/\?page=2 HTTP\/1\.1" 404 /,
  ],
  [
    'to the control API',
    () => get('/__mock__/api/worlds/default/clock'),
    /"GET \/__mock__\/api\/worlds\/default\/clock HTTP\/1\.1" 200 \d+ 0ms world=- user=- fault=-$/,
  ],
  [
    'that Node would reject',
    () => captureLog(() => sendRawRequest(mock.url, `FETCH ${status}`)),
    /"FETCH \/api\/v1\/enrichment\/status\/ HTTP\/1\.1" 401 /,
  ],
])('a request %s is logged in one line', async (_, send, line) => {
  expect(await send()).toMatch(line);
});

test('a fault that changed the response is named', async () => {
  const body = 'effect=error&problem=serverError&next=1';
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const faults = `${mock.url}/__mock__/api/worlds/faulty/faults`;
  await captureLog(() => sendRequest(faults, { method: 'POST', body, headers }));
  expect(await get(status, as('alice-token~faulty'))).toMatch(
    / 500 \d+ 0ms world=faulty user=alice fault=\S*\w$/,
  );
});

test.each([
  ['in the query', `${status}?token=secret-4711-abcdef`, {}],
  ['of a user in the path', '/api/alice-token/x/', {}],
  ['of an unknown user, in header and path', '/api/stranger-secret-4711/', as('stranger-secret-4711')],
  [
    'of an unknown user, in the header and the path of the control API',
    '/__mock__/stranger-secret-4711/',
    as('stranger-secret-4711'),
  ],
])('a token %s is masked', async (_, path, headers) => {
  const line = await get(path, headers);
  expect(line).toContain('***');
  expect(line).not.toMatch(/secret|alice-token|4711/);
});
