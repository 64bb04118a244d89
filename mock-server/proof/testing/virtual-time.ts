/** Time that passes only when everybody waits, so that a seed decides the order of everything. */
import { setImmediate as settle } from 'node:timers/promises';

export interface VirtualTime {
  /** In whole milliseconds. */
  readonly now: () => number;
  /** Waits for a random while, but never less than those who waited in this way before. */
  readonly createQueue: () => (milliseconds: number) => Promise<void>;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Lets time pass until a promise settles. */
  readonly until: <Value>(promise: Promise<Value>) => Promise<Value>;
}

export function createVirtualTime(start: number): VirtualTime {
  let now = start;
  const sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  const wakeNext = (): void => {
    let first = 0;
    for (const [index, { at }] of sleepers.entries()) if (at < (sleepers[first]?.at ?? 0)) first = index;
    const [next] = sleepers.splice(first, 1);
    // Somebody loads a module, which takes real time.
    if (next === undefined) return;
    now = Math.max(now, next.at);
    next.wake();
  };
  const waitUntil = async (at: number): Promise<void> =>
    new Promise((wake) => {
      sleepers.push({ at, wake });
    });
  return {
    now: () => Math.floor(now),
    createQueue: () => {
      let latest = now;
      return async (milliseconds) => {
        latest = Math.max(latest, now + milliseconds);
        return waitUntil(latest);
      };
    },
    wait: async (milliseconds) => waitUntil(now + milliseconds),
    until: async (promise) => {
      let isOver = false;
      const end = (): void => {
        isOver = true;
      };
      promise.then(end, end);
      for (;;) {
        // What can go on without waiting goes on first.
        await settle();
        if (isOver) return promise;
        wakeNext();
      }
    },
  };
}
