/** Values for the request schemas of the document: valid ones, changed ones, and how the framework reads a value. */
import fc from 'fast-check';

import { parseUuid } from '../django/uuid.ts';
import { type RequestSchema, getRequestSchema, listTypes } from '../django/request-schema.ts';
import { UploadedFile } from '../django/uploaded-file.ts';

/** A schema and how its values are sent. */
export interface Node {
  readonly document: unknown;
  /** Perhaps a `$ref`. */
  readonly schema: unknown;
  /** In a form all values are texts, and an empty one is not sent. */
  readonly isForm: boolean;
}

/** Where the framework and JSON Schema differ, and why the document does not say so in a schema. */
export const reasons = {
  'number for a text':
    'A CharField takes numbers; clients should not rely on it, so the schema asks for a text.',
  'space around a text': 'A CharField trims before it counts; no keyword of JSON Schema does.',
  'character of no text': 'A CharField refuses the null character, of which the description tells.',
  'text for an integer': 'An IntegerField reads the digits of a text, as forms and queries need it.',
  'other spelling of a UUID':
    'A UUIDField takes all that uuid.UUID takes, integers too; the schema has the usual form.',
  'empty field of a form':
    'An HTML form sends fields that nobody filled in; those that are not required count as not sent.',
  'single field of a form': 'A list in an HTML form is a name that is given several times, or once.',
} as const;

export type ReasonName = keyof typeof reasons;

export function isNode(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof UploadedFile)
  );
}

const resolve = ({ document, schema }: Node): RequestSchema => getRequestSchema(document, schema);
const csv = new UploadedFile('people.csv', 'first_name\r\nAda\r\n');

/** Any value that the schema accepts. */
export function anyValid(node: Node): fc.Arbitrary<unknown> {
  const schema = resolve(node);
  const [type] = listTypes(schema);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.format === 'binary') return fc.constant(csv);
  if (schema.format === 'uuid') return fc.uuid();
  if (type === 'integer') return fc.integer({ min: schema.minimum ?? -5, max: schema.maximum ?? 1000 });
  if (type === 'array') {
    const items = anyValid({ ...node, schema: schema.items });
    return fc.array(items, { minLength: schema.minItems ?? 0, maxLength: 3 });
  }
  if (type !== 'object') return fc.constantFrom('Ada', ' Ada ', '5', 'é😀', "O'Neil");
  const properties = Object.entries(schema.properties ?? {});
  const values = Object.fromEntries(
    properties.map(([name, one]) => [name, anyValid({ ...node, schema: one })]),
  );
  return fc.record(values, { requiredKeys: [...(schema.required ?? [])] });
}

const strange = [
  null,
  true,
  false,
  0,
  5,
  -1,
  1.5,
  '',
  ' ',
  'x',
  '5',
  ' 5 ',
  '5.0',
  '1e1',
  'a\0',
  [],
  ['x'],
  [null],
  {},
  { a: 1 },
] as const;

/** The value with one of its parts, or itself, replaced by something at or past a limit of its schema. */
export function mutate(node: Node, value: unknown): fc.Arbitrary<unknown> {
  const schema = resolve(node);
  const { minimum, maximum, maxLength = 0, maxItems = 0, required = [] } = schema;
  const limits = [
    ...(minimum === undefined ? [] : [minimum - 1, minimum]),
    ...(maximum === undefined ? [] : [maximum, maximum + 1, 500]),
    ...(maxLength === 0 || schema.format === 'binary' ? [] : listTextsAround(maxLength)),
    // Another test covers a list of a hundred thousand.
    ...(maxItems === 0 || maxItems > 1000 ? [] : [fill(maxItems), fill(maxItems + 1)]),
    ...(schema.format === 'uuid' ? uuids : []),
    ...(schema.format === 'binary' ? [new UploadedFile('a.csv', '')] : []),
  ];
  const here = fc.constantFrom<unknown>(...limits, ...(node.isForm ? strange.filter(isText) : strange));
  const entries = isNode(value) ? Object.entries(value) : Array.isArray(value) ? Object.entries(value) : [];
  const below = entries.map(([key, part]) => {
    const child = Array.isArray(value) ? schema.items : schema.properties?.[key];
    return mutate({ ...node, schema: child }, part).map((mutant) => replace(value, key, mutant));
  });
  const extra = isNode(value) ? [fc.constant({ ...value, extra: 'x' })] : [];
  const lacking = isNode(value) ? required.map((name) => fc.constant(removeKey(value, name))) : [];
  // A form is always a map, and so are the maps in it.
  const isFixed = node.isForm && isNode(value);
  return fc.oneof(...(isFixed ? [] : [here]), ...below, ...extra, ...lacking);
}

const isText = (value: unknown) => typeof value === 'string' && !value.includes('\0');
const fill = (length: number) => Array.from({ length }, () => 'a');
const listTextsAround = (length: number) => [
  'a'.repeat(length),
  'a'.repeat(length + 1),
  `${'a'.repeat(length)} `,
  '😀'.repeat(length),
];
const uuids = [
  '9F3E7A2B-7C1D-4F12-8C9A-1B2C3D4E5F60',
  '9f3e7a2b7c1d4f128c9a1b2c3d4e5f60',
  '{9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60}',
  ' 9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60',
];

function replace(value: unknown, key: string, part: unknown): unknown {
  return Array.isArray(value)
    ? value.map((one: unknown, index) => (String(index) === key ? part : one))
    : { ...(value as object), [key]: part };
}

function removeKey(value: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
}

/** The value as the framework reads it, so that a schema can judge it. */
export function read(node: Node, value: unknown): unknown {
  const schema = resolve(node);
  const [type] = listTypes(schema);
  if (value instanceof UploadedFile) return schema.format === 'binary' ? value.content : {};
  if (schema.format === 'binary') return null;
  if (schema.enum !== undefined) return value;
  if (schema.format === 'uuid') return readUuid(value);
  if (type === 'integer' && typeof value === 'string') {
    const found = /^\s*([+-]?\d+)(?:\.0*)?\s*$/.exec(value)?.[1];
    return found === undefined ? value : Number(found);
  }
  if (type === 'string') return readText(value);
  if (type === 'array') {
    const items = node.isForm && typeof value === 'string' ? [value] : value;
    return Array.isArray(items) ? items.map((item) => read({ ...node, schema: schema.items }, item)) : items;
  }
  if (type !== 'object' || !isNode(value)) return value;
  const entries = Object.entries(value).map(([name, one]) => {
    const property: Node = { ...node, schema: schema.properties?.[name] ?? {} };
    const isEmpty = node.isForm && one === '' && !listTypes(resolve(property)).includes('array');
    return isEmpty && schema.required?.includes(name) !== true ? [] : [name, read(property, one)];
  });
  return Object.fromEntries(entries.filter(({ length }) => length > 0) as [string, unknown][]);
}

function readUuid(value: unknown): unknown {
  if (typeof value === 'string') return parseUuid(value) ?? value;
  const isCount = typeof value === 'boolean' || (Number.isInteger(value) && Number(value) >= 0);
  return isCount ? '00000000-0000-0000-0000-000000000001' : value;
}

function readText(value: unknown): unknown {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return value;
  return value.includes('\0') ? null : value.trim();
}
