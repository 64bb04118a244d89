/** Instants and durations: branded numbers of milliseconds, their parsing and their spelling. */
import { parseRfc3339 } from './rfc3339.ts';

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number & { readonly brand: 'Instant' };

/** A length of time in milliseconds, never negative. */
export type Duration = number & { readonly brand: 'Duration' };

export const instant = (milliseconds: number): Instant => milliseconds as Instant;
export const duration = (milliseconds: number): Duration => milliseconds as Duration;

/** The last instant that has a timestamp of four-digit years; clocks stop there. */
export const endOfTime = instant(Date.UTC(9999, 11, 31, 23, 59, 59, 999));

/** A time that never comes. */
export const never = instant(Number.POSITIVE_INFINITY);

export const addDuration = (from: Instant, length: Duration): Instant => instant(from + length);
export const computeDuration = (from: Instant, to: Instant): Duration => duration(Math.max(0, to - from));

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The durations that `parseDuration` accepts, for messages. */
export const durationForms = 'such as 90s, 5m, 1h30m, 250ms, 2d or PT5M';

/**
 * Parses `90s`, `1h30m`, `250ms`, `2d`, or ISO 8601 such as `PT5M` and `P1DT2H` (without years or months).
 * @returns undefined for any other text
 */
export function parseDuration(text: string): Duration | undefined {
  const iso = /^P(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i.exec(text);
  if (iso !== null && /\d/.test(text)) {
    const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = iso;
    return toDuration(
      Number(days) * 86_400_000 +
        Number(hours) * 3_600_000 +
        Number(minutes) * 60_000 +
        Number(seconds) * 1000,
    );
  }
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)];
  return toDuration(
    parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (unitMs[unit ?? ''] ?? 0), 0),
  );
}

/** A hundred years; beyond it the instants would leave the range of a Date. */
export const maxDuration = duration(100 * 365 * 86_400_000);

function toDuration(milliseconds: number): Duration | undefined {
  return milliseconds <= maxDuration ? duration(Math.round(milliseconds)) : undefined;
}

/** `1h 30m`, `45s`, `250ms`: a duration for people; `forever` if it does not end. */
export function formatDuration(length: Duration): string {
  if (!Number.isFinite(length)) return 'forever';
  if (length < 1000) return `${Math.round(length)}ms`;
  const seconds = Math.round(length / 1000);
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ];
  return parts
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount}${unit}`)
    .join(' ');
}

/** `1h30m`, `45s`, `1s250ms`: a duration to the millisecond, as `parseDuration` accepts it. */
export function formatExactDuration(length: Duration): string {
  const units = Object.entries(unitMs).toReversed();
  let rest = Math.round(length);
  const parts = units.flatMap(([unit, size]) => {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    return amount === 0 ? [] : [`${amount}${unit}`];
  });
  return parts.length === 0 ? '0s' : parts.join('');
}

/** Parses an RFC 3339 date and time such as `2026-05-06T14:23:11Z`, from 1970 on; undefined if it is not valid. */
export function parseInstant(text: string): Instant | undefined {
  const epochMs = parseRfc3339(text)?.epochMs;
  return epochMs === undefined || epochMs < 0 ? undefined : instant(Math.floor(epochMs));
}

/**
 * Spells an instant in UTC, cut (not rounded) to the given number of digits after the second.
 * @param fractionDigits 0, 3 or 6; with 6 a fraction of zero is left out, as Python's isoformat does
 * @param designator `Z` or `+00:00`
 */
export function formatRfc3339(at: Instant, fractionDigits = 0, designator = 'Z'): string {
  const moment = Math.trunc(at);
  const ofDay = moment - computeDay(moment) * dayMs;
  const whole = `${formatDay(computeDay(moment))}${twoDigits[Math.floor(ofDay / 3_600_000)]}:${twoDigits[Math.floor(ofDay / 60_000) % 60]}:${twoDigits[Math.floor(ofDay / 1000) % 60]}`;
  const fraction = String(ofDay % 1000).padStart(3, '0');
  if (fractionDigits === 0 || (fractionDigits === 6 && fraction === '000')) return `${whole}${designator}`;
  return `${whole}.${fraction.padEnd(fractionDigits, '0').slice(0, fractionDigits)}${designator}`;
}

const dayMs = 86_400_000;
const computeDay = (at: number): number => Math.floor(at / dayMs);
const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

/** The day that was last formatted, since jobs that stand together are often of one day. */
let lastDay = { day: Number.NaN, text: '' };

/** `2026-05-06T`. */
function formatDay(day: number): string {
  if (day !== lastDay.day) lastDay = { day, text: new Date(day * dayMs).toISOString().slice(0, -13) };
  return lastDay.text;
}
