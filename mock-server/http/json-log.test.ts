// The structured log: one JSON object for each request, with the fields of the documentation and no secret in any.
import { formatJsonAccess } from '../journal/json-line.ts';
import { sendRequest } from '../testing/http-client.ts';
import { instant } from '../../time/time.ts';
import { listDocumentedFields } from '../testing/documented-fields.ts';
import { captureLines } from '../testing/captured-lines.ts';
import { type MockOnPort, runningMock } from '../testing/running-mock.ts';

type Line = Readonly<Record<string, unknown>>;

const { logRequest, capture: captureLine } = captureLines();
let mock: MockOnPort;
beforeAll(async () => {
  mock = await runningMock({
    formatRequest: formatJsonAccess,
    logRequest,
  });
});
afterAll(() => mock.stop());

const get = (path: string, headers: Record<string, string> = {}) =>
  captureLine(() => sendRequest(`${mock.url}${path}`, { headers }));
const as = (token: string) => ({ Authorization: `Bearer ${token}` });
const status = '/api/v1/enrichment/status/';

test('a request of a user has all fields', async () => {
  const line = await get(`${status}?page=1`, { ...as('alice-token~logged'), 'X-Request-Id': 'req-7.1' });
  expect(line).not.toContain('\n');
  const { bytes, time, duration_ms: took, ...fields } = JSON.parse(line) as Line;
  expect(fields).toEqual({
    level: 'info',
    event: 'request',
    client: '127.0.0.1',
    method: 'GET',
    path: status,
    query: 'page=1',
    http_version: '1.1',
    operation: 'listStatuses',
    status: 200,
    world: 'logged',
    user: 'alice',
    request_id: 'req-7.1',
    number: 1,
  });
  expect([typeof bytes, typeof took, String(time)]).toEqual(['number', 'number', '2026-05-06T14:25:42.000Z']);
});

test('a request of nobody, and one to the control API, have the fields that there are', async () => {
  expect(JSON.parse(await get('/nowhere/'))).toMatchObject({
    path: '/nowhere/',
    status: 404,
    world: 'default',
  });
  const control = JSON.parse(await get('/__mock__/api/worlds/default/clock')) as Line;
  expect([control['path'], control['world']]).toEqual(['/__mock__/api/worlds/default/clock', undefined]);
});

test('the documented fields of a request are those that its lines have', async () => {
  const headers = { ...as('alice-token~faulty'), 'X-Request-Id': 'req-8' };
  const faults = `${mock.url}/__mock__/api/worlds/faulty/faults`;
  await captureLine(() => sendRequest(faults, { method: 'POST', body: 'effect=error&problem=serverError' }));
  const lines = [
    await get(`${status}?page=1`, headers),
    await get('/__mock__/login'),
    await get('/nowhere/'),
  ];
  const aborted = formatJsonAccess({
    began: instant(0),
    method: 'GET',
    target: '/',
    httpVersion: '1.1',
    status: 0,
    tookMs: 1,
    isAborted: true,
  });
  const fields = [...lines, aborted].flatMap((line) => Object.keys(JSON.parse(line) as Line));
  expect([...new Set(fields)].toSorted()).toEqual(listDocumentedFields('request').toSorted());
});

test('a line is short, however long the request is', async () => {
  for (const path of ['/api/v1/', '/__mock__/api/'])
    expect((await get(`${path}${'a'.repeat(9000)}?${'b'.repeat(3000)}`)).length).toBeLessThan(4096);
});

test.each([
  ['in the query', `${status}?token=secret-4711-abcdef`, {}],
  ['of a user in the path', '/api/alice-token/x/', {}],
  ['of an unknown user, in header and path', '/api/stranger-secret-4711/', as('stranger-secret-4711')],
  [
    'that is the id of its request too',
    status,
    { ...as('stranger-secret-4711'), 'X-Request-Id': 'stranger-secret-4711' },
  ],
])('a token %s is masked', async (_, path, headers) => {
  const line = await get(path, headers);
  expect(line).toContain('***');
  expect(line).not.toMatch(/secret|alice-token|4711/);
});

test.each([['a b'], ['x'.repeat(129)], ['{"level":"error"}']])(
  'a request id that is none is left out: %s',
  async (id) => {
    expect(JSON.parse(await get(status, { 'X-Request-Id': id }))).not.toHaveProperty('request_id');
  },
);
