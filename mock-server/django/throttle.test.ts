// The quota of a test token: three submissions in the last 24 hours.
import { base } from '../testing/answers.ts';
import { type MockUnderTest, mockUnderTest } from '../testing/mock-under-test.ts';
import { listJobsOfUser } from '../domain/world.ts';
import { fixture, start } from '../testing/shipped.ts';
import { commitCommand } from '../testing/commit-command.ts';

const submit = `${base}/submit/`;
const body = { records: [{ first_name: 'Ada' }] };
const token = 'test-token';
const anHour = 3600;
const aDay = 24 * anHour;
const throttled = (seconds: number, word = 'seconds') =>
  `429 {"detail":"Request was throttled. Expected available in ${seconds} ${word}."}`;

/** A mock with a used-up quota, at one submission per hour; the last one was just now. */
const usedUp = async (): Promise<MockUnderTest> => {
  const mock = mockUnderTest();
  for (const pause of [0, anHour, anHour]) {
    mock.wait(pause);
    expect((await mock.ask(`POST ${submit}`, { token, body })).status).toBe(201);
  }
  return mock;
};

test('above the quota a submission gets the wait until the oldest is a day old, and creates no job', async () => {
  const { ask } = await usedUp();
  const response = await ask(`POST ${submit}`, { token, body });
  expect([response.line, response.headers['retry-after'], response.headers['allow']]).toEqual([
    throttled(22 * anHour),
    String(22 * anHour),
    'POST, OPTIONS',
  ]);
  expect(JSON.parse((await ask(`GET ${base}/status/`, { token })).body)).toHaveLength(3);
});

test.each([
  ['one hour later', anHour, throttled(21 * anHour)],
  ['half a second before, rounded up,', 22 * anHour - 0.5, throttled(1, 'second')],
  ['a second and a half before', 22 * anHour - 1.5, throttled(2)],
])('%s (%d s) the response is "%s"', async (_, seconds, line) => {
  const { ask, wait } = await usedUp();
  wait(seconds);
  expect((await ask(`POST ${submit}`, { token, body })).line).toBe(line);
});

test('the window slides: when the oldest is exactly a day old, one more submission is accepted and no second', async () => {
  const { ask, wait } = await usedUp();
  wait(22 * anHour);
  expect((await ask(`POST ${submit}`, { token, body })).status).toBe(201);
  expect((await ask(`POST ${submit}`, { token, body })).line).toBe(throttled(anHour));
});

test.each([
  ['GET', {}, 429],
  ['OPTIONS', {}, 429],
  ['DELETE', {}, 429],
  ['POST', { body: '{', headers: { 'content-type': 'application/json' } }, 429],
  ['POST', { body: 'x', headers: { 'content-type': 'text/plain' } }, 429],
  ['POST', { headers: { accept: 'text/html' } }, 406],
  ['POST', { token: null }, 401],
])(
  'above the quota %s with %j is %i: after authentication, before method and body',
  async (method, sent, status) => {
    const { ask } = await usedUp();
    expect((await ask(`${method} ${submit}`, { token, ...sent })).status).toBe(status);
  },
);

test.each([
  ['status requests with the same token', `GET ${base}/status/`, token, 200],
  ['control requests with the same token', 'POST /api/v1/enrichment-control/', token, 400],
  ['submissions of a user without a quota', `POST ${submit}`, 'carol-token', 201],
  ['the same token in another world', `POST ${submit}`, `${token}~other`, 201],
])('above the quota %s still work', async (_, line, who, status) => {
  const { ask } = await usedUp();
  expect((await ask(line, { token: who, body })).status).toBe(status);
});

test('a submission that was rejected for another reason does not count', async () => {
  const { ask } = mockUnderTest();
  for (let count = 0; count < 5; count += 1) await ask(`POST ${submit}`, { token, body: {} });
  expect((await ask(`POST ${submit}`, { token, body })).status).toBe(201);
});

test('a quota of zero rejects everything', async () => {
  const users = fixture.users.map((user) => (user.token === token ? { ...user, quota: 0 } : user));
  const { ask } = mockUnderTest({ fixture: { ...fixture, users } });
  expect((await ask(`POST ${submit}`, { token, body })).line).toBe(throttled(aDay));
});

test('a submission whose job was deleted does not count', async () => {
  const { ask, worlds } = await usedUp();
  const world = worlds.first(start);
  const [job] = listJobsOfUser(world, 'frank');
  commitCommand(worlds, world.name, { kind: 'delete', job: job?.id ?? '', at: start });
  expect((await ask(`POST ${submit}`, { token, body })).status).toBe(201);
  expect((await ask(`POST ${submit}`, { token, body })).status).toBe(429);
});
