// Errors are those of Ajv, for every schema of ours and values that break it, and for the keywords that we do not use ourselves.
import { isDeepStrictEqual } from 'node:util';

import * as fc from 'fast-check';
import control from 'prepared:control.json';
import enrichment from 'prepared:enrichment.json';

import profile from '../../fixtures/profile.schema.json' with { type: 'json' };
import scenario from '../../fixtures/scenario.schema.json' with { type: 'json' };
import world from '../../fixtures/world.schema.json' with { type: 'json' };
import { diagnose } from '../diagnostics/diagnose.ts';
import type { SchemaCheck, SchemaError } from '../diagnostics/schema-error.ts';
import { resolvePointer } from '../document.ts';
import { listOperations } from '../operations.ts';
import { listSchemaPointers } from '../spec.ts';
import { createAjv } from '../testing/ajv.ts';
import { createBrokenValues } from '../testing/broken-values.ts';
import { keywordRows } from '../testing/keyword-rows.ts';
import { compileDocument, compileSchema } from './compile.ts';

/** What nothing reads is left out. */
function toComparable({ instancePath, keyword, params, propertyName }: SchemaError) {
  const { comparison: _, deps: __, depsCount: ___, ...others } = params;
  return { instancePath, keyword, params: others, propertyName };
}

function findErrors(check: SchemaCheck, value: unknown) {
  return check(value) ? [] : (check.errors ?? []).map(toComparable);
}

function findDiagnostics(check: SchemaCheck, value: unknown) {
  return check(value) ? [] : diagnose(check.errors, value);
}

/** Compares the checks of one schema for many values. */
function expectSame(
  document: object,
  schema: unknown,
  checks: Readonly<Record<'ours' | 'theirs', SchemaCheck>>,
  seed = 1,
) {
  const { ours, theirs } = checks;
  let wrong = 0;
  for (const value of fc.sample(createBrokenValues(document, schema), { numRuns: runs, seed })) {
    const expected = findErrors(theirs, value);
    if (expected.length > 0) wrong += 1;
    const found = findErrors(ours, value);
    const diagnostics = [findDiagnostics(ours, value), findDiagnostics(theirs, value)];
    // An expectation takes longer than all of the above.
    if (isDeepStrictEqual([found, diagnostics[0]], [expected, diagnostics[1]])) continue;
    expect({ value, found, diagnostics: diagnostics[0] }).toEqual({
      value,
      found: expected,
      diagnostics: diagnostics[1],
    });
  }
  return wrong;
}

const runs = 40;

const documents = { control, enrichment } as unknown as Readonly<
  Record<string, Parameters<typeof listOperations>[0]>
>;

test.each(Object.keys(documents))('every schema of the %s document finds what Ajv finds', (name) => {
  const document = documents[name] ?? {};
  const ajv = createAjv({ discriminator: true, validateSchema: false }).addSchema(document, 'document');
  const checkAt = compileDocument(document, { discriminator: true });
  const schemas = Object.keys((document as { components: { schemas: object } }).components.schemas);
  const pointers = [
    ...listSchemaPointers(listOperations(document as Parameters<typeof listOperations>[0])),
    ...schemas.map((schema) => `#/components/schemas/${schema}`),
  ];
  const wrong = pointers.map((pointer) => {
    const theirs = ajv.compile({
      $ref: `document#${pointer.slice(1).split('/').map(encodeURIComponent).join('/')}`,
    });
    const schema = resolvePointer(document, pointer);
    return expectSame(document, schema, { ours: checkAt(pointer), theirs });
  });
  expect(wrong.filter((count) => count > 0).length).toBeGreaterThan(pointers.length / 2);
});

test.each(Object.entries({ profile, scenario, world }))(
  'the schema of %s files finds what Ajv finds',
  (_, schema) => {
    const checks = { ours: compileSchema(schema), theirs: createAjv().compile(schema) as SchemaCheck };
    for (let seed = 0; seed < 10; seed += 1)
      expect(expectSame(schema, schema, checks, seed)).toBeGreaterThan(0);
  },
);

const rows = Object.entries(keywordRows).flatMap(([keyword, list]) =>
  list.map((row) => [keyword, row] as const),
);

test.each(rows)('%s: %j finds what Ajv finds', (_, { schema, value }) => {
  const ours = compileSchema(schema, { discriminator: true });
  const theirs = createAjv({ discriminator: true }).compile(schema) as SchemaCheck;
  expect(findErrors(ours, value).at(-1)).toEqual(findErrors(theirs, value).at(-1));
  expect(ours(value)).toBe(false);
});

const person = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string', minLength: 2 }, friends: { items: { $ref: '#/$defs/person' } } },
};

/** Schemas that other documents may have. */
const others: Readonly<Record<string, object>> = {
  'a schema that contains itself': { $ref: '#/$defs/person', $defs: { person } },
  'a keyword beside a reference': { $ref: '#/$defs/person', required: ['age'], $defs: { person } },
  'a reference to a name': {
    items: { $ref: '#named' },
    $defs: { one: { $anchor: 'named', type: 'integer' } },
  },
  'a reference with escapes': {
    $ref: '#/$defs/a~1b%25',
    $defs: { 'a/b%': { type: 'string', maxLength: 2 } },
  },
  'a null that is allowed': { type: ['string', 'null'], maxLength: 2, enum: ['x', null] },
  'a null of OpenAPI 3.0': { type: 'integer', nullable: true, minimum: 1 },
  'no schema': { properties: { odd: false, x: true }, items: false },
  'patterns of keys': {
    type: 'object',
    patternProperties: { '^o': { type: 'integer' }, '/': true },
    additionalProperties: false,
  },
  'names of keys': {
    type: 'object',
    propertyNames: { minLength: 2, anyOf: [{ pattern: '^o' }, { const: 'Ab' }] },
  },
  conditions: {
    if: { type: 'string' },
    // oxlint-disable-next-line unicorn/no-thenable -- the keyword of JSON Schema
    then: { minLength: 2, pattern: 'x' },
    else: { type: 'object', minProperties: 1 },
  },
  'only a condition that is not met': { if: { type: 'object' }, else: { type: 'array' } },
  exclusion: { not: { anyOf: [{ type: 'string' }, { type: 'integer', maximum: 3 }] } },
  'all of several': { allOf: [{ required: ['kind'] }, { maxProperties: 1 }, { type: 'object' }] },
  'more than one of several': { oneOf: [{ type: 'integer' }, { minimum: 3 }, { multipleOf: 0.5 }] },
  'keys that need others': {
    type: 'object',
    dependentRequired: { kind: ['at', 'odd'], Ab: [] },
    dependentSchemas: { kind: { minProperties: 3 } },
  },
  'a list with a beginning': {
    type: 'array',
    minItems: 1,
    prefixItems: [{ type: 'integer' }, { enum: ['x'] }],
    items: { type: 'string' },
  },
  'a list with only a beginning': { prefixItems: [{ type: 'integer' }, true], items: false },
  'the same items': { type: 'array', uniqueItems: true, items: { type: ['object', 'array', 'integer'] } },
  'keys that no part knows': {
    type: 'object',
    properties: { kind: true },
    allOf: [{ properties: { odd: { type: 'integer' } } }],
    anyOf: [{ required: ['Ab'], properties: { Ab: true } }, true],
    unevaluatedProperties: false,
  },
  'values of keys that no part knows': {
    patternProperties: { '^k': true },
    unevaluatedProperties: { type: 'string' },
  },
  'items that no part knows': { allOf: [{ prefixItems: [{ type: 'integer' }] }], unevaluatedItems: false },
};

test.each(Object.entries(others))('%s: finds what Ajv finds', (_, schema) => {
  const checks = { ours: compileSchema(schema), theirs: createAjv().compile(schema) as SchemaCheck };
  const values: Record<string, object> = { any: {}, list: { type: 'array', items: schema }, own: schema };
  const tried = Object.values(values).map((one) => expectSame(schema, one, checks));
  expect(Math.max(...tried)).toBeGreaterThan(0);
});

test.each([
  ['int32', 2 ** 31],
  ['int64', 1.5],
  ['double', 1.5],
  ['uuid', '9F3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60'],
  ['date', '2026-02-29'],
  ['date-time', '2026-05-06T23:59:60Z'],
  ['date-time', '2026-05-06 14:23'],
  ['email', 'a@b'],
  ['uri', 'https://a.example/?b#c'],
  ['binary', 'x'],
  ['toString', 'x'],
  ['of nobody', 'x'],
])('the format %s allows %j as far as it does in Ajv', (format, value) => {
  const theirs = createAjv().compile({ format }) as SchemaCheck;
  expect(findErrors(compileSchema({ format }), value)).toEqual(findErrors(theirs, value));
});

test.each([
  [{ $ref: '#/nowhere' }, 'there is no schema at #/nowhere'],
  [{ items: { $ref: 'https://a.example/b' } }, 'there is no schema at https://a.example/b'],
  [{ type: 'text' }, 'type must be one of string, number, integer, boolean, null, array, object, not text'],
  [{ items: 5 }, 'the schema at #/items must be an object, true or false'],
  [{ properties: { a: { enum: [] } } }, 'enum in the schema at #/properties/a must be a list of values'],
  [{ maximum: '5' }, 'maximum in the schema at # must be a number'],
])('%j is not a schema', (schema, message) => {
  const checkAt = compileDocument(schema);
  expect(() => checkAt('#')).toThrow(message);
  expect(() => checkAt('#')).toThrow(message);
});
