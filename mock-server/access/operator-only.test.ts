// What concerns all teams is for the operator; probes are for everyone.
import { sendRequest } from '../testing/http-client.ts';
import { controlToken } from '../testing/locked-mock.ts';
import type { MockOnPort } from '../testing/running-mock.ts';
import { createTeam, runTeamMock, toKey } from '../testing/team-mock.ts';

let mock: MockOnPort;
beforeAll(async () => {
  mock = await runTeamMock([createTeam('acme')]);
});
afterAll(() => mock.stop());

test.each([
  ['the metrics', '/__mock__/metrics', 200, 403, 401],
  ['the health with its reasons', '/__mock__/api/health', 200, 200, 401],
  ['a probe', '/__mock__/health/ready', 200, 200, 200],
])('%s at %s: the operator gets %i, a team %i, and nobody %i', async (_, path, ...wanted) => {
  const statuses = [controlToken, toKey('acme'), undefined].map(async (bearer) => {
    const headers = bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` };
    return (await sendRequest(`${mock.url}${path}`, { headers })).status;
  });
  expect(await Promise.all(statuses)).toEqual(wanted);
});
