/** A queue in the order of time (a binary heap): the earliest item comes first, at a cost that hardly grows. */
import type { Instant } from '../../time/time.ts';

export interface Queued<Item> {
  readonly at: Instant;
  readonly item: Item;
}

export interface Queue<Item> {
  readonly add: (at: Instant, item: Item) => void;
  /** The earliest item, which stays. */
  readonly peek: () => Queued<Item> | undefined;
  /** Removes the earliest item. */
  readonly take: () => void;
  readonly size: () => number;
}

/** @param compare decides between items of the same time */
export function createQueue<Item>(compare: (a: Item, b: Item) => number): Queue<Item> {
  const heap: Queued<Item>[] = [];
  const isBefore = (a: Queued<Item>, b: Queued<Item> | undefined): boolean =>
    b !== undefined && (a.at < b.at || (a.at === b.at && compare(a.item, b.item) < 0));

  const sink = (one: Queued<Item>): void => {
    let place = 0;
    for (;;) {
      const [left, right] = [heap[2 * place + 1], heap[2 * place + 2]];
      const child = right !== undefined && isBefore(right, left) ? right : left;
      if (child === undefined || !isBefore(child, one)) break;
      heap[place] = child;
      place = 2 * place + (child === left ? 1 : 2);
    }
    heap[place] = one;
  };
  return {
    add: (at, item) => {
      const one = { at, item };
      let place = heap.length;
      heap.push(one);
      for (
        let parent = (place - 1) >> 1;
        place > 0 && isBefore(one, heap[parent]);
        parent = (place - 1) >> 1
      ) {
        const above = heap[parent];
        if (above !== undefined) heap[place] = above;
        place = parent;
      }
      heap[place] = one;
    },
    peek: () => heap[0],
    take: () => {
      const last = heap.pop();
      if (last !== undefined && heap.length > 0) sink(last);
    },
    size: () => heap.length,
  };
}
