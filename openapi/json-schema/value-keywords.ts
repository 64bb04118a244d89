/** The keywords of JSON Schema that look at one value and not into it. */
import { isMap } from '../values.ts';
import { type Check, type Keyword, report, type Run } from './check.ts';
import { formats } from './formats.ts';
import { isSameJson } from './types.ts';

/** A keyword that compares one number of the value with its limit. */
function createLimit(measure: (value: never) => number, isWithin: (size: number, limit: number) => boolean) {
  return (keyword: Keyword): Check => {
    const limit = requireNumber(keyword);
    return (value, path, run) =>
      isWithin(measure(value as never), limit) || report(keyword, path, run, { limit });
  };
}

function requireNumber({ keyword, value, at }: Keyword): number {
  if (typeof value !== 'number') throw new Error(`${keyword} in the schema at ${at} must be a number`);
  return value;
}

const isAtMost = (size: number, limit: number): boolean => size <= limit;
const isAtLeast = (size: number, limit: number): boolean => size >= limit;
const getNumber = (value: number): number => value;
const countItems = (value: readonly unknown[]): number => value.length;
const countKeys = (value: object): number => Object.keys(value).length;

/** Characters are code points. */
function countCharacters(text: string): number {
  let count = text.length;
  for (let at = 0; at < text.length - 1; at += 1) {
    if ((text.codePointAt(at) ?? 0) <= 0xffff) continue;
    count -= 1;
    at += 1;
  }
  return count;
}

export const limitKeywords = {
  maximum: createLimit(getNumber, isAtMost),
  minimum: createLimit(getNumber, isAtLeast),
  exclusiveMaximum: createLimit(getNumber, (size, limit) => size < limit),
  exclusiveMinimum: createLimit(getNumber, (size, limit) => size > limit),
  maxLength: createLimit(countCharacters, isAtMost),
  minLength: createLimit(countCharacters, isAtLeast),
  maxItems: createLimit(countItems, isAtMost),
  minItems: createLimit(countItems, isAtLeast),
  maxProperties: createLimit(countKeys, isAtMost),
  minProperties: createLimit(countKeys, isAtLeast),
};

export function compileConst(keyword: Keyword): Check {
  return compare(keyword, [keyword.value], { allowedValue: keyword.value });
}

export function compileEnum(keyword: Keyword): Check {
  const { value, at } = keyword;
  if (!Array.isArray(value) || value.length === 0)
    throw new Error(`enum in the schema at ${at} must be a list of values`);
  return compare(keyword, value, { allowedValues: value });
}

function compare(
  keyword: Keyword,
  allowed: readonly unknown[],
  params: Readonly<Record<string, unknown>>,
): Check {
  const plain = new Set(allowed.filter((value) => typeof value !== 'object' || value === null));
  const others = allowed.filter((value) => !plain.has(value));
  return (value, path, run) =>
    plain.has(value) || others.some((one) => isSameJson(one, value)) || report(keyword, path, run, params);
}

export function compileMultipleOf(keyword: Keyword): Check {
  const multipleOf = requireNumber(keyword);
  return (value, path, run) =>
    Number.isInteger((value as number) / multipleOf) || report(keyword, path, run, { multipleOf });
}

export function compilePattern(keyword: Keyword): Check {
  const pattern = String(keyword.value);
  const test = new RegExp(pattern, 'u');
  return (value, path, run) => test.test(value as string) || report(keyword, path, run, { pattern });
}

/** A format that is not known allows all values. */
export function compileFormat(keyword: Keyword): Check | undefined {
  const format = String(keyword.value);
  const test = Object.hasOwn(formats, format) ? formats[format] : undefined;
  if (test === undefined) return undefined;
  return (value, path, run) => test(value as never) || report(keyword, path, run, { format });
}

export function compileRequired(keyword: Keyword): Check {
  const names = listNames(keyword.value);
  return (value, path, run) =>
    checkPresent(names, value, run, (missingProperty) => report(keyword, path, run, { missingProperty }));
}

export function compileDependentRequired(keyword: Keyword): Check {
  const rows = Object.entries(isMap(keyword.value) ? keyword.value : {}).map(
    ([property, names]) => [property, listNames(names)] as const,
  );
  return (value, path, run) => {
    let valid = true;
    for (const [property, names] of rows) {
      if (!hasKey(value, property)) continue;
      const fits = checkPresent(names, value, run, (missingProperty) =>
        report(keyword, path, run, { property, missingProperty }),
      );
      if (fits) continue;
      if (!run.all) return false;
      valid = false;
    }
    return valid;
  };
}

function checkPresent(
  names: readonly string[],
  value: unknown,
  run: Run,
  reportMissing: (name: string) => false,
): boolean {
  let valid = true;
  for (const name of names) {
    if (hasKey(value, name)) continue;
    reportMissing(name);
    if (!run.all) return false;
    valid = false;
  }
  return valid;
}

function listNames(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** The value of a key; undefined if the object does not have it. */
export function getOwn(value: unknown, key: string): unknown {
  return Object.hasOwn(value as object, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}

/** Whether an object has a key; one whose value is undefined is not in the JSON. */
export function hasKey(value: unknown, key: string): boolean {
  return getOwn(value, key) !== undefined;
}

export function compileUniqueItems(keyword: Keyword): Check | undefined {
  if (keyword.value !== true) return undefined;
  return (value, path, run) => {
    const same = findSame(value as readonly unknown[]);
    return same === undefined || report(keyword, path, run, same);
  };
}

/** The last item that is the same as one before it, and the place of that one. */
function findSame(items: readonly unknown[]): { readonly i: number; readonly j: number } | undefined {
  const isPlain = items.every((item) => typeof item !== 'object' || item === null);
  return isPlain ? findSamePlain(items) : findSameOfAny(items);
}

function findSamePlain(items: readonly unknown[]): { readonly i: number; readonly j: number } | undefined {
  const last = new Map<unknown, number>();
  let same: { readonly i: number; readonly j: number } | undefined;
  for (const [i, item] of items.entries()) {
    const j = last.get(item);
    if (j !== undefined) same = { i, j };
    last.set(item, i);
  }
  return same;
}

function findSameOfAny(items: readonly unknown[]): { readonly i: number; readonly j: number } | undefined {
  for (let i = items.length - 1; i > 0; i -= 1)
    for (let j = i - 1; j >= 0; j -= 1) if (isSameJson(items[i], items[j])) return { i, j };
  return undefined;
}
