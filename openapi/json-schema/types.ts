/** The types of JSON Schema, and when two values are the same. */
import { isMap } from '../values.ts';
import type { JsonSchema } from './check.ts';

const tests: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  // JSON can contain a number that is too large, which is read as infinite.
  integer: (value) => typeof value === 'number' && (Number.isInteger(value) || Math.abs(value) === Infinity),
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: Array.isArray,
  object: isMap,
};

/** @throws Error for a type that JSON does not have */
export function getTypeTest(type: string): (value: unknown) => boolean {
  const test = tests[type];
  if (test === undefined)
    throw new Error(`type must be one of ${Object.keys(tests).join(', ')}, not ${type}`);
  return test;
}

/** The types that a schema allows; empty if it allows all. */
export function listSchemaTypes({ type, nullable }: JsonSchema): readonly string[] {
  const types = type === undefined ? [] : [type].flat().map(String);
  return nullable === true && types.length > 0 && !types.includes('null') ? [...types, 'null'] : types;
}

/** Whether two JSON values are the same; the order of keys does not matter. */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one))
    return (
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((item, index) => isSameJson(item, other[index]))
    );
  if (!isMap(one) || !isMap(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSameJson(one[key], other[key]))
  );
}
