import {
  duration,
  instant,
  parseDuration,
  parseInstant,
  formatDuration,
  formatRfc3339,
  formatExactDuration,
} from './time.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

test.each([
  ['90s', 90 * second],
  ['5m', 5 * minute],
  ['1h30m', hour + 30 * minute],
  ['250ms', 250],
  ['2d', 2 * day],
  ['1.5s', 1500],
  ['0s', 0],
  ['36500d', 36_500 * day],
  ['PT5M', 5 * minute],
  ['pt5m', 5 * minute],
  ['PT1H30M', hour + 30 * minute],
  ['PT0.5S', 500],
  ['P2D', 2 * day],
  ['P1DT2H', day + 2 * hour],
])('"%s" is a duration of %i ms', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

test.each([
  [''],
  ['90'],
  ['s'],
  ['-5s'],
  ['5 s'],
  [' 5s'],
  ['5S'],
  ['1w'],
  ['1.s'],
  ['1e3s'],
  ['P'],
  ['PT'],
  ['P1DT'],
  ['P1M'],
  ['P1Y'],
  ['PT1.5M'],
  ['36501d'],
  ['NaNs'],
  ['forever'],
])('"%s" is not a duration', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

test.each([
  [0, '0ms'],
  [250, '250ms'],
  [999, '999ms'],
  [second, '1s'],
  [45 * second, '45s'],
  [minute, '1m'],
  [90 * second, '1m 30s'],
  [hour + 30 * minute, '1h 30m'],
  [2 * day + 1 * second, '2d 1s'],
  [Number.POSITIVE_INFINITY, 'forever'],
])('a duration of %d ms is formatted as "%s"', (milliseconds, text) => {
  expect(formatDuration(duration(milliseconds))).toBe(text);
});

test.each([
  ['2026-05-06T14:23:11Z', '2026-05-06T14:23:11.000Z'],
  ['2026-05-06T14:23:11.25Z', '2026-05-06T14:23:11.250Z'],
  ['2026-05-06T14:23:11.123456Z', '2026-05-06T14:23:11.123Z'],
  ['2026-05-06T16:23:11+02:00', '2026-05-06T14:23:11.000Z'],
  ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
  ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z'],
  ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z'],
])('"%s" is the instant %s', (text, utc) => {
  expect(parseInstant(text)).toBe(Date.parse(utc));
});

test.each([
  ['yesterday'],
  ['2026-05-06'],
  ['2026-05-06T14:23Z'],
  ['2026-05-06 14:23:11Z'],
  ['2026-05-06T14:23:11'],
  ['2026-02-30T00:00:00Z'],
  ['2025-02-29T00:00:00Z'],
  ['2026-13-01T00:00:00Z'],
  ['2026-05-06T24:00:00Z'],
  ['2026-05-06T23:60:00Z'],
  ['2026-05-06T14:23:11+25:00'],
  ['1969-12-31T23:59:59Z'],
  ['0001-01-01T00:00:00Z'],
  ['+12026-05-06T14:23:11Z'],
])('"%s" is rejected as the start of a world', (text) => {
  expect(parseInstant(text)).toBeUndefined();
});

test.each([
  ['whole seconds', 0, 'Z', '2026-05-06T14:23:11.987Z', '2026-05-06T14:23:11Z'],
  ['milliseconds', 3, 'Z', '2026-05-06T14:23:11.987Z', '2026-05-06T14:23:11.987Z'],
  ['milliseconds of a whole second', 3, 'Z', '2026-05-06T14:23:11.000Z', '2026-05-06T14:23:11.000Z'],
  ['microseconds', 6, 'Z', '2026-05-06T14:23:11.987Z', '2026-05-06T14:23:11.987000Z'],
  ['microseconds of a whole second', 6, 'Z', '2026-05-06T14:23:11.000Z', '2026-05-06T14:23:11Z'],
  ['an offset', 0, '+00:00', '2026-05-06T14:23:11.987Z', '2026-05-06T14:23:11+00:00'],
  ['a time before 1970', 0, 'Z', '1969-12-30T23:59:59.999Z', '1969-12-30T23:59:59Z'],
])('an instant is formatted with %s, truncated and not rounded', (_, digits, designator, at, text) => {
  expect(formatRfc3339(instant(Date.parse(at)), digits, designator)).toBe(text);
});

test.each([
  ['0s', 0],
  ['250ms', 250],
  ['1s1ms', 1001],
  ['1h30m', 5_400_000],
  ['400d23h59m59s999ms', 401 * 86_400_000 - 1],
])('the formatted duration "%s" is parsed as the same value', (text, length) => {
  expect(formatExactDuration(duration(length))).toBe(text);
  expect(parseDuration(text)).toBe(length);
});
