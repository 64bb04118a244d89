// A test can fake only a part of the time: the world still moves, or the error says what is missing.
import { inStep } from './fake-timers.ts';
import type { Mock } from './mock.ts';
import { startMock } from './start.ts';
import type { World } from './world.ts';

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(async () => mock.stop());
afterEach(() => void jest.useRealTimers());

type Faked = Parameters<typeof jest.useFakeTimers>[0];
type Name = 'Date' | 'setTimeout' | 'clearTimeout' | 'setInterval' | 'clearInterval' | 'performance';

const all: readonly Name[] = [
  'Date',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'performance',
];
/** The equivalent of Vitest's `toFake`. */
const only = (...names: readonly Name[]): Faked => ({ doNotFake: all.filter((one) => !names.includes(one)) });
const without = (...names: readonly Name[]): Faked => ({ doNotFake: [...names] });

const withTimeouts: readonly (readonly [name: string, Faked])[] = [
  ['everything', {}],
  ['all but Date', without('Date')],
  ['all but setInterval', without('setInterval', 'clearInterval')],
  ['all but performance', without('performance')],
  ['setTimeout and Date', only('setTimeout', 'clearTimeout', 'Date')],
  ['setTimeout alone', only('setTimeout', 'clearTimeout')],
  ['with a Date of 2030', { now: new Date('2030-01-01T00:00:00Z') }],
  ['with a Date of 1999', { now: new Date('1999-01-01T00:00:00Z') }],
  ['with timers that advance automatically', { advanceTimers: true }],
  ['with the legacy timers', { legacyFakeTimers: true }],
];

/** Asks every five seconds until the job has ended. */
async function follow(world: World, job: string): Promise<string> {
  for (;;) {
    const status = await ask(world, job);
    if (status !== 'queued' && status !== 'in-progress') return status;
    await new Promise((resolve) => {
      setTimeout(resolve, 5000);
    });
  }
}

async function ask(world: World, job: string): Promise<string> {
  const answer = await fetch(`${world.baseUrl}/enrichment/status/${job}/`, { headers: world.headers() });
  return ((await answer.json()) as { status: string }).status;
}

const jobIn = async (world: World) => (await world.jobs.add({ scenario: 'straight-through' })).id;

test.each(withTimeouts)('a client with timers is followed to its end: %s', async (_, faked) => {
  jest.useFakeTimers(faked);
  const world = mock.world();
  const time = inStep(world, jest);
  expect(await time.until(follow(world, await jobIn(world)), '2h')).toBe('completed');
});

test.each([
  ...withTimeouts,
  ['Date alone', only('Date')] as const,
  ['setInterval alone', only('setInterval', 'clearInterval')] as const,
])('the world moves: %s', async (_, faked) => {
  jest.useFakeTimers(faked);
  const world = mock.world();
  const before = Number(await world.clock.now());
  await inStep(world, jest, { every: '10m' }).advance('1h');
  // With the real date, the duration of the test is added.
  expect(Number(await world.clock.now()) - before).toBeGreaterThanOrEqual(3_600_000);
});

test('a client that polls with setInterval needs no setTimeout', async () => {
  jest.useFakeTimers(only('setInterval', 'clearInterval', 'Date'));
  const world = mock.world();
  const job = await jobIn(world);
  const followed = new Promise<string>((resolve) => {
    const timer = setInterval(() => {
      void ask(world, job).then((status) => {
        if (status !== 'completed') return;
        clearInterval(timer);
        resolve(status);
      });
    }, 15_000);
  });
  expect(await inStep(world, jest).until(followed, '1h')).toBe('completed');
});

test.each([
  ['Date alone', only('Date')],
  ['setInterval and Date, which the client does not use', only('setInterval', 'clearInterval', 'Date')],
])('an awaited setTimeout that is not faked is reported: %s', async (_, faked) => {
  jest.useFakeTimers(faked);
  const world = mock.world();
  const never = new Promise<never>(() => undefined);
  await expect(inStep(world, jest, { every: '1h' }).until(never)).rejects.toThrow(
    'setTimeout is not faked, so the client waits in real time and its timers cannot be moved. Call vi.useFakeTimers() without "toFake"',
  );
});

test('without fake timers there is nothing to advance', async () => {
  const world = mock.world();
  const nothing = { advanceTimersByTimeAsync: async () => undefined };
  await expect(inStep(world, nothing, { every: '1h' }).advance('1h')).rejects.toThrow(
    'Neither Date nor setTimeout is faked',
  );
});

test.each([
  ['tickAsync', { tickAsync: async (by: number) => jest.advanceTimersByTimeAsync(by) }],
  ['tick', { tick: (by: number) => jest.advanceTimersByTime(by) }],
  ['advanceTimersByTime', { advanceTimersByTime: (by: number) => jest.advanceTimersByTime(by) }],
])('it is enough to fake %s', async (_, timers) => {
  jest.useFakeTimers();
  const world = mock.world();
  expect(await inStep(world, timers).until(follow(world, await jobIn(world)), '2h')).toBe('completed');
});

test('an object that cannot advance timers is rejected', async () => {
  // The types do not allow it.
  const time = inStep(mock.world(), { advance: () => undefined } as Parameters<typeof inStep>[1]);
  await expect(time.advance('1s')).rejects.toThrow('Use vi, jest, a clock of @sinonjs/fake-timers');
});

test('advancing to the next timer moves the world with it', async () => {
  jest.useFakeTimers();
  const world = mock.world();
  const before = Number(await world.clock.now());
  setTimeout(() => undefined, 90_000);
  jest.advanceTimersToNextTimer();
  expect(Number(await world.clock.now()) - before).toBe(90_000);
});

test('a date set between two requests moves the world forward, but not back', async () => {
  jest.useFakeTimers({ now: new Date('2030-06-01T12:00:00Z') });
  const world = mock.world();
  const seen: string[] = [];
  for (const date of ['2030-06-01', '2020-01-01', '2031-06-01']) {
    jest.setSystemTime(new Date(`${date}T12:00:00Z`));
    seen.push((await world.clock.now()).toISOString().slice(0, 10));
  }
  expect(seen).toEqual(['2030-06-01', '2030-06-01', '2031-06-01']);
});

test('timers of a page, invisible to this program, move a world in another process', async () => {
  const elsewhere = { ...mock.world(), followsDate: false };
  let moved = 0;
  const page = { advanceTimersByTimeAsync: async (by: number) => (moved += by) };
  const before = Number(await elsewhere.clock.now());
  await inStep(elsewhere, page, { every: '10m' }).advance('1h');
  expect([moved, Number(await elsewhere.clock.now()) - before >= 3_600_000]).toEqual([3_600_000, true]);
});
