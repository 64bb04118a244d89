/** What an exploration may spend: requests, jobs, credits and time. Requests to another machine keep their distance. */
import type { PlayerPorts } from './ports.ts';

export interface PurseLimits {
  readonly maxRequests: number;
  readonly maxJobs: number;
  readonly maxCredits: number;
  readonly timeMs: number;
  /** Undefined without a limit. */
  readonly perSecond?: number;
}

export interface Spending {
  readonly requests: number;
  readonly jobs: number;
  readonly credits: number;
}

export type SpentLimit = 'requests' | 'jobs' | 'credits' | 'time';

export interface Purse {
  /** Waits until so many calls may be sent, and counts them. */
  readonly takeCalls: (count: number) => Promise<void>;
  /** The same for a read of a wait, which only the time limits. */
  readonly takePoll: () => Promise<void>;
  /** Counts a submission. */
  readonly takeJob: (credits: number) => void;
  /**
   * Which limit does not allow so much more; undefined if all do.
   * @param kept the part of requests, jobs and credits that must be left
   */
  readonly findSpent: (wanted: Spending, kept: number) => SpentLimit | undefined;
  readonly spent: () => Spending & { readonly polls: number };
  /** When the time is over. */
  readonly endMs: () => number;
  /** Gives as much time again from now on, to shrink what was found. */
  readonly extend: () => void;
}

export function createPurse(
  { maxRequests, maxJobs, maxCredits, timeMs, perSecond }: PurseLimits,
  { now, wait }: Pick<PlayerPorts, 'now' | 'wait'>,
): Purse {
  const used = { requests: 0, jobs: 0, credits: 0 };
  let endMs = now() + timeMs;
  let free = now();
  let polls = 0;
  const keepDistance = async (count: number) => {
    if (perSecond === undefined) return;
    const early = free - now();
    free = Math.max(free, now()) + (count * 1000) / perSecond;
    if (early > 0) await wait(early);
  };
  return {
    takeCalls: async (count) => {
      used.requests += count;
      await keepDistance(count);
    },
    takePoll: async () => {
      polls += 1;
      await keepDistance(1);
    },
    takeJob: (credits) => {
      used.jobs += 1;
      used.credits += credits;
    },
    findSpent: ({ requests, jobs, credits }, kept) => {
      if (now() >= endMs) return 'time';
      if (used.jobs + jobs > maxJobs * (1 - kept)) return 'jobs';
      if (used.credits + credits > maxCredits * (1 - kept)) return 'credits';
      return used.requests + requests > maxRequests * (1 - kept) ? 'requests' : undefined;
    },
    spent: () => ({ ...used, polls }),
    endMs: () => endMs,
    extend: () => {
      endMs = Math.max(endMs, now() + timeMs);
    },
  };
}
