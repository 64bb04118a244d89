/** Caches what was computed from a value that never changes, as evidence never does. */

/**
 * Wraps a pure function of one object so that it computes each object once, however many clauses call it.
 * @param compute must depend only on the object, which must never change
 * @returns the same function; its result is released together with the object
 */
export function memoize<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found.value;
    const value = compute(key);
    known.set(key, { value });
    return value;
  };
}
