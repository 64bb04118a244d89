// The delay of responses: its notations, and its distribution.
import { maxDelay } from '../../pipeline/delivery.ts';
import { createDraw } from './effect.ts';
import { drawLatency, parseLatency } from './latency.ts';

const draws = (text: string, seed = 'a') => {
  const latency = parseLatency(text);
  if (latency === undefined) throw new Error(`"${text}" is no latency.`);
  return Array.from({ length: 4000 }, (_, index) =>
    drawLatency(latency, createDraw(seed, 'fault-1', index)),
  ).toSorted((a, b) => a - b);
};

test('a fixed latency is always the same', () => {
  expect(new Set(draws('300ms'))).toEqual(new Set([300]));
});

test('a uniform latency is spread evenly over its range', () => {
  const drawn = draws('100ms to 2s');
  expect(drawn[0]).toBeGreaterThanOrEqual(100);
  expect(drawn.at(-1)).toBeLessThanOrEqual(2000);
  for (const share of [0.25, 0.5, 0.75]) {
    const off = (drawn[4000 * share] ?? 0) - (100 + 1900 * share);
    expect(Math.abs(off)).toBeLessThan(60);
  }
});

test('of a log-normal latency half is below the median, one in a hundred reaches the cap, and none exceeds it', () => {
  const drawn = draws('log-normal 200ms to 5s');
  expect(Math.abs((drawn[2000] ?? 0) - 200)).toBeLessThan(25);
  const capped = drawn.filter((one) => one === 5000).length;
  expect(capped).toBeGreaterThan(15);
  expect(capped).toBeLessThan(80);
  expect(drawn.at(-1)).toBe(5000);
});

test('the same seed gives the same latencies', () => {
  expect(draws('1ms to 1m')).toEqual(draws('1ms to 1m'));
  expect(draws('1ms to 1m')).not.toEqual(draws('1ms to 1m', 'b'));
});

test.each([
  ['1m', true],
  ['0s', true],
  ['PT1S to PT2S', true],
  ['log-normal 1s to 1s', true],
  ['61s', false],
  ['1s to 61s', false],
  ['2s to 1s', false],
  ['log-normal 200ms', false],
  ['log-normal 0s to 1s', false],
  ['normal 1s to 2s', false],
  ['-1s', false],
  ['', false],
])('"%s" is accepted: %s', (text, isTaken) => {
  expect(parseLatency(text) !== undefined).toBe(isTaken);
  expect(maxDelay).toBe(60_000);
});
