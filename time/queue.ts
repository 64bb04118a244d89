/** A queue of things in an order, such as that of their times: a binary heap. */

export interface Queue<Item> {
  readonly add: (item: Item) => void;
  /** The one that comes before all others; undefined if there is none. */
  readonly getFirst: () => Item | undefined;
  readonly removeFirst: () => void;
}

/** @param isBefore a total order: of two different items, one comes before the other */
export function createQueue<Item extends object>(isBefore: (one: Item, other: Item) => boolean): Queue<Item> {
  const heap: Item[] = [];
  return {
    add: (item) => {
      let place = heap.length;
      while (place > 0) {
        const above = (place - 1) >> 1;
        const parent = heap[above];
        if (parent === undefined || isBefore(parent, item)) break;
        heap[place] = parent;
        place = above;
      }
      heap[place] = item;
    },
    getFirst: () => heap[0],
    removeFirst: () => {
      const last = heap.pop();
      if (last === undefined || heap.length === 0) return;
      let place = 0;
      for (;;) {
        let below = 2 * place + 1;
        let child = heap[below];
        const right = heap[below + 1];
        if (child !== undefined && right !== undefined && isBefore(right, child)) {
          below += 1;
          child = right;
        }
        if (child === undefined || isBefore(last, child)) break;
        heap[place] = child;
        place = below;
      }
      heap[place] = last;
    },
  };
}
