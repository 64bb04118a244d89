// The drawer follows its world while it is open, and asks nothing while it is closed.
import { createMock } from '../../library/embedded-mock.ts';
import { createMockClient } from './mock-client.ts';
import { createWorldState } from './world-state.ts';

/** The state of a drawer beside a mock in the same program, with timers that run by hand. */
function openDrawer({ isStreaming = true, isThere = true } = {}) {
  const mock = createMock({ frozen: true });
  const asked: string[] = [];
  const given = { world: mock.world('one').name, isThere };
  const timers = new Map<number, () => void>();
  const delays: number[] = [];
  const inPage = {
    url: mock.url,
    fetch: (request: Request) => {
      const name = new URL(request.url).pathname.split('/').at(-1) ?? '';
      asked.push(name);
      if (!given.isThere) return Promise.reject(new TypeError('Failed to fetch'));
      if (name !== 'events' || isStreaming) return mock.fetch(request);
      return Promise.resolve(new Response(new ReadableStream()));
    },
  };
  const state = createWorldState({
    client: createMockClient({ mock: inPage }, { fetch: () => Promise.reject(new Error()), origin: '' }),
    getWorld: () => given.world,
    readTime: () => 0,
    setTimer: (callback, delay) => {
      delays.push(delay);
      timers.set(delays.length, callback);
      return delays.length;
    },
    clearTimer: (timer = 0) => void timers.delete(timer),
  });
  const runTimers = (): void => {
    const due = [...timers.values()];
    timers.clear();
    for (const callback of due) callback();
  };
  return { mock, world: mock.world('one'), state, asked, given, timers, delays, runTimers };
}

/** Resolves when it is true; what is awaited comes from promises and streams of this program. */
async function until(isTrue: () => boolean): Promise<void> {
  // The mock sends requests ten times per second.
  for (let turn = 0; turn < 10_000 && !isTrue(); turn += 1)
    await new Promise((resolve) => setTimeout(resolve, 1));
  if (!isTrue()) throw new Error(`It never became true: ${String(isTrue)}`);
}
const settle = async () => {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

test('what happens in the world is shown at once: time, faults, jobs and requests', async () => {
  const { mock, world, state } = openDrawer();
  state.resume();
  await until(() => state.connection.value.kind === 'live' && state.worlds.value.length > 0);
  const before = state.readNow();
  await world.clock.advance('1m');
  await until(() => state.readNow() === before + 60_000);
  await world.faults.add({ effect: 'empty' });
  await until(() => state.faults.value.length === 1);
  const { id } = await world.jobs.add({ user: 'carol' });
  await until(() => state.jobs.value[0]?.id === id);
  expect(state.jobCount.value).toBe(state.jobs.value.length);
  const url = `${world.baseUrl}/enrichment/status/${id}/`;
  await mock.fetch(new Request(url, { headers: world.headers('carol') }));
  await until(() => state.requests.ofJob(id).length === 1);
  expect(state.requests.ofJob(id)[0]?.faults).toEqual(['fault-1']);
  state.pause();
});

test('a closed drawer asks nothing, and leaves no timer', async () => {
  const { world, state, asked, timers } = openDrawer();
  expect(asked).toEqual([]);
  state.resume();
  await until(() => state.worlds.value.length > 0);
  state.pause();
  await settle();
  const { length } = asked;
  await world.clock.advance('1h');
  await settle();
  expect(asked).toHaveLength(length);
  expect(timers.size).toBe(0);
});

test('its own requests are none of the app', async () => {
  const { world, state } = openDrawer();
  state.resume();
  await until(() => state.worlds.value.length > 0);
  expect(await world.journal.list()).toEqual([]);
  expect(await world.advice()).toEqual([]);
  state.pause();
});

test('where events do not get through, it looks again from time to time', async () => {
  const { world, state, runTimers } = openDrawer({ isStreaming: false });
  state.resume();
  await until(() => state.worlds.value.length > 0);
  await world.faults.add({ effect: 'empty' });
  for (let turn = 0; turn < 5; turn += 1) {
    runTimers();
    await settle();
  }
  expect(state.faults.value).toHaveLength(1);
  state.pause();
});

test('a mock that is not there is tried less and less often, and found when it is back', async () => {
  const { state, given, delays, runTimers } = openDrawer({ isThere: false });
  state.resume();
  for (let attempts = 1; attempts < 7; attempts += 1) {
    await until(() => delays.length === attempts);
    runTimers();
  }
  expect(state.connection.value.kind).toBe('lost');
  expect(delays).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000]);
  given.isThere = true;
  await until(() => delays.length === 7);
  runTimers();
  await until(() => state.connection.value.kind === 'live');
  state.pause();
});

test('another world is followed as soon as the app uses it', async () => {
  const { mock, state, given, runTimers } = openDrawer();
  state.resume();
  await until(() => state.worlds.value.length > 0);
  await mock.world('two').faults.add({ effect: 'empty' });
  given.world = 'two';
  runTimers();
  await until(() => state.faults.value.length === 1);
  expect(state.world.value).toBe('two');
  state.pause();
});

test('after a reset, the requests of before are gone, and new ones come', async () => {
  const { mock, world, state } = openDrawer();
  const request = () =>
    mock.fetch(new Request(`${world.baseUrl}/enrichment/status/`, { headers: world.headers() }));
  state.resume();
  await until(() => state.worlds.value.length > 0);
  await request();
  await request();
  await until(() => state.requests.last === 2);
  await world.reset();
  await until(() => state.requests.last === 0);
  await request();
  await until(() => state.requests.last === 3);
  expect(state.requests.ofUser('alice')).toHaveLength(1);
  state.pause();
});

test('a command that the mock refuses becomes its sentence, until the next one succeeds', async () => {
  const { state } = openDrawer();
  state.resume();
  await until(() => state.worlds.value.length > 0);
  const remove = (fault: string) =>
    state.run((call, world) => call('removeFault', { path: { world, fault } }));
  await remove('fault-9');
  expect(state.refusal.value).toContain('fault-9');
  await state.run((call, world) => call('setClock', { path: { world }, body: { advance: '1m' } }));
  expect(state.refusal.value).toBe('');
  state.pause();
});
