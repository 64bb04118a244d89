/** Writes JSON as the framework does. */

/** Compact unless indented; the two line separators escaped, as the framework does for JavaScript's sake. */
export function formatJson(value: unknown, indent: number): string {
  return stringify(value, indent).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

/** `JSON.stringify` throws on a large integer. A function for each value is slow, so only such values get one. */
function stringify(value: unknown, indent: number): string {
  try {
    return JSON.stringify(value, undefined, indent);
  } catch {
    return JSON.stringify(value, markBigInt, indent).replaceAll(/"\ufdd0(-?\d+)"/g, '$1');
  }
}

/** A noncharacter marks it until it is text. */
function markBigInt(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `\ufdd0${value}` : value;
}
