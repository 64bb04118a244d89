/** Times and counts as the page shows them. */
import { formatRfc3339, type Instant } from '../time/time.ts';

/** `14:23:11`, in UTC as the API has it. */
export const formatClock = (at: Instant): string => formatRfc3339(at).slice(11, 19);

/** `2026-05-06`. */
export const formatDate = (at: Instant): string => formatRfc3339(at).slice(0, 10);

/** `1,234`. */
export const formatCount = (count: number): string => count.toLocaleString('en');

/** Up to this one, a world counts its requests from 1; processes that share a store give higher numbers. */
export const maxCounted = 2 ** 31;

/** `12`; of a long number the end, which is different for all requests that are near each other. */
export const formatRequestNumber = (number: number): string =>
  number > maxCounted ? `…${String(number).slice(-8)}` : String(number);

/** The first eight characters of an id, which tell the jobs of a world apart. */
export const formatShortId = (id: string): string => id.slice(0, 8);

const units = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
] as const;

/** The two largest units of a length in milliseconds: `2 h 5 min`, `12 s`. */
export function formatLength(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return 'for ever';
  const first = units.findIndex(([size]) => milliseconds >= size);
  if (first < 0) return `${Math.max(0, Math.round(milliseconds))} ms`;
  const parts: string[] = [];
  let rest = milliseconds;
  for (const [size, name] of units.slice(first, first + 2)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${name}`);
  }
  return parts.join(' ');
}
