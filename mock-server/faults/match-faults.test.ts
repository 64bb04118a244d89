// Which requests a fault applies to: by user, subject, count, probability and time.
import { duration, instant } from '../../time/time.ts';
import { createClock } from '../domain/clock.ts';
import type { FaultRule, FaultTiming } from '../domain/fault.ts';
import { createWorld, type World } from '../domain/world.ts';
import { fixture, ownJobId, spec } from '../testing/shipped.ts';
import { findMatchingFaults } from './match-faults.ts';
import {
  countFaults,
  isAppliedNext,
  maxFaults,
  addFaultRule,
  addFaultRules,
  removeFaultById,
  removeAllFaults,
} from '../domain/active-faults.ts';

const now = instant(1000);
const empty = (seed = 'a') => createWorld('default', { ...fixture, seed }, createClock(now, now));
const rule = (others: Partial<FaultRule> = {}): FaultRule => ({
  effect: { kind: 'reset' },
  where: {},
  when: { kind: 'always' },
  done: true,
  ...others,
});
const addFaults = (world: World, ...rules: readonly FaultRule[]): World => addFaultRules(world, rules, now);

/** The requests that a fault applies to, as `x` among `.`. */
const listApplied = (when: FaultTiming, count: number, seed?: string) => {
  let world = addFaults(empty(seed), rule({ when }));
  return Array.from({ length: count }, () => {
    const [fault] = world.faults;
    const isApplied = fault !== undefined && isAppliedNext(fault, world);
    world = { ...world, ...countFaults(world, 'matched', ['fault-1']) };
    return isApplied ? 'x' : '.';
  }).join('');
};

test.each<[FaultTiming, string]>([
  [{ kind: 'always' }, 'xxxxxx'],
  [{ kind: 'next', count: 2 }, 'xx....'],
  [{ kind: 'every', nth: 3 }, '..x..x'],
  [{ kind: 'from', nth: 3 }, '..xxxx'],
  [{ kind: 'probability', share: 0 }, '......'],
  [{ kind: 'probability', share: 1 }, 'xxxxxx'],
])('%j applies to %s', (when, want) => {
  expect(listApplied(when, 6)).toBe(want);
});

test('the probability is as configured, the same for equal seeds and different for others', () => {
  const when: FaultTiming = { kind: 'probability', share: 0.25 };
  const first = listApplied(when, 1000);
  expect([...first].filter((one) => one === 'x').length / 1000).toBeCloseTo(0.25, 1);
  expect(listApplied(when, 1000)).toBe(first);
  expect(listApplied(when, 1000, 'b')).not.toBe(first);
});

test('all conditions of a fault must match', () => {
  const [alice, bob] = ['alice', 'bob'].map((name) => {
    const user = fixture.users.find((one) => one.name === name);
    return user === undefined ? {} : { user };
  });
  const operation = spec.operation('getStatus');
  const world = addFaults(
    empty(),
    rule(),
    rule({ where: { user: 'alice' } }),
    rule({ where: { operation: 'getStatus' } }),
    rule({ where: { job: ownJobId } }),
    rule({ where: { user: 'alice', operation: 'getStatus', job: ownJobId } }),
  );
  const ids = (context: Omit<Parameters<typeof findMatchingFaults>[0], 'world'>) =>
    findMatchingFaults({ world, ...context }, now).map(({ id }) => Number(id.slice('fault-'.length)));
  expect(ids({})).toEqual([1]);
  expect(ids({ ...alice })).toEqual([1, 2]);
  expect(ids({ ...bob, operation, job: ownJobId })).toEqual([1, 3, 4]);
  expect(ids({ ...alice, operation, job: ownJobId })).toEqual([1, 2, 3, 4, 5]);
});

test('a fault expires at its time', () => {
  const world = addFaults(empty(), rule({ expiresIn: duration(500) }));
  const at = (time: number) => findMatchingFaults({ world }, instant(time)).length;
  expect([at(1000), at(1499), at(1500)]).toEqual([1, 1, 0]);
});

test('an id is never reused, since the journal still refers to it', () => {
  const world = addFaults(empty(), rule(), rule());
  const ids = (change = {}) => addFaults({ ...world, ...change }, rule()).faults.map(({ id }) => id);
  expect(ids()).toEqual(['fault-1', 'fault-2', 'fault-3']);
  expect(ids(removeFaultById(world, 'fault-2'))).toEqual(['fault-1', 'fault-3']);
  expect(ids(removeAllFaults(world))).toEqual(['fault-3']);
});

test('in a full world only a fault that cannot apply again is replaced', () => {
  const full = addFaults(empty(), ...Array.from({ length: maxFaults }, () => rule()));
  expect(addFaultRule(full, rule(), now)).toBeUndefined();
  const once = addFaults(
    { ...full, ...removeFaultById(full, 'fault-7') },
    rule({ when: { kind: 'next', count: 1 } }),
  );
  expect(addFaultRule(once, rule(), now)).toBeUndefined();
  const counted = countFaults(once, 'matched', [`fault-${maxFaults + 1}`]);
  const spent = addFaultRule({ ...once, ...counted }, rule(), now);
  expect(spent?.faults.at(-1)?.id).toBe(`fault-${maxFaults + 2}`);
  expect(spent?.faults).toHaveLength(maxFaults);
});
