// The journal through the control API: the requests to the mocked API, filtered by field.
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';

import { formatAllowed } from '../../openapi/complaint.ts';
import { base, ownJob, ownJobId } from '../testing/answers.ts';
import { type ControlClient, createControlClient } from '../testing/control-client.ts';
import { sendRequest } from '../testing/http-client.ts';
import { type MockOnPort, runningMock } from '../testing/running-mock.ts';
import { spec } from '../testing/shipped.ts';

let mock: MockOnPort;
let client: ControlClient;
beforeEach(async () => {
  mock = await runningMock();
  client = createControlClient(mock);
});
afterEach(async () => {
  await mock.stop();
});

const requests = '/worlds/default/requests';
const operationIds = spec.operations.map(({ id }) => id);
/** Waits for this number of entries. An entry is written after its response is sent, which the client may see earlier. */
const journal = async (count: number, query = '', world = 'default') =>
  (await client.call('waitForRequests', `/worlds/${world}/requests/wait?count=${count}${query}`)).body;
const list = async (query: string) => (await client.call('listRequests', `${requests}?${query}`)).body;

const numbers = async (query: string) => (await list(query)).map(({ number }) => number);

test('the entry of a poll has user, operation and job status, in real time and world time', async () => {
  await client.call('setClock', '/worlds/default/clock', { frozen: true, advance: '1h' });
  mock.wait(5);
  await client.ask(ownJob);
  expect(await journal(1)).toEqual([
    {
      number: 1,
      at: '2026-05-06T14:25:47.000Z',
      world_time: '2026-05-06T15:25:42.000Z',
      method: 'GET',
      path: ownJob,
      user: 'alice',
      operation: 'getStatus',
      job: ownJobId,
      internal_status: 'Enhancement Completed',
      api_status: 'completed',
      status: 200,
      duration_ms: 0,
      faults: [],
    },
  ]);
});

test('a submission has the id of its new job, and an action that of the job it names', async () => {
  const headers = { 'Content-Type': 'application/json' };
  const body = JSON.stringify({ csv_file_id: ownJobId, action: 'resume' });
  await client.ask(`${base}-control/`, 'alice-token', { method: 'POST', headers, body });
  expect((await journal(1))[0]).toMatchObject({ operation: 'controlEnrichment', job: ownJobId, status: 400 });
});

test('each world has a separate journal', async () => {
  await client.ask(ownJob, 'alice-token~one');
  await client.ask(ownJob, 'alice-token~two');
  await client.ask(ownJob, 'bob-token~two');
  expect(await journal(1, '', 'one')).toMatchObject([{ number: 1, user: 'alice', status: 200 }]);
  expect(await journal(2, '', 'two')).toMatchObject([
    { number: 1, user: 'alice' },
    { number: 2, user: 'bob', status: 404 },
  ]);
  expect(await list('')).toEqual([]);
});

test('no token is stored', async () => {
  await client.ask(`${base}/status/?token=alice-token&page=1`);
  await client.ask(`${base}/alice-token/status/`, 'secret-of-mine');
  const entries = await journal(2);
  expect(entries).toMatchObject([
    { query: 'token=***&page=1', token_in_query: true, user: 'alice' },
    { path: `${base}/***/status/`, status: 404 },
  ]);
  expect(JSON.stringify(entries)).not.toMatch(/alice-token|secret-of-mine/);
});

test('the control API, browser preflights and requests of other worlds have no entries', async () => {
  await client.call('getHealth', '/health');
  const headers = { Origin: 'http://localhost:5173', 'Access-Control-Request-Method': 'GET' };
  await sendRequest(`${mock.url}${ownJob}`, { method: 'OPTIONS', headers });
  await client.ask(ownJob);
  expect((await journal(1)).map(({ method }) => method)).toEqual(['GET']);
});

test('the wait that a throttled client is given is stored', async () => {
  const body = JSON.stringify({
    category: 'contact',
    records: [{ first_name: 'Ada', last_name: 'L', company_name: 'X' }],
  });
  const headers = { 'Content-Type': 'application/json' };
  for (const _ of [1, 2, 3, 4])
    await client.ask(`${base}/submit/`, 'test-token', { method: 'POST', headers, body });
  const entries = await journal(1, '&status=429');
  expect(entries[0]?.retry_after).toBeGreaterThan(80_000);
});

test('a client that disconnects during a response is recorded, with the duration', async () => {
  // A byte per second: the response has started, and takes very long.
  await client.call('addFault', '/worlds/default/faults', { effect: 'drip', rate: 1 });
  const headers = { Authorization: 'Bearer alice-token' };
  const sent = request(`${mock.url}${ownJob}`, { headers, agent: false }).end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  mock.wait(2);
  answer.destroy();
  expect(await journal(1)).toMatchObject([
    { operation: 'getStatus', job: ownJobId, status: 200, aborted: true, duration_ms: 2000 },
  ]);
});

test('entries are filtered by field', async () => {
  await client.ask(ownJob);
  await client.ask(`${base}/status/`);
  await client.ask(`${base}/status/`, 'bob-token');
  await client.ask(`${base}/results/${ownJobId}/`);
  await client.ask(`${base}/status/`, 'alice-token', { method: 'POST' });
  await journal(5);
  expect(await numbers('')).toEqual([1, 2, 3, 4, 5]);
  expect(await numbers('user=alice')).toEqual([1, 2, 4, 5]);
  expect(await numbers('operation=listStatuses')).toEqual([2, 3]);
  expect(await numbers(`job=${ownJobId.toUpperCase()}`)).toEqual([1]);
  expect(await numbers('method=post')).toEqual([5]);
  expect(await numbers('status=4xx')).toEqual([4, 5]);
  expect(await numbers('status=405')).toEqual([5]);
  expect(await numbers('path=/results/')).toEqual([4]);
  expect(await numbers('near-misses=true')).toEqual([4, 5]);
  expect(await numbers('near-misses=false')).toEqual([1, 2, 3]);
  expect(await numbers('fault=any')).toEqual([]);
  expect(await numbers('since=3')).toEqual([4, 5]);
  expect(await numbers('limit=2')).toEqual([4, 5]);
  expect(await numbers('user=alice&status=200&limit=1')).toEqual([2]);
});

test.each([
  [
    'user=alise',
    'World "default" has no user "alise"; allowed: "alice", "bob", "carol", "erin", "dave" or "frank"; did you mean "alice"?',
  ],
  [
    'status=abc',
    '"status" is "abc"; it must be a status code such as 404, a class such as 4xx, or 0 for no response.',
  ],
  [
    'operation=getstatus&status=9',
    `"status" is "9"; it must be a status code such as 404, a class such as 4xx, or 0 for no response. The document has no operation "getstatus"; ${formatAllowed('getstatus', operationIds)}`,
  ],
  [
    'opration=getStatus',
    'Invalid request for listRequests: unknown query parameter "opration"; did you mean "operation"? See openapi/control.yaml.',
  ],
])('%s is rejected with what is allowed', async (query, says) => {
  expect((await client.call('listRequests', `${requests}?${query}`)).detail).toBe(`400 ${says}`);
});

test('clearing keeps the numbering; a reset world starts with no entries, and a deleted one with number 1', async () => {
  await client.ask(ownJob);
  await journal(1);
  expect((await client.call('clearRequests', requests)).status).toBe(204);
  expect(await list('')).toEqual([]);
  await client.ask(ownJob);
  expect(await journal(1)).toMatchObject([{ number: 2 }]);
  await client.call('resetWorld', '/worlds/default/reset');
  expect(await list('')).toEqual([]);
  await client.call('dropWorld', '/worlds/default');
  await client.ask(ownJob);
  expect(await journal(1)).toMatchObject([{ number: 1 }]);
});

test('no more entries are kept than configured', async () => {
  await mock.stop();
  mock = await runningMock({ journal: 2 });
  client = createControlClient(mock);
  for (const _ of [1, 2, 3]) await client.ask(ownJob);
  await journal(1, '&since=2');
  expect((await list('')).map(({ number }) => number)).toEqual([2, 3]);
});
