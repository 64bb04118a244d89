// What a team may use, and that it never takes anything from another one.
import { duration } from '../../time/time.ts';
import type { World } from '../domain/world.ts';
import { createSharedMemory } from '../store/testing/shared-memory.ts';
import { ownJob } from '../testing/answers.ts';
import { type HttpRequest, sendRequest } from '../testing/http-client.ts';
import { controlToken } from '../testing/locked-mock.ts';
import { createTeam, runTeamMock, toKey } from '../testing/team-mock.ts';
import type { MockOnPort } from '../testing/running-mock.ts';
import { start } from '../testing/shipped.ts';

let mock: MockOnPort;
afterEach(() => mock.stop());

const send = (path: string, bearer: string, given: HttpRequest = {}) =>
  sendRequest(`${mock.url}${path}`, {
    ...given,
    headers: { Authorization: `Bearer ${bearer}`, ...given.headers },
  });
const submit = (count: number): HttpRequest => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ records: Array.from({ length: count }, () => ({ name: 'Ann' })) }),
});
const submission = '/api/v1/enrichment/submit/';
const getStatus = async (url: string, bearer: string, given: HttpRequest = {}) => {
  const headers = { Authorization: `Bearer ${bearer}`, ...given.headers };
  const path = given.method === 'POST' ? submission : ownJob;
  return (await sendRequest(`${url}${path}`, { ...given, headers })).status;
};
const acme = `alice-token~${toKey('acme')}`;
const zoo = `alice-token~${toKey('zoo')}`;
const getWorlds = async (team: string) =>
  JSON.parse((await send('/__mock__/api/worlds', toKey(team))).body) as readonly string[];

test('over its requests per minute, the API throttles the team as the framework does, and no other team', async () => {
  mock = await runTeamMock([createTeam('acme', { requestsPerMinute: 2 }), createTeam('zoo')]);
  const replies = [await send(ownJob, acme), await send(ownJob, acme), await send(ownJob, acme)];
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 429]);
  expect(replies[2]).toMatchObject({
    headers: { 'retry-after': '30' },
    body: '{"detail":"Request was throttled. Expected available in 30 seconds."}',
  });
  expect((await send(ownJob, zoo)).status).toBe(200);
  mock.wait(30);
  expect((await send(ownJob, acme)).status).toBe(200);
});

test('over its commands per minute, a team can still look, but neither change something nor begin a world', async () => {
  mock = await runTeamMock([createTeam('acme', { commandsPerMinute: 2 }), createTeam('zoo')]);
  await send(submission, acme, submit(1));
  await send(ownJob, `${acme}~second`);
  expect((await send(submission, acme, submit(1))).status).toBe(429);
  expect((await send(ownJob, `${acme}~third`)).status).toBe(429);
  expect((await send(ownJob, acme)).status).toBe(200);
  expect((await send(ownJob, `${acme}~second`)).status).toBe(200);
  const control = await send('/__mock__/api/worlds/default/reset', toKey('acme'), { method: 'POST' });
  expect([control.status, control.headers['retry-after'], JSON.parse(control.body)]).toEqual([
    429,
    '30',
    {
      title: 'Too Many Requests',
      status: 429,
      detail: 'The team has used up its 2 commands per minute. Try again in 30 s.',
      fix: { method: 'GET', path: '/__mock__/health' },
    },
  ]);
  expect(await getWorlds('acme')).toEqual(['default', 'second']);
  expect((await send(submission, zoo, submit(1))).status).toBe(201);
});

test('what a team uses through one process is missing for it in the others', async () => {
  const memory = createSharedMemory<World>(() => start);
  const teams = [createTeam('acme', { requestsPerMinute: 4, commandsPerMinute: 2 }), createTeam('zoo')];
  mock = await runTeamMock(teams, { store: memory.connect() });
  const other = await runTeamMock(teams, { store: memory.connect() });
  expect(await getStatus(mock.url, acme, submit(1))).toBe(201);
  expect(await getStatus(other.url, acme, submit(1))).toBe(201);
  expect(await getStatus(mock.url, acme, submit(1))).toBe(429);
  expect(await getStatus(other.url, acme)).toBe(200);
  expect(await getStatus(mock.url, acme)).toBe(429);
  expect(await getStatus(other.url, zoo)).toBe(200);
  await other.stop();
});

test('at its number of worlds, a team loses its own least recently used one', async () => {
  mock = await runTeamMock([createTeam('acme', { worlds: 2 }), createTeam('zoo')]);
  await send(ownJob, `${zoo}~oldest`);
  for (const world of ['one', 'two', 'three']) await send(ownJob, `${acme}~${world}`);
  expect(await getWorlds('acme')).toEqual(['default', 'three', 'two']);
  expect(await getWorlds('zoo')).toEqual(['default', 'oldest']);
});

test('a submission with more rows than the team may have gets an error of the API', async () => {
  mock = await runTeamMock([createTeam('acme', { rows: 3 }), createTeam('zoo')]);
  expect((await send(submission, acme, submit(3))).status).toBe(201);
  expect(await send(submission, acme, submit(4))).toMatchObject({
    status: 400,
    body: '{"records":["A submission of your team has at most 3 rows; this one has 4."]}',
  });
  expect((await send(submission, zoo, submit(4))).status).toBe(201);
  const job = {
    method: 'POST',
    body: '{"user":"alice","size":4}',
    headers: { 'Content-Type': 'application/json' },
  };
  const added = await send('/__mock__/api/worlds/default/jobs', toKey('acme'), job);
  expect([added.status, added.body]).toEqual([
    400,
    expect.stringContaining('a job of your team has at most 3 rows'),
  ]);
});

test('unused worlds of a team go after its own time', async () => {
  mock = await runTeamMock([createTeam('acme', { ttl: duration(60_000) }), createTeam('zoo')]);
  await send(ownJob, `${acme}~short`);
  await send(ownJob, `${zoo}~long`);
  mock.wait(61);
  expect(await getWorlds('acme')).toEqual(['default']);
  expect(await getWorlds('zoo')).toEqual(['default', 'long']);
});

test('large world files are for the operator, since they hold up the others', async () => {
  mock = await runTeamMock([createTeam('acme')]);
  const get = async (view: string, bearer: string, world: string) =>
    (await send(`/__mock__/api/worlds/${world}/${view}`, bearer)).status;
  expect(await get('export', toKey('acme'), 'default')).toBe(200);
  await send(submission, acme, submit(30_000));
  for (const view of ['export', 'log', 'link']) expect(await get(view, toKey('acme'), 'default')).toBe(409);
  expect(await get('export', controlToken, 'acme%2Fdefault')).toBe(200);
  const file = {
    method: 'POST',
    body: `file=${'x'.repeat(300_000)}`,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  };
  const restored = await send('/__mock__/api/worlds/default/restore', toKey('acme'), file);
  expect([restored.status, restored.body]).toEqual([
    409,
    expect.stringContaining('a team can export and restore at most 262,144'),
  ]);
});

test('after ten wrong keys in a minute, each is answered late; a right one is not', async () => {
  mock = await runTeamMock([createTeam('acme')]);
  const guess = async (count: number) => {
    const began = performance.now();
    const { status } = await send(ownJob, `alice-token~wrong-key-${count}`);
    return { status, isLate: performance.now() - began >= 990 };
  };
  for (let count = 0; count < 10; count += 1) expect((await guess(count)).status).toBe(401);
  for (const guessed of await Promise.all([guess(10), guess(11)]))
    expect(guessed).toEqual({ status: 401, isLate: true });
  expect((await send(ownJob, acme)).status).toBe(200);
  mock.wait(60);
  expect((await guess(12)).status).toBe(401);
});

test('calls that are refused count like others, so that nobody repeats them without end', async () => {
  mock = await runTeamMock([createTeam('acme', { requestsPerMinute: 3 })]);
  const statuses: number[] = [];
  for (let count = 0; count < 4; count += 1)
    statuses.push((await send('/__mock__/metrics', toKey('acme'))).status);
  expect(statuses).toEqual([403, 403, 403, 429]);
});
