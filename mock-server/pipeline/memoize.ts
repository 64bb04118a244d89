/** Remembers what was made of texts that come again and again. */

/** Clients have no more of a kind in use at a time. */
const maxKeys = 2000;
/** Longer texts are not remembered: hardly any client sends them, but an attacker may. */
const maxKeyLength = 500;

/**
 * The function with a memory that is limited in keys and in their length.
 * @param make pure
 * @param isKept whether it is worth remembering
 */
export function memoize<Value extends object>(
  make: (key: string) => Value,
  isKept: (value: Value) => boolean = () => true,
): (key: string) => Value {
  let latest = new Map<string, Value>();
  let before = new Map<string, Value>();
  return (key) => {
    const known = latest.get(key);
    if (known !== undefined) return known;
    const value = before.get(key) ?? make(key);
    if (key.length > maxKeyLength || !isKept(value)) return value;
    if (latest.size >= maxKeys) {
      before = latest;
      latest = new Map();
    }
    latest.set(key, value);
    return value;
  };
}
