// Which requests a fault strikes: by whom, by what, by count, by chance and until when.
import { duration, instant } from '../../time/time.ts';
import { newClock } from '../simulation/clock.ts';
import type { FaultRule, When } from '../simulation/fault.ts';
import { newWorld, type World } from '../simulation/world.ts';
import { fixture, ownJobId, spec } from '../testing/shipped.ts';
import { aimed, strikesNext } from './match-faults.ts';
import { counted, maxFaults, withFault, withoutFault, withoutFaults } from './active-faults.ts';

const now = instant(1000);
const empty = (seed = 'a') => newWorld('default', { ...fixture, seed }, newClock(now, now));
const rule = (others: Partial<FaultRule> = {}): FaultRule => ({
  effect: { kind: 'reset' },
  where: {},
  when: { kind: 'always' },
  done: true,
  ...others,
});
const armed = (world: World, ...rules: readonly FaultRule[]): World =>
  rules.reduce((so, one) => withFault(so, one, now) ?? so, world);

/** Which of so many requests are struck, as `.` and `x`. */
const listApplied = (when: When, count: number, seed?: string) => {
  let world = armed(empty(seed), rule({ when }));
  return Array.from({ length: count }, () => {
    const [fault] = world.faults;
    const strikes = fault !== undefined && strikesNext(fault, world);
    world = counted(world, ['fault-1'], []);
    return strikes ? 'x' : '.';
  }).join('');
};

test.each<[When, string]>([
  [{ kind: 'always' }, 'xxxxxx'],
  [{ kind: 'next', count: 2 }, 'xx....'],
  [{ kind: 'every', nth: 3 }, '..x..x'],
  [{ kind: 'from', nth: 3 }, '..xxxx'],
  [{ kind: 'probability', share: 0 }, '......'],
  [{ kind: 'probability', share: 1 }, 'xxxxxx'],
])('%j strikes %s', (when, want) => {
  expect(listApplied(when, 6)).toBe(want);
});

test('by chance as often as was asked, the same with the same seed and otherwise with another', () => {
  const when: When = { kind: 'probability', share: 0.25 };
  const first = listApplied(when, 1000);
  expect([...first].filter((one) => one === 'x').length / 1000).toBeCloseTo(0.25, 1);
  expect(listApplied(when, 1000)).toBe(first);
  expect(listApplied(when, 1000, 'b')).not.toBe(first);
});

test('all that a fault asks for must fit', () => {
  const [alice, bob] = ['alice', 'bob'].map((name) => {
    const user = fixture.users.find((one) => one.name === name);
    return user === undefined ? {} : { user };
  });
  const operation = spec.operation('getStatus');
  const world = armed(
    empty(),
    rule(),
    rule({ where: { user: 'alice' } }),
    rule({ where: { operation: 'getStatus' } }),
    rule({ where: { job: ownJobId } }),
    rule({ where: { user: 'alice', operation: 'getStatus', job: ownJobId } }),
  );
  const ids = (sight: Omit<Parameters<typeof aimed>[0], 'world'>) =>
    aimed({ world, ...sight }, now).map(({ id }) => Number(id.slice('fault-'.length)));
  expect(ids({})).toEqual([1]);
  expect(ids({ ...alice })).toEqual([1, 2]);
  expect(ids({ ...bob, operation, job: ownJobId })).toEqual([1, 3, 4]);
  expect(ids({ ...alice, operation, job: ownJobId })).toEqual([1, 2, 3, 4, 5]);
});

test('a fault is over when its time has come', () => {
  const world = armed(empty(), rule({ expiresIn: duration(500) }));
  const at = (time: number) => aimed({ world }, instant(time)).length;
  expect([at(1000), at(1499), at(1500)]).toEqual([1, 1, 0]);
});

test('an id is never given twice, since the journal still tells of the first', () => {
  const world = armed(empty(), rule(), rule());
  const ids = (one: World) => armed(one, rule()).faults.map(({ id }) => id);
  expect(ids(world)).toEqual(['fault-1', 'fault-2', 'fault-3']);
  expect(ids(withoutFault(world, 'fault-2'))).toEqual(['fault-1', 'fault-3']);
  expect(ids(withoutFaults(world))).toEqual(['fault-3']);
});

test('in a full world what will not strike again makes room, and nothing else', () => {
  const full = armed(empty(), ...Array.from({ length: maxFaults }, () => rule()));
  expect(withFault(full, rule(), now)).toBeUndefined();
  const once = armed(withoutFault(full, 'fault-7'), rule({ when: { kind: 'next', count: 1 } }));
  expect(withFault(once, rule(), now)).toBeUndefined();
  const spent = withFault(counted(once, [`fault-${maxFaults + 1}`], []), rule(), now);
  expect(spent?.faults.at(-1)?.id).toBe(`fault-${maxFaults + 2}`);
  expect(spent?.faults).toHaveLength(maxFaults);
});
