/** A ring buffer: the latest entries up to its capacity, at a small constant cost for each. */

export interface Ring<Item> {
  readonly put: (item: Item) => void;
  readonly size: () => number;
  /** The entries, oldest first. */
  readonly items: () => readonly Item[];
}

/** @param capacity a whole number from 1 on; a ring that holds less takes no more room than it needs */
export function createRing<Item>(capacity: number): Ring<Item> {
  const kept: Item[] = [];
  // The index of the oldest entry once the ring is full.
  let oldest = 0;
  return {
    put: (item) => {
      if (kept.length < capacity) {
        kept.push(item);
        return;
      }
      kept[oldest] = item;
      oldest = (oldest + 1) % capacity;
    },
    size: () => kept.length,
    items: () => [...kept.slice(oldest), ...kept.slice(0, oldest)],
  };
}
