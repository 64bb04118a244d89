/** Virtual time: what a simulation does later waits in a queue, and time passes only from one of its items to the next. */
import { createQueue } from '../../../time/queue.ts';

export interface VirtualTime {
  /** Milliseconds since the start of the simulation. */
  readonly now: () => number;
  /** @returns a function that cancels it */
  readonly after: (milliseconds: number, act: () => void) => () => void;
  /** Runs what is due until a time, and lets all promises settle after each item. */
  readonly runUntil: (end: number) => Promise<void>;
}

interface Item {
  readonly at: number;
  readonly order: number;
  act: (() => void) | undefined;
}

/** @param settle resolves when all promises that can go on have done so */
export function createVirtualTime(settle: () => Promise<void>): VirtualTime {
  let now = 0;
  let order = 0;
  const queue = createQueue(isBefore);
  return {
    now: () => now,
    after: (milliseconds, act) => {
      const item: Item = { at: now + Math.max(0, milliseconds), order: (order += 1), act };
      queue.add(item);
      return () => {
        item.act = undefined;
      };
    },
    runUntil: async (end) => {
      await settle();
      for (let next = queue.getFirst(); next !== undefined && next.at <= end; next = queue.getFirst()) {
        queue.removeFirst();
        const { act } = next;
        if (act === undefined) continue;
        now = next.at;
        act();
        await settle();
      }
      now = end;
    },
  };
}

const isBefore = (a: Item, b: Item): boolean => (a.at === b.at ? a.order < b.order : a.at < b.at);
