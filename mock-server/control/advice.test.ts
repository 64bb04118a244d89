// The coach's advice over a real port; every response is checked against the control document.
import { inCode } from '../coach/rules/in-code.ts';
import { type ObservedResponse, findViolations } from '../../openapi/conformance.ts';
import { getControlChecks, listControlOperations } from '../../openapi/shipped.ts';
import type { Advice } from '../coach/advice.ts';
import { mutants } from '../mutants/index.ts';
import { base, ownJob, ownJobId } from '../testing/answers.ts';
import { sendRequest, type HttpReply } from '../testing/http-client.ts';
import { type MockOnPort, runningMock } from '../testing/running-mock.ts';
import type { MockStartOptions } from '../start/start.ts';

let mock: MockOnPort;
let log: string[];
const begin = async (options: Partial<MockStartOptions> = {}) => {
  log = [];
  mock = await runningMock({ log: (sentence) => log.push(sentence), ...options });
};
afterEach(async () => {
  await mock.stop();
});

const adviceAt = (world: string, query = '', method = 'GET') =>
  sendRequest(`${mock.url}/__mock__/api/worlds/${world}/advice${query}`, { method });
const call = (method: string, path: string) =>
  sendRequest(`${mock.url}/__mock__/api/worlds/${path}`, { method });
const listIds = ({ status, body }: HttpReply): string => {
  const all = JSON.parse(body) as readonly Advice[];
  return [status, ...all.map(({ id, user = 'nobody' }) => `${user}:${id}`)].join(' ');
};

async function violations(id: string, { status, headers, body }: HttpReply) {
  const operation = listControlOperations().find((one) => one.id === id);
  if (operation === undefined) throw new Error(`The control document has no operation "${id}".`);
  const response: ObservedResponse = { status, header: (name) => String(headers[name] ?? ''), body };
  return findViolations(operation, response, getControlChecks());
}

async function poll(count: number, path: string, token: string): Promise<void> {
  for (let number = 0; number < count; number += 1) {
    await sendRequest(`${mock.url}${path}`, { headers: { Authorization: `Bearer ${token}` } });
    mock.wait(0.5);
  }
}

/** Alice polls too fast, bob's list costs redirects, and alice gets a notice as well. */
async function badDay(world = ''): Promise<void> {
  await poll(8, ownJob, `alice-token${world}`);
  await poll(4, `${base}/status`, `bob-token${world}`);
  await poll(10, `${base}/status/`, `carol-token${world}`);
}

test('the most serious advice comes first, and each contains observation, reason, source and remedy', async () => {
  await begin();
  await badDay();
  const reply = await adviceAt('default');
  expect([reply.status, await violations('getAdvice', reply)]).toEqual([200, []]);
  const [first, ...more] = JSON.parse(reply.body) as readonly Advice[];
  expect(first).toEqual({
    id: 'too-fast',
    level: 'warning',
    title: 'Jobs are polled faster than recommended for their size.',
    user: 'alice',
    job: ownJobId,
    seen: `Job ${ownJobId}, with 120 rows, was polled every 0.5 s on average, 6 times in a row; once every 2 to 5 s is enough.`,
    times: 2,
    entries: [2, 3, 4, 5, 6, 7, 8],
    why: 'A poll brings nothing new before the job has changed. The documentation gives one interval for small jobs and a longer one for large jobs.',
    source: 'Enrichment Status, "Polling Guidance"',
    do: 'Between two polls, wait as long as the documentation says for the number of rows that you submitted.',
    in_code: inCode['too-fast'],
  });
  expect(more.map(({ level, user, id }) => `${level} ${user} ${id}`)).toEqual([
    'warning bob redirects',
    'notice carol idle-list',
  ]);
});

test('a test gets 409 with the list if there is advice of the given level or above', async () => {
  await begin();
  await badDay();
  const all = 'alice:too-fast bob:redirects carol:idle-list';
  expect(listIds(await adviceAt('default', '?fail-on=warning'))).toBe(`409 ${all}`);
  expect(listIds(await adviceAt('default', '?fail-on=notice'))).toBe(`409 ${all}`);
  expect(listIds(await adviceAt('default', '?fail-on=warning&user=carol'))).toBe('200 carol:idle-list');
  expect(listIds(await adviceAt('default', '?fail-on=notice&user=carol'))).toBe('409 carol:idle-list');
  expect(listIds(await adviceAt('default', '?fail-on=notice&user=frank'))).toBe('200');
  const failed = await adviceAt('default', '?fail-on=warning');
  expect(await violations('getAdvice', failed)).toEqual([]);
  const wrong = await adviceAt('default', '?fail-on=error');
  expect([wrong.status, await violations('getAdvice', wrong)]).toEqual([400, []]);
});

test('each world has a separate coach, which is cleared on request and with the world', async () => {
  await begin();
  await badDay('~one');
  expect(listIds(await adviceAt('two'))).toBe('200');
  const cleared = await adviceAt('one', '', 'DELETE');
  expect([cleared.status, await violations('clearAdvice', cleared)]).toEqual([204, []]);
  expect(listIds(await adviceAt('one'))).toBe('200');

  await badDay('~one');
  expect(listIds(await adviceAt('one'))).toBe('200 alice:too-fast bob:redirects carol:idle-list');
  await call('POST', 'one/reset');
  expect(listIds(await adviceAt('one'))).toBe('200');
  await badDay('~one');
  await call('DELETE', 'one');
  expect(listIds(await adviceAt('one'))).toBe('200');
});

const line = (world: string) =>
  `Coach: alice: Job ${ownJobId}, with 120 rows, was polled every 0.5 s on average, 6 times in a row; once every 2 to 5 s is enough. (too-fast) More: GET /__mock__/api/worlds/${world}/advice`;

test('the log contains each rule once per world and user, and a link to more', async () => {
  await begin();
  await poll(20, ownJob, 'alice-token');
  await poll(8, ownJob, 'alice-token~two');
  expect(log).toEqual([line('default'), line('two')]);
});

test('a quiet coach still gives advice', async () => {
  await begin({ quietCoach: true });
  await poll(8, ownJob, 'alice-token');
  expect(log).toEqual([]);
  expect(listIds(await adviceAt('default'))).toBe('200 alice:too-fast');
});

test('the thresholds can be set', async () => {
  await begin({ coach: { paceShare: 0.1, idleLists: 100, windowHits: 5 } });
  await badDay();
  expect(listIds(await adviceAt('default'))).toBe('200');
});

test('an unknown user is rejected, so that a test with a typo does not pass', async () => {
  await begin();
  const reply = await adviceAt('default', '?fail-on=warning&user=alise');
  expect([reply.status, await violations('getAdvice', reply)]).toEqual([400, []]);
  expect(reply.body).toContain('did you mean \\"alice\\"?');
});

test('the overview of a world counts the advice', async () => {
  await begin();
  await badDay();
  const { body } = await sendRequest(`${mock.url}/__mock__/api/worlds/default`);
  expect(JSON.parse(body)).toMatchObject({ advice: { warning: 2, notice: 1 } });
});

test('a client of a mutant gets no advice', async () => {
  await begin({ mutants: mutants.slice(0, 1) });
  await badDay();
  expect(listIds(await adviceAt('default'))).toBe('200');
});
