// The same under Jest, and with `require`.
// @ts-check
const { startMock } = require('enrichment-sandbox');
const { inStep } = require('enrichment-sandbox/fake-timers');
const { watchJob } = require('./job-watcher.cjs');

/** @type {import('enrichment-sandbox').Mock} */
let mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.stop());

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('advancing the fake timers moves the time of the world', async () => {
  const world = mock.world();
  const before = await world.clock.now();
  jest.advanceTimersByTime(90_000);
  expect((await world.clock.now()).getTime() - before.getTime()).toBe(90_000);
});

test('a job is watched until it has failed, and not longer', async () => {
  const world = mock.world();
  const { id } = await world.jobs.add({ scenario: 'fails-half-way' });
  /** @type {string[]} */
  const seen = [];
  watchJob({ baseUrl: world.baseUrl, token: world.token() }, id, ({ status }) => void seen.push(status));
  await inStep(world, jest).advance('15m');
  expect([...new Set(seen)]).toEqual(['queued', 'in-progress', 'failed']);
  expect(seen.filter((status) => status === 'failed')).toHaveLength(1);
});

test('a job is watched through failures, more and more seldom', async () => {
  const world = mock.world();
  const { id } = await world.jobs.add({ scenario: 'straight-through' });
  await world.faults.add({ effect: 'reset', every: 2 });
  await world.faults.add({ effect: 'cut', bytes: 20, every: 3 });
  await world.faults.add({ effect: 'error', problem: 'serverError', every: 5 });
  const onJob = jest.fn();
  watchJob({ baseUrl: world.baseUrl, token: world.token() }, id, onJob);
  await inStep(world, jest).advance('15m');
  expect(onJob).toHaveBeenLastCalledWith(expect.objectContaining({ status: 'completed' }));
  for (const { applied } of await world.faults.list()) expect(applied).toBeGreaterThan(0);
  await world.expectNoAdvice('warning');
});

test('with an expired token nothing is asked a second time', async () => {
  const world = mock.world();
  const { id } = await world.jobs.add();
  const onJob = jest.fn();
  watchJob({ baseUrl: world.baseUrl, token: world.token('erin') }, id, onJob);
  await inStep(world, jest).advance('10m');
  expect(onJob.mock.calls).toEqual([[{ status: 'signed-out' }]]);
});

test('a mock that is made for one test ends with it', async () => {
  const own = await startMock({ now: '2026-05-06T14:23:11Z', frozen: true });
  expect((await own.world().clock.now()).toISOString()).toBe('2026-05-06T14:23:11.000Z');
  // Where the language has it, `await using own = await startMock()` does this.
  await own.stop();
  await expect(own.worlds()).rejects.toThrow('no mock is listening');
});
