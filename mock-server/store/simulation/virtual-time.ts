/** Virtual time: what a simulation does later waits in a queue, and time passes only from one of its items to the next. */

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
  const queue: Item[] = [];
  return {
    now: () => now,
    after: (milliseconds, act) => {
      const item: Item = { at: now + Math.max(0, milliseconds), order: (order += 1), act };
      push(queue, item);
      return () => {
        item.act = undefined;
      };
    },
    runUntil: async (end) => {
      await settle();
      for (let next = queue[0]; next !== undefined && next.at <= end; next = queue[0]) {
        pop(queue);
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

/** The queue is a binary heap. */
function push(queue: Item[], item: Item): void {
  let place = queue.length;
  while (place > 0) {
    const above = (place - 1) >> 1;
    const parent = queue[above];
    if (parent === undefined || isBefore(parent, item)) break;
    queue[place] = parent;
    place = above;
  }
  queue[place] = item;
}

function pop(queue: Item[]): void {
  const last = queue.pop();
  if (last === undefined || queue.length === 0) return;
  let place = 0;
  for (;;) {
    let below = 2 * place + 1;
    let child = queue[below];
    const right = queue[below + 1];
    if (child !== undefined && right !== undefined && isBefore(right, child)) {
      below += 1;
      child = right;
    }
    if (child === undefined || isBefore(last, child)) break;
    queue[place] = child;
    place = below;
  }
  queue[place] = last;
}
