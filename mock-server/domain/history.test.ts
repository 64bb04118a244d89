import { duration, instant, addDuration } from '../../time/time.ts';
import { fixture, ownJobId as job, start, terms } from '../testing/shipped.ts';
import { createClock, getTime } from './clock.ts';
import type { WorldFault } from './fault.ts';
import { startWorld } from './history.ts';
import { createWorlds } from '../store/worlds.ts';

const at = (seconds: number) => addDuration(start, duration(seconds * 1000));
const fault: WorldFault = {
  id: 'fault-1',
  effect: { kind: 'reset' },
  where: {},
  when: { kind: 'always' },
  expiresAt: at(60),
  done: true,
  matched: 2,
  applied: 1,
};
const history = {
  began: start,
  now: at(10),
  log: [{ kind: 'intervene', job, cause: 'pause', at: at(5) } as const],
  faults: [fault],
};
const startShop = (now = history.now) => startWorld('shop', { fixture, history }, createClock(start, now));

test('a world starts with its history', () => {
  expect(startShop()).toMatchObject({ name: 'shop', began: start, faults: [fault] });
  expect([...startShop().log]).toEqual(history.log);
});

test.each([
  ['later', 3600, 3600],
  ['earlier', -3600, -3600],
  ['less than a second later', 0.25, 0],
  ['less than a second earlier, so that the past stays in the past', -0.25, -1],
])('at another start time the history moves with it: %s', (_, seconds, moved) => {
  const world = startShop(at(10 + seconds));
  expect(world.clock.world).toBe(at(10 + seconds));
  expect([world.began, world.log.at(0)?.at, world.faults[0]?.expiresAt]).toEqual(
    [0, 5, 60].map((second) => at(second + moved)),
  );
});

test('worlds start at the time in their file, unless the mock sets another', () => {
  const options = { fixture, terms, history, speed: 1, frozen: true, max: 3, idle: duration(1000) };
  const real = instant(start + 9e9);
  const first = createWorlds(options).first(real);
  expect(getTime(first.clock, real)).toBe(history.now);
  const started = createWorlds({ ...options, start });
  expect(getTime(started.first(real).clock, real)).toBe(start);
  expect(started.first(real).log.at(0)?.at).toBe(at(-5));
  void started.commit('default', started.createReset(real, at(100)), real);
  expect(getTime(started.first(real).clock, real)).toBe(at(100));
});
