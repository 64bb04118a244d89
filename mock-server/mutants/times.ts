/** Time as mutants change it: instants in the texts of a job, and stretches of the clock. */
import { formatRfc3339, type Instant, instant, parseInstant } from '../../time/time.ts';
import type { JobView } from '../api/reply.ts';

export const minute = 60_000;
export const day = 1440 * minute;

export function toInstant(text: string): Instant {
  return parseInstant(text) ?? instant(0);
}

export function shiftTime(text: string, by: number): string {
  return formatRfc3339(instant(toInstant(text) + by));
}

/** The later of the two. */
export function toLater(text: string, other: number): string {
  return formatRfc3339(instant(Math.max(toInstant(text), other)));
}

/** Whether the instant falls into an odd stretch of this length, counted from 1970. */
export function isOdd(now: number, length: number): boolean {
  return Math.floor(now / length) % 2 === 1;
}

/** The instant at which the stretch began. */
export function toBegin(time: number, length: number): Instant {
  return instant(Math.floor(time / length) * length);
}

/** A job that has another status in every odd stretch, and was updated when the stretch began. */
export function swingStatus(view: JobView, now: Instant, length: number, status: string): JobView {
  return {
    ...view,
    status: isOdd(now, length) ? status : view.status,
    updated_at: toLater(view.updated_at, toBegin(now, length)),
  };
}
