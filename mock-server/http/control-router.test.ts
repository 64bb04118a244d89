// The control API as a script or a person uses it, over a real port; every response is checked against its
// document.
import { type ObservedResponse, findViolations } from '../../openapi/conformance.ts';
import { getControlChecks, listControlOperations } from '../../openapi/shipped.ts';
import { ownJob } from '../testing/answers.ts';
import { sendRequest, type HttpReply, type HttpRequest } from '../testing/http-client.ts';
import { type MockOnPort, runningMock } from '../testing/running-mock.ts';
import { ownJobId } from '../testing/shipped.ts';

let mock: MockOnPort;
beforeEach(async () => {
  mock = await runningMock();
});
afterEach(async () => {
  await mock.stop();
});

const api = '/__mock__/api';
const world = `${api}/worlds/default`;
const ask = (path: string, request?: HttpRequest) => sendRequest(`${mock.url}${path}`, request);
const post = (path: string, body: unknown, headers = {}) =>
  ask(path, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers });
const json = ({ body }: HttpReply) => JSON.parse(body) as Readonly<Record<string, unknown>>;
const detail = (reply: HttpReply) => `${reply.status} ${String(json(reply)['detail'])}`;

/** All differences between a response and the responses that the control document allows for the operation. */
const violations = async (id: string, { status, headers, body }: HttpReply) => {
  const operation = listControlOperations().find((one) => one.id === id);
  if (operation === undefined) throw new Error(`The control document has no operation "${id}".`);
  const response: ObservedResponse = { status, header: (name) => String(headers[name] ?? ''), body };
  return findViolations(operation, response, getControlChecks());
};

test.each([
  ['getHealth', 'GET', `${api}/health`, undefined, 200],
  ['listWorlds', 'GET', `${api}/worlds`, undefined, 200],
  ['listUsers', 'GET', `${world}/users`, undefined, 200],
  ['listUsers', 'GET', `${api}/worlds/a%20b/users`, undefined, 404],
  ['getClock', 'GET', `${world}/clock`, undefined, 200],
  ['getClock', 'GET', `${api}/worlds/-/clock`, undefined, 404],
  ['setClock', 'POST', `${world}/clock`, '{"speed": 60, "frozen": true, "advance": "1h"}', 200],
  ['setClock', 'POST', `${world}/clock`, 'advance=1h', 200],
  ['setClock', 'POST', `${world}/clock`, '{}', 400],
  ['setClock', 'POST', `${api}/worlds/-/clock`, 'advance=1h', 404],
  ['addJob', 'POST', `${world}/jobs`, '{"user": "alice", "scenario": "pauses", "size": 60}', 201],
  ['addJob', 'POST', `${world}/jobs`, 'user=carol', 201],
  ['addJob', 'POST', `${world}/jobs`, 'user=nobody', 400],
  ['resetWorld', 'POST', `${world}/reset`, undefined, 200],
  ['resetWorld', 'POST', `${api}/worlds/-/reset`, undefined, 404],
])(
  '%s: %s %s with %s responds with %i as the control document says',
  async (id, method, path, body, status) => {
    const reply = await ask(path, { method, ...(body === undefined ? {} : { body }) });
    expect([reply.status, await violations(id, reply)]).toEqual([status, []]);
  },
);

test.each(
  listControlOperations()
    .filter(({ id }) => !id.startsWith('check'))
    .map(({ id, method, path }) => [id, method, path.replace('{world}', 'default')]),
)(
  '%s is rejected when it comes from another page, as the control document says',
  async (id, method, path) => {
    const reply = await ask(path, { method, headers: { Origin: 'http://evil.example' } });
    expect([reply.status, await violations(id, reply)]).toEqual([403, []]);
  },
);

test('health contains the served document and the readings', async () => {
  const { status, worlds, readings } = json(await ask(`${api}/health`));
  expect([status, worlds]).toEqual(['ready', 1]);
  expect(readings).toMatchObject({ timestamps: 'seconds', 'list-envelope': 'bare-array' });
});

test('users are listed with their tokens, their state and their jobs', async () => {
  const users = JSON.parse((await ask(`${world}/users`)).body) as { name: string; jobs: { id: string }[] }[];
  expect(users.map(({ jobs, ...user }) => ({ ...user, jobs: jobs.length }))).toEqual([
    { name: 'alice', token: 'alice-token', expired: false, inactive: false, balance: 1_000_000, jobs: 14 },
    { name: 'bob', token: 'bob-token', expired: false, inactive: false, balance: 12, jobs: 4 },
    { name: 'carol', token: 'carol-token', expired: false, inactive: false, balance: 1000, jobs: 0 },
    { name: 'erin', token: 'expired-token', expired: true, inactive: false, jobs: 0 },
    { name: 'dave', token: 'dave-token', expired: false, inactive: true, jobs: 0 },
    { name: 'frank', token: 'test-token', expired: false, inactive: false, balance: 1000, quota: 3, jobs: 0 },
  ]);
  expect(users[0]?.jobs.find(({ id }) => id === ownJobId)).toEqual({
    id: ownJobId,
    owner: 'alice',
    internal_status: 'Uploading',
    api_status: 'queued',
    scenario: 'straight-through',
    size: 120,
    rows_done: 0,
    submitted_at: '2026-05-06T14:25:40.560Z',
    updated_at: '2026-05-06T14:25:40.560Z',
    next: { internal_status: 'Draft', at: '2026-05-06T14:25:52.560Z' },
  });
});

test('a clock can be frozen, moved and thawed; each response contains its state', async () => {
  const changeClock = async (change: object) => {
    const { now, speed, frozen } = json(await post(`${world}/clock`, change));
    return `${String(now)} at ${String(speed)}${frozen === true ? ', frozen' : ''}`;
  };
  expect(await changeClock({ frozen: true })).toBe('2026-05-06T14:25:42.000Z at 1, frozen');
  mock.wait(10);
  expect(await changeClock({ advance: '90s' })).toBe('2026-05-06T14:27:12.000Z at 1, frozen');
  expect(await changeClock({ advance: 'PT5M' })).toBe('2026-05-06T14:32:12.000Z at 1, frozen');
  expect(await changeClock({ speed: 60 })).toBe('2026-05-06T14:32:12.000Z at 60, frozen');
  expect(await changeClock({ frozen: false })).toBe('2026-05-06T14:32:12.000Z at 60');
  mock.wait(10);
  expect(json(await ask(`${world}/clock`))['now']).toBe('2026-05-06T14:42:12.000Z');
});

test('after an hour the job of the documentation is completed', async () => {
  await post(`${world}/clock`, 'advance=1h');
  const { body } = await ask(ownJob, { headers: { Authorization: 'Bearer alice-token' } });
  expect(JSON.parse(body)).toMatchObject({ status: 'completed' });
});

test('an added job is the newest of its user', async () => {
  const added = json(await post(`${world}/jobs`, { user: 'carol', scenario: 'upload-fails', size: 7 }));
  expect(added).toMatchObject({
    owner: 'carol',
    internal_status: 'Uploading',
    scenario: 'upload-fails',
    size: 7,
  });
  const { body } = await ask('/api/v1/enrichment/status/', {
    headers: { Authorization: 'Bearer carol-token' },
  });
  expect(JSON.parse(body)).toMatchObject([{ job_id: added['id'], status: 'queued' }]);
});

test('two worlds do not see each other, and the control API creates one as a token does', async () => {
  const countIn = async (name: string) => {
    const headers = { Authorization: `Bearer carol-token~${name}` };
    return (JSON.parse((await ask('/api/v1/enrichment/status/', { headers })).body) as unknown[]).length;
  };
  await post(`${api}/worlds/one/jobs`, { user: 'carol' });
  await post(`${api}/worlds/one/clock`, { advance: '1h' });
  expect([await countIn('one'), await countIn('two')]).toEqual([1, 0]);
  expect(JSON.parse((await ask(`${api}/worlds`)).body)).toEqual(['default', 'one', 'two']);
  expect(json(await ask(`${api}/worlds/two/clock`))['now']).toBe('2026-05-06T14:25:42.000Z');
  const users = JSON.parse((await ask(`${api}/worlds/two/users`)).body) as { token: string }[];
  expect(users[0]?.token).toBe('alice-token~two');
});

test('a reset world is in its initial state, at the current time', async () => {
  await post(`${world}/jobs`, { user: 'carol' });
  await post(`${world}/clock`, { advance: '1h', speed: 60 });
  mock.wait(60);
  expect(json(await post(`${world}/reset`, ''))).toEqual({
    world: 'default',
    now: '2026-05-06T14:26:42.000Z',
    speed: 1,
    frozen: false,
  });
  const users = JSON.parse((await ask(`${world}/users`)).body) as { jobs: unknown[] }[];
  expect(users.map(({ jobs }) => jobs.length)).toEqual([14, 4, 0, 0, 0, 0]);
});

test('a body that is too large is rejected', async () => {
  const reply = await post(`${world}/clock`, ' '.repeat(1024 * 1024 + 1));
  expect([detail(reply), reply.headers.connection]).toEqual([
    '413 The body is larger than the limit of 1048576 bytes.',
    'close',
  ]);
});

test('a chunked body is accepted, since the control API imitates no other server', async () => {
  const sent = await fetch(`${mock.url}${world}/clock`, {
    method: 'POST',
    body: new Blob(['{"advance": "1h"}']).stream(),
    duplex: 'half',
  });
  expect(await sent.json()).toMatchObject({ now: '2026-05-06T15:25:42.000Z' });
});
