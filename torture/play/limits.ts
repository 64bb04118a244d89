/** The limits of a life: a client that runs in circles is stopped soon. */
import { origin } from './origin.ts';

export interface Limits {
  /** How long a life goes on after all runs of the client have ended, or the page was left, in milliseconds. */
  readonly rest: number;
  /** A client that has not ended when nothing more will happen gets as much time again, at most so much, and the rest. */
  readonly patience: number;
  readonly requests: number;
  /** Of one job, within half a minute. */
  readonly burst: number;
  /** How many timers may fire. */
  readonly timers: number;
}

export const defaultLimits: Limits = {
  rest: 10 * 60_000,
  patience: 20 * 60_000,
  requests: 1500,
  burst: 150,
  timers: 20_000,
};

export interface Guard {
  /** Called with each request before it is sent. @returns whether it may be sent */
  readonly admit: (url: URL) => boolean;
  /** Called for a request that is refused at once, since its signal is aborted. @returns whether the client may go on */
  readonly admitAborted: () => boolean;
  /** The limit that the client has reached. @throws Error for what cannot be played */
  readonly check: () => 'requests' | 'timers' | undefined;
  /** From now on nothing is admitted. */
  readonly close: () => void;
}

const burstMs = 30_000;
/** A client that sends so many aborted requests at one moment loops without waiting. */
const maxAborted = 200;

export function createGuard(options: {
  readonly limits: Limits;
  readonly now: () => number;
  readonly countTimers: () => number;
  readonly jobs: number;
}): Guard {
  const { limits, now, countTimers, jobs } = options;
  const sentAt: number[] = [];
  let foreign: string | undefined;
  let isOver = false;
  let isFlooded = false;
  let aborted = { at: 0, count: 0 };
  const maxBurst = limits.burst * jobs;
  return {
    admit: (url) => {
      if (isOver) return false;
      if (url.origin !== origin) {
        foreign ??= url.href;
        return false;
      }
      sentAt.push(now());
      const first = sentAt[sentAt.length - 1 - maxBurst];
      isFlooded ||= sentAt.length > limits.requests || (first !== undefined && now() - first < burstMs);
      return !isFlooded;
    },
    admitAborted: () => {
      aborted = aborted.at === now() ? { at: now(), count: aborted.count + 1 } : { at: now(), count: 1 };
      isFlooded ||= aborted.count > maxAborted;
      return !isFlooded;
    },
    check: () => {
      if (foreign !== undefined)
        throw new Error(
          `Your client sent a request to ${foreign}, but a life has one server only. Use the baseUrl of the run (${origin}/api/v1).`,
        );
      if (isFlooded) return 'requests';
      return countTimers() > limits.timers ? 'timers' : undefined;
    },
    close: () => {
      isOver = true;
    },
  };
}
