// Teams that change while the mock runs.
import { ownJob } from '../testing/answers.ts';
import { openConnection, type HttpRequest, sendRequest } from '../testing/http-client.ts';
import type { MockOnPort } from '../testing/running-mock.ts';
import { createTeam, runTeamMock, toKey } from '../testing/team-mock.ts';
import { describeChanges } from './team.ts';

let mock: MockOnPort;
beforeEach(async () => {
  mock = await runTeamMock([createTeam('acme', { requestsPerMinute: 3 }), createTeam('zoo')]);
});
afterEach(() => mock.stop());

const send = (path: string, bearer: string, given: HttpRequest = {}) =>
  sendRequest(`${mock.url}${path}`, {
    ...given,
    headers: { Authorization: `Bearer ${bearer}`, ...given.headers },
  });
const getStatus = async (team: string) => (await send(ownJob, `alice-token~${toKey(team)}`)).status;
const getControlStatus = async (team: string) => (await send('/__mock__/api/worlds', toKey(team))).status;
const logIn = async (team: string) => {
  const { headers } = await sendRequest(`${mock.url}/__mock__/login`, {
    method: 'POST',
    body: `token=${toKey(team)}`,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  });
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
};

test('a team that is added is let in, and one that stays keeps its worlds', async () => {
  await send('/__mock__/api/worlds/shop/clock', toKey('zoo'), { method: 'POST', body: 'advance=1h' });
  expect(await getStatus('new')).toBe(401);
  mock.replaceTeams([createTeam('zoo'), createTeam('new')]);
  expect(await getStatus('new')).toBe(200);
  expect(JSON.parse((await send('/__mock__/api/worlds', toKey('zoo'))).body)).toContain('shop');
});

test('the key of a team that is removed is of no use at once, nor is a login with it', async () => {
  const cookie = { Cookie: await logIn('zoo') };
  const follower = openConnection(mock.url);
  follower.send(
    `GET /__mock__/api/worlds/default/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${toKey('zoo')}\r\n\r\n`,
  );
  await follower.until('\r\n\r\n');
  mock.replaceTeams([createTeam('acme')]);
  // Its open streams end, too.
  await follower.until('\r\n0\r\n\r\n');
  expect([await getStatus('zoo'), await getControlStatus('zoo')]).toEqual([401, 401]);
  expect((await sendRequest(`${mock.url}/__mock__/api/worlds`, { headers: cookie })).status).toBe(401);
  expect(await getStatus('acme')).toBe(200);
});

test('a new key replaces the old one', async () => {
  const { digest } = createTeam('other');
  mock.replaceTeams([{ ...createTeam('zoo'), digest }]);
  expect([await getStatus('zoo'), await getControlStatus('zoo')]).toEqual([401, 401]);
  expect([await getStatus('other'), await getControlStatus('other')]).toEqual([200, 200]);
});

test('new quotas count from now on, and others go on', async () => {
  for (let count = 0; count < 3; count += 1) await getStatus('acme');
  mock.replaceTeams([
    createTeam('acme', { requestsPerMinute: 3 }),
    createTeam('zoo', { worlds: 1, rows: 2 }),
  ]);
  expect(await getStatus('acme')).toBe(429);
  mock.replaceTeams([
    createTeam('acme', { requestsPerMinute: 4 }),
    createTeam('zoo', { worlds: 1, rows: 2 }),
  ]);
  expect(await getStatus('acme')).toBe(200);
  for (const world of ['one', 'two']) await send(ownJob, `alice-token~${toKey('zoo')}~${world}`);
  expect(JSON.parse((await send('/__mock__/api/worlds', toKey('zoo'))).body)).toEqual(['default', 'two']);
  const job = { method: 'POST', body: 'user=alice&size=3' };
  expect((await send('/__mock__/api/worlds/two/jobs', toKey('zoo'), job)).status).toBe(400);
});

test('a team that comes back finds its worlds', async () => {
  await send('/__mock__/api/worlds/shop/clock', toKey('zoo'), { method: 'POST', body: 'advance=1h' });
  mock.replaceTeams([createTeam('acme')]);
  mock.replaceTeams([createTeam('zoo')]);
  expect((await send(ownJob, `alice-token~${toKey('zoo')}~shop`)).body).toContain('"completed"');
});

test('what has changed is said in a few words', () => {
  const [acme, zoo] = [createTeam('acme'), createTeam('zoo')];
  expect(describeChanges([acme, zoo], [acme, zoo])).toBe('nothing has changed');
  const many = Array.from({ length: 12 }, (_, index) => createTeam(`team-${index}`));
  expect(describeChanges([acme, zoo], [{ ...zoo, worlds: 1 }, ...many])).toBe(
    'added: team-0, team-1, team-2, team-3, team-4, team-5, team-6, team-7, team-8, team-9 and 2 others; removed: acme; changed: zoo',
  );
});
