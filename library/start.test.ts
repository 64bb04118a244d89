// A mock in the process of a test: its start, its errors, and its time.
import { connect } from './connect.ts';
import { startOptionNames } from './read-start-options.ts';
import type { StartOptions } from './start-options.ts';
import { startMock } from './start.ts';
import type { Mock } from './mock.ts';

const started: Mock[] = [];
async function mockWith(options: Parameters<typeof startMock>[0] = {}): Promise<Mock> {
  const mock = await startMock(options);
  started.push(mock);
  return mock;
}
afterEach(async () => {
  jest.useRealTimers();
  await Promise.all(started.splice(0).map(({ stop }) => stop()));
});

test('it listens on a free port, so that two mocks do not collide', async () => {
  const [one, other] = await Promise.all([mockWith(), mockWith()]);
  expect(one.url).not.toBe(other.url);
  expect(one.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

test('after a stop the mock no longer responds, and a second stop is harmless', async () => {
  const mock = await startMock();
  await mock.stop();
  await mock.stop();
  await expect(mock.worlds()).rejects.toMatchObject({
    name: 'ControlError',
    status: 0,
    operation: 'listWorlds',
  });
});

test('leaving a block stops the mock', async () => {
  let url = '';
  {
    await using mock = await startMock();
    ({ url } = mock);
  }
  await expect(connect(url)).rejects.toThrow(`no mock is listening at ${url}`);
});

test('the options match the flags of the command', async () => {
  const mock = await mockWith({
    now: new Date('2026-05-06T14:23:11Z'),
    frozen: true,
    speed: 60,
    readings: { 'list-envelope': 'total-pages' },
  });
  expect(await mock.world('w').clock.read()).toEqual({
    world: 'w',
    now: '2026-05-06T14:23:11.000Z',
    speed: 60,
    frozen: true,
  });
  expect(mock.readings).toMatchObject({ 'list-envelope': 'total-pages' });
});

test.each([
  [{ speeed: 2 }, 'Unknown option "speeed"; did you mean "speed"?'],
  [
    { nonsense: 2 },
    'Unknown option "nonsense"; allowed: time, port, host, allowedHosts, allowedOrigins, teams, speed, frozen,',
  ],
  [{ time: 'mine' }, '"time" is "mine"; it must be "test" or "real".'],
  [
    { controlToken: 'short' },
    '"controlToken" has only 5 characters; it must have 8 to 200 letters, digits, dots, dashes or underscores.',
  ],
  [
    { allowedHosts: ['http://sandbox'] },
    '"allowedHosts" is ["http://sandbox"]; it must be a list, each a host name',
  ],
  [
    { allowedOrigins: ['http://localhost:5173/'] },
    '"allowedOrigins" is ["http://localhost:5173/"]; it must be a list, each an origin such as http://localhost:5173, without a path.',
  ],
  [{ speed: 0 }, '"speed" is 0; it must be a number from 0.1 to 100000.'],
  [
    { now: 'today' },
    '"now" is "today"; it must be a date and time such as 2026-05-06T14:23:11Z, or a valid Date.',
  ],
  [
    { noCors: true, mutants: ['none'] },
    'Unknown mutant "none"; enrichment-sandbox mock --mutants lists them.',
  ],
  [{ worldIdle: 'soon' }, '"worldIdle" is "soon"; it must be a duration such as 90s, 5m,'],
  [{ readings: { nothing: 'x' } }, '"readings" nothing=x: unknown question "nothing"; allowed: '],
  [{ drf: '2' }, '"drf" is "2"; it must be "3.14", "3.16" or "3.18".'],
  [{ latency: 'profile' }, '"latency" is "profile", which needs a profile: give "profile".'],
  [{ world: 'nowhere.yaml' }, 'nowhere.yaml cannot be read: there is no such file or folder.'],
])('the options %j are rejected', async (options, sentence) => {
  // The types do not allow them.
  await expect(startMock(options as Parameters<typeof startMock>[0])).rejects.toThrow(sentence);
});

test('fake timers move the time of all worlds', async () => {
  jest.useFakeTimers();
  const mock = await mockWith();
  const [one, other] = [mock.world(), mock.world()];
  const before = [await one.clock.now(), await other.clock.now()].map(Number);
  jest.advanceTimersByTime(2 * 60 * 60_000);
  const after = [await one.clock.now(), await other.clock.now()].map(Number);
  expect(after.map((time, index) => time - (before[index] ?? 0))).toEqual([7_200_000, 7_200_000]);
});

test('a world still exists after fake timers let a year pass', async () => {
  jest.useFakeTimers();
  const world = (await mockWith()).world();
  const { id } = await world.jobs.add({ user: 'carol' });
  jest.advanceTimersByTime(365 * 24 * 60 * 60_000);
  const carol = (await world.users()).find(({ name }) => name === 'carol');
  expect(carol?.jobs.map((job) => [job.id, job.api_status])).toEqual([[id, 'completed']]);
});

test('with real time, fake timers have no effect on the mock', async () => {
  const mock = await mockWith({ time: 'real' });
  const world = mock.world();
  const before = Number(await world.clock.now());
  jest.useFakeTimers();
  jest.advanceTimersByTime(2 * 60 * 60_000);
  expect(Number(await world.clock.now()) - before).toBeLessThan(60 * 60_000);
  expect(world.followsDate).toBe(false);
});

test.each([
  ['2030-06-01', '2020-01-01', '2031-06-01'],
  ['2020-01-01', '2020-01-01'],
  ['2041-12-31', '1999-02-28', '2024-02-29', '1999-02-28'],
])('tests that pin %s and then %s each have a fresh world of their date', async (...dates) => {
  const mock = await mockWith();
  for (const date of dates) {
    jest.useFakeTimers({ now: new Date(`${date}T12:00:00Z`) });
    const { jobs, clock } = mock.world();
    await jobs.add({ scenario: 'straight-through' });
    expect((await clock.now()).toISOString()).toBe(`${date}T12:00:00.000Z`);
    jest.useRealTimers();
  }
});

test('the table contains every option of the types', () => {
  const typed: Readonly<Record<keyof StartOptions, true>> = {
    time: true,
    port: true,
    host: true,
    allowedHosts: true,
    allowedOrigins: true,
    teams: true,
    speed: true,
    frozen: true,
    now: true,
    world: true,
    scenarios: true,
    spec: true,
    readings: true,
    drf: true,
    profile: true,
    latency: true,
    keepAlive: true,
    noCors: true,
    mutants: true,
    maxWorlds: true,
    worldIdle: true,
    store: true,
    journal: true,
    selfCheck: true,
    controlToken: true,
    log: true,
  };
  expect(startOptionNames).toEqual(Object.keys(typed));
});
