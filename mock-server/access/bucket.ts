/** A quota per minute: as many at once as fit into a minute, refilled all the time. */
import type { Instant } from '../../time/time.ts';

export interface Bucket {
  /** Takes one. @returns 0, or the milliseconds until there is one more: then it took none */
  readonly take: (now: Instant) => number;
}

export function createBucket(perMinute: number): Bucket {
  let left = perMinute;
  let seen: Instant | undefined;
  const perMs = perMinute / 60_000;
  return {
    take: (now) => {
      // A clock that was set back gives nothing.
      if (seen !== undefined && now > seen) left = Math.min(perMinute, left + (now - seen) * perMs);
      seen = now;
      if (left >= 1) {
        left -= 1;
        return 0;
      }
      return Math.ceil((1 - left) / perMs);
    },
  };
}
