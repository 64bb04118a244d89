/** The clock of a store that the processes of one machine share: it never goes back, and follows the wall clock when that is ahead. */
import { type Instant, instant } from '../../time/time.ts';
import type { Lease } from './messages.ts';

export interface StoreClock {
  readonly now: () => Instant;
  /** @returns undefined when the clock is about to be set forward, which nobody may miss */
  readonly grant: (milliseconds: number) => Lease | undefined;
}

export interface StoreClockOptions {
  readonly wall: () => Instant;
  /** Milliseconds by a clock that cannot be set, and that all processes share. */
  readonly monotonic: () => number;
  /** The time from which it starts, if the wall clock is behind it. */
  readonly atLeast?: Instant;
}

/** The wall clock shows whole milliseconds, and is adjusted by small amounts all the time. */
const maxBehindMs = 5;

export function createStoreClock({ wall, monotonic, atLeast = instant(0) }: StoreClockOptions): StoreClock {
  let offset = Math.max(wall(), atLeast) - monotonic();
  /** When the last lease with this offset ends. */
  let promised = Number.NEGATIVE_INFINITY;
  let next: { readonly offset: number; readonly from: number } | undefined;
  const read = (): number => {
    const time = monotonic();
    const behind = wall() - (time + offset);
    if (behind > maxBehindMs && next === undefined) next = { offset: offset + behind, from: promised };
    if (next !== undefined && time >= next.from) {
      ({ offset } = next);
      next = undefined;
    }
    return time;
  };
  return {
    now: () => toTime(read(), offset),
    grant: (milliseconds) => {
      const time = read();
      if (next !== undefined) return undefined;
      const until = time + milliseconds;
      promised = Math.max(promised, until);
      return { until, offset };
    },
  };
}

/** The time of the store, in whole milliseconds. */
export const toTime = (monotonic: number, offset: number): Instant => instant(Math.floor(monotonic + offset));
