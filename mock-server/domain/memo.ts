/** Remembers what was computed for the latest keys, within a bound. */

/**
 * @param max how many results are kept, about: the older half goes when as many new ones have come
 * @returns the known result for a key, or what `compute` makes of it
 */
export function createMemo<Key, Result>(max: number, compute: (key: Key) => Result): (key: Key) => Result {
  let young = new Map<Key, Result>();
  let old = new Map<Key, Result>();
  return (key) => {
    const known = young.get(key);
    if (known !== undefined) return known;
    const result = old.get(key) ?? compute(key);
    if (young.size >= max / 2) {
      old = young;
      young = new Map();
    }
    young.set(key, result);
    return result;
  };
}

/** Adds to a set that keeps the latest. @returns the one that had to go */
export function addLatest<Item>(items: Set<Item>, item: Item, max: number): Item | undefined {
  items.delete(item);
  items.add(item);
  if (items.size <= max) return undefined;
  const [oldest] = items;
  if (oldest !== undefined) items.delete(oldest);
  return oldest;
}
