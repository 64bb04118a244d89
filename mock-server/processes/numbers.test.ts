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
  if (one.slot() === two.slot()) two.changeSlot(new Set([one.slot()]));
  const given = Array.from({ length: 100 }, () => [one.next(start), two.next(start)]).flat();
  expect(new Set(given).size).toBe(200);
});

test('a process takes a slot that no other has, if there is one', () => {
  const numbers = createNumbers('one');
  const all = Array.from({ length: 100 }, (_, slot) => slot);
  const free = (numbers.slot() + 37) % 100;
  numbers.changeSlot(new Set(all.filter((slot) => slot !== free)));
  expect(numbers.slot()).toBe(free);
  numbers.changeSlot(new Set(all));
  expect(numbers.slot()).toBe(free);
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
