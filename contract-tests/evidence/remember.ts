/** Remembers what was computed from a value that never changes, as evidence never does. */

/**
 * Wraps a pure function of one object so that each object is looked at once, however many clauses ask.
 * @param compute must depend on nothing but the object, which must never change
 * @returns the same function; what it returned is forgotten together with the object
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
