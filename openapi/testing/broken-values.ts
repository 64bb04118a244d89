/** Values for any JSON Schema of which most have a few mistakes. */
import * as fc from 'fast-check';

import { resolvePointer } from '../document.ts';
import { isMap, toMap } from '../values.ts';

type Schema = Readonly<Record<string, unknown>>;

const anything = fc.constantFrom<unknown[]>(
  null,
  true,
  0,
  -1,
  1.5,
  1e15,
  '',
  'x',
  'next-change',
  'a'.repeat(300),
  '2026-05-06T14:23:11Z',
  '9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60',
  [],
  [1, 1],
  {},
  { kind: 'clock', '~/': 1 },
);

/** @param document where references lead to */
export function createBrokenValues(document: object, schema: unknown, depth = 4): fc.Arbitrary<unknown> {
  if (depth === 0 || !isMap(schema)) return anything;
  const inner = (one: unknown) => createBrokenValues(document, one, depth - 1);
  const { $ref, const: fixed } = schema;
  if (typeof $ref === 'string') return createBrokenValues(document, resolvePointer(document, $ref), depth);
  const right = 'const' in schema ? fc.constant(fixed) : createRightValues(document, schema, depth, inner);
  return fc.oneof({ weight: 9, arbitrary: right }, { weight: 1, arbitrary: anything });
}

function createRightValues(
  document: object,
  schema: Schema,
  depth: number,
  inner: (schema: unknown) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  if (schema['enum'] !== undefined) return fc.constantFrom(...toList(schema['enum']));
  const branches = [...toList(schema['oneOf']), ...toList(schema['anyOf'])];
  if (branches.length > 0) {
    const { oneOf: _, anyOf: __, ...own } = schema;
    return fc.oneof(
      ...branches.map((branch) => createBrokenValues(document, mergeSchemas(own, toMap(branch)), depth)),
    );
  }
  const merged = toList(schema['allOf']).map(toMap).reduce(mergeSchemas, schema);
  const types = [
    merged['type'] ?? (merged['properties'] ? 'object' : merged['items'] ? 'array' : 'string'),
  ].flat();
  return fc.oneof(...types.map((type) => createOfType(type as string, merged, inner)));
}

function mergeSchemas(one: Schema, other: Schema): Schema {
  const properties = { ...toMap(one['properties']), ...toMap(other['properties']) };
  const required = [one['required'] ?? [], other['required'] ?? []].flat();
  return { ...one, ...other, ...(Object.keys(properties).length === 0 ? {} : { properties, required }) };
}

function createOfType(
  type: string,
  schema: Schema,
  inner: (schema: unknown) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  if (type === 'null') return fc.constant(null);
  if (type === 'boolean') return fc.boolean();
  if (type === 'array') return fc.array(inner(schema['items'] ?? true), { maxLength: 3 });
  if (type === 'object') {
    const properties = toMap(schema['properties']);
    const required = new Set([schema['required'] ?? []].flat());
    const parts = Object.entries(properties).map(([key, value]) =>
      fc
        .option(inner(value), { nil: undefined, freq: required.has(key) ? 30 : 1 })
        .map((one) => [key, one] as const),
    );
    const other = fc.option(
      fc.tuple(fc.constantFrom('odd', '~0/a', '', 'Ab'), inner(schema['additionalProperties'] ?? true)),
      { freq: 1 },
    );
    return fc
      .tuple(fc.tuple(...parts), other)
      .map(([pairs, extra]) =>
        Object.fromEntries([
          ...pairs.filter(([, one]) => one !== undefined),
          ...(extra === null ? [] : [extra]),
        ]),
      );
  }
  if (type === 'string')
    return fc.oneof(
      anything.filter((one) => typeof one === 'string'),
      fc.string({ maxLength: 5 }),
    );
  const { minimum = 0, maximum = 100 } = schema as { minimum?: number; maximum?: number };
  return fc.oneof(
    fc.constantFrom(minimum, maximum, minimum - 1, maximum + 1),
    fc.integer({ min: -3, max: 10 }),
  );
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
