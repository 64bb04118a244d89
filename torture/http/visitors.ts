/** Who waits for a life behind a socket: its time may go on when all runs of the client do. */
import type { ServerResponse } from 'node:http';
import type { GatedLife } from '../play/gate.ts';
import { countOwnRequests } from './own-requests.ts';

export interface Visitors {
  /** A request of a run has arrived. */
  readonly arrive: (run: number, response: ServerResponse) => void;
  /** A run has sent a request with the `fetch` of the life. */
  readonly fetch: (run: number) => void;
  readonly areIdle: () => boolean;
  /** Whether a run of another process goes on. */
  readonly areForeignRunning: () => boolean;
  readonly stop: () => void;
}

/** Bodies that nobody reads stay open; so many real milliseconds after the last event nobody waits for them. */
const maxUnread = 200;

/** @param prefix that of the paths of the gate */
export function createVisitors({ runs, activity, timers, jobs }: GatedLife, prefix: string): Visitors {
  const own = countOwnRequests(prefix, activity.note);
  const open = new Map<number, number>();
  const foreign = new Set<number>();
  let changedAt = performance.now();
  const add = (run: number, by: number): void => {
    open.set(run, (open.get(run) ?? 0) + by);
    changedAt = performance.now();
    activity.note();
  };
  const isIdle = (run: number): boolean => {
    if (!runs.isRunning(run)) return true;
    const count = open.get(run);
    // One that has done nothing yet may be starting.
    if (count === undefined) return timers.list().length > 0;
    return count > 0 || !foreign.has(run);
  };
  return {
    arrive: (run, response) => {
      if (!own.takeArrived()) foreign.add(run);
      add(run, 1);
      let isDone = false;
      const leave = (): void => {
        if (!isDone) add(run, -1);
        isDone = true;
      };
      // What has been sent is on its way to the client, who then does something.
      response.once('finish', leave);
      response.once('close', leave);
    },
    fetch: (run) => {
      open.set(run, open.get(run) ?? 0);
    },
    areIdle: () => {
      const count = [...open.values()].reduce((sum, one) => sum + one, 0);
      if (own.countOpen() > count && performance.now() - changedAt < maxUnread) return false;
      return runs.hasLeft() || [...jobs.keys()].every(isIdle);
    },
    areForeignRunning: () => [...foreign].some(runs.isRunning),
    stop: own.stop,
  };
}

// Taken before a life replaces it.
const performance = { now: globalThis.performance.now.bind(globalThis.performance) };
