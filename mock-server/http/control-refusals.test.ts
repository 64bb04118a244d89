// The errors of the control API for invalid bodies, over a real port.
import { formatOneOf } from '../../openapi/complaint.ts';
import { sendRequest } from '../testing/http-client.ts';
import { type MockOnPort, runningMock } from '../testing/running-mock.ts';
import { fixture } from '../testing/shipped.ts';

let mock: MockOnPort;
beforeAll(async () => {
  mock = await runningMock();
});
afterAll(async () => {
  await mock.stop();
});

const post = (resource: string, body: string) =>
  sendRequest(`${mock.url}/__mock__/api/worlds/default/${resource}`, { method: 'POST', body });

const clockTakes = 'Invalid request for setClock:';
const see = 'See openapi/control.yaml.';

test.each([
  [
    'nothing',
    'clock',
    '',
    `400 ${clockTakes} the body must be an object with at least one of "frozen", "speed", "advance", "until" or "at". ${see}`,
  ],
  [
    'broken JSON',
    'clock',
    '{"advance": ',
    `400 ${clockTakes} the body is not valid JSON: {"advance": . ${see}`,
  ],
  [
    'a list',
    'clock',
    '[]',
    `400 ${clockTakes} the body is []; it must be an object with at least one of "frozen", "speed", "advance", "until" or "at". ${see}`,
  ],
  [
    'an unknown key',
    'clock',
    '{"sped": 5}',
    `400 ${clockTakes} there is no key "sped"; did you mean "speed"? ${see}`,
  ],
  [
    'a word for a number',
    'clock',
    '{"speed": "fast"}',
    `400 ${clockTakes} "speed" is "fast"; it must be a number from 0.1 to 100000. ${see}`,
  ],
  [
    'too fast',
    'clock',
    'speed=1000000',
    `400 ${clockTakes} "speed" is 1000000; it must be a number from 0.1 to 100000. ${see}`,
  ],
  [
    'backwards',
    'clock',
    'advance=-5m',
    '400 "advance" is "-5m"; it must be a duration such as 90s, 5m, 1h30m, 250ms, 2d or PT5M, or next-change. A clock only goes forward, by 36500d at most.',
  ],
  [
    'a number for a duration',
    'clock',
    'advance=90',
    '400 "advance" is "90"; it must be a duration such as 90s, 5m, 1h30m, 250ms, 2d or PT5M, or next-change. A clock only goes forward, by 36500d at most.',
  ],
  [
    'two mistakes',
    'clock',
    '{"frozen": 1, "speed": 0}',
    `400 ${clockTakes} "frozen" is 1; it must be true or false; "speed" is 0; it must be a number from 0.1 to 100000. ${see}`,
  ],
  [
    'a job without a name, of an unset variable',
    'clock',
    'until.job=&until.status=completed',
    `400 ${clockTakes} "until.job" is ""; it must be a non-empty string. ${see}`,
  ],
  ['nobody', 'jobs', '{}', `400 Invalid request for addJob: "user" is missing. ${see}`],
  [
    'an unknown user',
    'jobs',
    'user=alise',
    '400 World "default" has no user "alise"; allowed: "alice", "bob", "carol", "erin", "dave" or "frank"; did you mean "alice"?',
  ],
  [
    'an object property of JavaScript',
    'jobs',
    'user=toString',
    '400 World "default" has no user "toString"; allowed: "alice", "bob", "carol", "erin", "dave" or "frank".',
  ],
  [
    'an unknown scenario',
    'jobs',
    'user=bob&scenario=smal',
    `400 There is no scenario "smal" in the world "default"; allowed: ${formatOneOf(Object.keys(fixture.scenarios))}; did you mean "small"?`,
  ],
  [
    'no rows',
    'jobs',
    'user=bob&size=0',
    `400 Invalid request for addJob: "size" is 0; it must be a whole number from 1 to 1000000. ${see}`,
  ],
])('a body of %s is rejected with what is allowed', async (_, resource, body, want) => {
  const reply = await post(resource, body);
  const { detail } = JSON.parse(reply.body) as { readonly detail: string };
  expect(`${reply.status} ${detail}`).toBe(want);
});

test('a string field accepts a value that looks like a number in a form', async () => {
  expect((await post('snapshots', 'name=1')).body).toContain('"name": "1"');
});
