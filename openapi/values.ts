/** Values of unknown shape. */

export type AnyMap = Readonly<Record<string, unknown>>;

export function isMap(value: unknown): value is AnyMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The map itself; an empty one for anything else. */
export function toMap(value: unknown): AnyMap {
  return isMap(value) ? value : {};
}
