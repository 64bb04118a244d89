import { fixture, ownJobId, terms } from '../testing/shipped.ts';
import { getTime } from '../domain/clock.ts';
import { duration, instant } from '../../time/time.ts';
import { getJobs } from '../domain/world.ts';
import { createWorlds } from './worlds.ts';
import type { Worlds } from './worlds-port.ts';
import { type WorldsOptions } from './worlds-options.ts';

const minute = 60_000;
const at = (minutes: number) => instant(1_700_000_000_000 + minutes * minute);

const worldsWith = (options: Partial<WorldsOptions> = {}) => {
  const worlds = createWorlds({
    fixture,
    terms,
    speed: 1,
    frozen: false,
    max: 3,
    idle: duration(60 * minute),
    ...options,
  });
  worlds.first(at(0));
  return worlds;
};

/** Fails a job of the world, whatever it is doing. */
const change = (worlds: Worlds, name: string, minutes = 0) =>
  void worlds.commit(
    name,
    { kind: 'force', job: ownJobId, status: 'Failure', stays: true, anyway: true },
    at(minutes),
  );

describe('a token', () => {
  test.each([
    ['alice-token', 'alice', 'default'],
    ['alice-token~default', 'alice', 'default'],
    ['alice-token~worker-3', 'alice', 'worker-3'],
    ['bob-token~worker-3', 'bob', 'worker-3'],
    ['alice-token~A.b_c-9', 'alice', 'A.b_c-9'],
    [`alice-token~${'a'.repeat(64)}`, 'alice', 'a'.repeat(64)],
  ])('"%s" gives %s access to the world "%s"', (token, user, world) => {
    const entered = worldsWith().enter(token, at(0));
    expect([entered?.user.name, entered?.world.name]).toEqual([user, world]);
  });

  test.each([
    ['nobody-token'],
    ['nobody-token~checkout'],
    ['expired-token'],
    ['expired-token~checkout'],
    ['dave-token~checkout'],
    ['~checkout'],
    [''],
    ['alice-token~'],
    ['alice-token~~'],
    ['alice-token~-a'],
    ['alice-token~.'],
    ['alice-token~a b'],
    ['alice-token~a/b'],
    ['alice-token~é'],
    ['alice-token~a~b'],
    [`alice-token~${'a'.repeat(65)}`],
  ])('"%s" is rejected, and creates no world', (token) => {
    const worlds = worldsWith();
    expect(worlds.enter(token, at(0))).toBeUndefined();
    expect(worlds.names(at(0))).toEqual(['default']);
  });
});

test('commands in one world are not visible in another', () => {
  const worlds = worldsWith();
  const here = worlds.enter('alice-token~here', at(0));
  const there = worlds.enter('alice-token~there', at(0));
  change(worlds, 'here');
  void worlds.commit('here', { kind: 'clock', advance: minute }, at(0));
  const [changed, untouched] = [worlds.open('here', at(0)), worlds.open('there', at(0))];
  expect([changed?.log.length, untouched?.log.length]).toEqual([1, 0]);
  expect(
    getTime(changed?.clock ?? gone('here'), at(0)) - getTime(here?.world.clock ?? gone('here'), at(0)),
  ).toBe(minute);
  expect(untouched).toBe(there?.world);
});

function gone(name: string): never {
  throw new Error(`The world "${name}" is not there.`);
}

test('two worlds start with the same jobs', () => {
  const worlds = worldsWith({ start: at(0) });
  const [one, two] = ['one', 'two'].map((name) => worlds.open(name, at(5)));
  expect(getJobs(one ?? gone('one'))).toEqual(getJobs(two ?? gone('two')));
});

test('a world starts at the configured time, or else at its first use', () => {
  expect(worldsWith({ start: at(-1e6) }).open('late', at(30))?.began).toBe(at(-1e6));
  expect(worldsWith().open('late', at(30))?.began).toBe(at(30));
});

test('every world starts with the configured speed', () => {
  const world = worldsWith({ speed: 60, frozen: true }).open('any', at(0));
  expect([world?.clock.speed, world?.clock.frozen]).toEqual([60, true]);
});

test('above the limit the world unused for longest is removed, but never the first one', () => {
  const worlds = worldsWith();
  for (const name of ['a', 'b', 'c']) worlds.open(name, at(1));
  worlds.enter('bob-token~a', at(2));
  worlds.open('d', at(3));
  expect(worlds.names(at(3))).toEqual(['a', 'c', 'd', 'default']);
  worlds.open('e', at(4));
  expect(worlds.names(at(4))).toEqual(['a', 'd', 'default', 'e']);
});

test('a removed world starts again', () => {
  const worlds = worldsWith({ max: 1 });
  worlds.open('a', at(0));
  change(worlds, 'a');
  worlds.open('b', at(1));
  expect(worlds.open('a', at(2))?.log.length).toBe(0);
});

test('an idle world is removed after a time, but not a used one and not the first one', () => {
  const worlds = worldsWith();
  for (const name of ['idle', 'used']) worlds.open(name, at(0));
  worlds.open('used', at(40));
  expect(worlds.names(at(60))).toEqual(['default', 'idle', 'used']);
  expect(worlds.names(at(61))).toEqual(['default', 'used']);
  expect(worlds.names(at(1000))).toEqual(['default']);
});

test('the default world keeps its state, however long it is idle', () => {
  const worlds = worldsWith();
  change(worlds, 'default');
  expect(worlds.first(at(1e6)).log.length).toBe(1);
});

test('changing a world does not count as using it, and does not restore a removed one', () => {
  const worlds = worldsWith({ max: 1 });
  worlds.open('a', at(0));
  worlds.open('b', at(1));
  change(worlds, 'a');
  expect(worlds.names(at(1))).toEqual(['b', 'default']);
});

test('a reset world starts again now, with an empty log and the initial speed', () => {
  const worlds = worldsWith();
  worlds.open('a', at(0));
  change(worlds, 'a');
  void worlds.commit('a', { kind: 'clock', frozen: true }, at(0));
  void worlds.commit('a', worlds.createReset(at(30)), at(30));
  const fresh = worlds.open('a', at(30));
  expect([fresh?.began, fresh?.log.length, fresh?.clock.frozen]).toEqual([at(30), 0, false]);
});

/** In minutes. */
const beginsAt = (worlds: ReturnType<typeof worldsWith>, name: string, minutes: number) =>
  ((worlds.open(name, at(minutes))?.began ?? 0) - at(0)) / minute;

describe('when the system clock is set', () => {
  test('each new world starts at the new time, whatever the clock showed before', () => {
    const worlds = worldsWith({ idle: duration(1e12) });
    expect([100, -100, 200, 50].map((minutes) => beginsAt(worlds, `w${minutes}`, minutes))).toEqual([
      100, -100, 200, 50,
    ]);
  });

  test('an existing world does not go back, and follows the clock again later', () => {
    const worlds = worldsWith({ idle: duration(1e12) });
    const timeAt = (minutes: number) => {
      const { clock } = worlds.open('w', at(minutes)) ?? { clock: undefined };
      return clock === undefined ? undefined : (getTime(clock, at(minutes)) - at(0)) / minute;
    };
    expect([10, 3, 5, 20].map(timeAt)).toEqual([10, 10, 12, 20]);
  });

  test('a reset world starts at the new time', () => {
    const worlds = worldsWith();
    worlds.open('w', at(50));
    void worlds.commit('w', worlds.createReset(at(5)), at(5));
    expect(((worlds.get('w')?.began ?? 0) - at(0)) / minute).toBe(5);
  });

  test('a use in the future counts as a use now', () => {
    const worlds = worldsWith();
    worlds.open('early', at(5000));
    expect(worlds.names(at(0))).toEqual(['default', 'early']);
    expect(worlds.names(at(61))).toEqual(['default']);
  });
});
