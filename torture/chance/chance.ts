/** Draws from a stream of whole numbers, the same on every machine. */

export interface Chance {
  /** A whole number from `min` to `max`, both included. */
  readonly drawInteger: (min: number, max: number) => number;
}

/** Whether something happens that happens so many times in a hundred. */
export function happens(chance: Chance, percent: number): boolean {
  return chance.drawInteger(1, 100) <= percent;
}

/** One of the items. @throws Error if there is none */
export function pick<Item>(chance: Chance, items: readonly Item[]): Item {
  return pickWeighted(
    chance,
    items.map((item) => [1, item] as const),
  );
}

/** One of the items, each as often as its weight says. @throws Error if there is none */
export function pickWeighted<Item>(
  chance: Chance,
  items: readonly (readonly [weight: number, item: Item])[],
): Item {
  const total = items.reduce((sum, [weight]) => sum + weight, 0);
  let left = chance.drawInteger(1, Math.max(1, total));
  for (const [weight, item] of items) {
    left -= weight;
    if (left <= 0) return item;
  }
  throw new Error('Nothing can be drawn from an empty list.');
}

/** One of the items, the earlier ones more often. */
export function pickEarly<Item>(chance: Chance, items: readonly Item[]): Item {
  const last = items.length - 1;
  const index = Math.min(chance.drawInteger(0, last), chance.drawInteger(0, last));
  return pick(chance, items.slice(index, index + 1));
}
