/** Keeps results small enough for a model: lists are cut, and a note says how to get the rest. Pure. */
import { isMap } from '../openapi/values.ts';

/** About four thousand tokens. */
const maxResult = 16_000;

/** The longest lists that are tried, in turn. */
const lengths = [200, 100, 50, 20, 10, 5, 2, 1];
const maxString = 2000;

export interface Bounded {
  readonly value: unknown;
  readonly isCut: boolean;
}

/** The value with shorter lists and strings, if it is too large. @param keepsEnd whether the last items of a list are the newest */
export function boundValue(value: unknown, keepsEnd: boolean, max = maxResult): Bounded {
  if (measure(value) <= max) return { value, isCut: false };
  for (const length of lengths) {
    const cut = shorten(value, length, keepsEnd);
    if (measure(cut) <= max) return { value: cut, isCut: true };
  }
  return { value: undefined, isCut: true };
}

const measure = (value: unknown): number => JSON.stringify(value)?.length ?? 0;

function shorten(value: unknown, length: number, keepsEnd: boolean): unknown {
  if (typeof value === 'string') return value.length > maxString ? `${value.slice(0, maxString)}...` : value;
  if (Array.isArray(value)) {
    const kept: readonly unknown[] = keepsEnd ? value.slice(-length) : value.slice(0, length);
    return kept.map((one) => shorten(one, length, keepsEnd));
  }
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, shorten(inner, length, keepsEnd)]),
  );
}
