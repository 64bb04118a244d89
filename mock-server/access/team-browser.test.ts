// The pages of a mock that teams share: a browser that has logged in with a key, and one of the operator.
import { ownJob } from '../testing/answers.ts';
import { type HttpRequest, sendRequest } from '../testing/http-client.ts';
import { controlToken } from '../testing/locked-mock.ts';
import type { MockOnPort } from '../testing/running-mock.ts';
import { createTeam, runTeamMock, toKey } from '../testing/team-mock.ts';

const zoo = toKey('zoo');
let mock: MockOnPort;
beforeAll(async () => {
  mock = await runTeamMock([createTeam('acme'), createTeam('zoo')]);
  await send(ownJob, `alice-token~${toKey('acme')}~secret-world`);
  await send(ownJob, `alice-token~${zoo}~animals`);
});
afterAll(() => mock.stop());

const send = (path: string, bearer?: string, given: HttpRequest = {}) => {
  const authorization = bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` };
  return sendRequest(`${mock.url}${path}`, { ...given, headers: { ...authorization, ...given.headers } });
};
const post = (body: string): HttpRequest => ({
  method: 'POST',
  body,
  headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
});
const getCookie = async (secret: string) => {
  const body = new URLSearchParams({ token: secret }).toString();
  const { headers } = await send('/__mock__/login', undefined, { ...post(body) });
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
};

describe('a browser that has logged in with a key', () => {
  test('sees the worlds of its team, and its requests to the mocked API need no key', async () => {
    const headers = { Cookie: await getCookie(zoo) };
    const worlds = await send('/__mock__/api/worlds', undefined, { headers });
    expect(worlds.body).not.toMatch(/acme|secret/);
    expect((await send(ownJob, 'alice-token~pages', { headers })).status).toBe(200);
    const users = await send('/__mock__/api/worlds/pages/users', undefined, { headers });
    expect(users.body).toContain('"alice-token~pages"');
  });

  test('does not lend its cookie to pages of other sites', async () => {
    const Cookie = await getCookie(zoo);
    const pages = [
      { Origin: 'http://evil.example' },
      { 'Sec-Fetch-Site': 'same-site' },
      { Host: 'evil.example' },
    ];
    for (const page of pages)
      expect((await send(ownJob, 'alice-token~pages', { headers: { Cookie, ...page } })).status).toBe(401);
  });

  test('of the operator names a world with its team', async () => {
    const headers = { Cookie: await getCookie(controlToken) };
    expect((await send(ownJob, 'alice-token~zoo/animals', { headers })).status).toBe(200);
    expect((await send(ownJob, 'alice-token~animals', { headers })).status).toBe(401);
  });
});
