// The numbers that several processes give to requests, and the time of the store as they know it.
import { addDuration, duration, instant } from '../../time/time.ts';
import { start } from '../testing/shipped.ts';
import { createNumbers, createStoreClock, toNumber } from './numbers.ts';

const later = (milliseconds: number) => addDuration(start, duration(milliseconds));

test('numbers increase, in the order of the time of the store, even when it stops', () => {
  const numbers = createNumbers('one');
  const given = [0, 0, 0, 1, 5000, 4000].map((passed) => numbers.next(later(passed)));
  expect(given).toEqual(given.toSorted((a, b) => a - b));
  expect(new Set(given).size).toBe(6);
  expect(toNumber(start)).toBeLessThan(given[0] ?? 0);
  expect(given.every(Number.isSafeInteger)).toBe(true);
});

test('processes with different slots never give the same number', () => {
  const [one, two] = [createNumbers('one'), createNumbers('two')];
  two.meet('one', one.slot());
  const given = Array.from({ length: 100 }, () => [one.next(start), two.next(start)]).flat();
  expect(new Set(given).size).toBe(200);
});

test('of two processes with one slot, one takes another that nobody has, if there is one', () => {
  const numbers = createNumbers('p');
  const slot = numbers.slot();
  const free = (slot + 37) % 100;
  for (let other = 0; other < 100; other += 1)
    if (other !== slot && other !== free) numbers.meet(`a${other}`, other);
  expect([numbers.meet('z', slot), numbers.slot()]).toEqual([false, slot]);
  expect([numbers.meet('b', slot), numbers.slot()]).toEqual([true, free]);
  expect([numbers.meet('b', free), numbers.slot()]).toEqual([false, free]);
  expect(numbers.meet('b', 'no slot')).toBe(false);
});

test('after a mark, all numbers are higher', () => {
  const [reader, writer] = [createNumbers('reader'), createNumbers('writer')];
  const before = writer.next(start);
  const mark = reader.mark(start);
  writer.raise(mark);
  expect(before).toBeLessThan(mark);
  // Also those of a process whose time is behind.
  expect(writer.next(later(-60_000))).toBeGreaterThan(mark);
  expect(reader.mark(start)).toBeGreaterThan(mark);
});

test('the quickest answer of the store shows its time best, and old answers count no longer', () => {
  const clock = createStoreClock();
  expect(clock.isKnown()).toBe(false);
  clock.note(later(3_600_300), start);
  clock.note(later(3_600_002), start);
  clock.note(later(3_600_050), start);
  expect(clock.toStoreTime(instant(start))).toBe(later(3_600_002));
  for (const passed of [61_000, 122_000]) clock.note(later(passed + 7_200_000), later(passed));
  expect(clock.toStoreTime(later(130_000))).toBe(later(7_330_000));
});
