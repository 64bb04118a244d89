/** Walks a JSON value and its schema together, and finds fields and values that the schema does not have. */
import { isMap } from '../../openapi/values.ts';
import { follow, escapeStep } from '../../openapi/document.ts';

/** Something that is missing in the document, with its place there. */
export interface DriftFinding {
  readonly kind: 'status' | 'media type' | 'header' | 'field' | 'value';
  /** The status, the media type, the name of the header or field, or the value. */
  readonly what: string;
  /** Its place in the document, as a JSON pointer. */
  readonly pointer: string;
  /** For a field, its observed types. For a status, its media type. */
  readonly types: readonly string[];
}

interface SchemaPlace {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly pointer: string;
}

/** The first items of a long list are enough. */
const maxItems = 200;

/** @param pointer the place of the schema in the document */
export function findDriftInValue(
  document: unknown,
  pointer: string,
  value: unknown,
): readonly DriftFinding[] {
  const place = resolvePlace(document, { $ref: pointer }, pointer, value);
  if (place === undefined) return [];
  const { schema } = place;
  const findInside = (key: string, one: unknown) =>
    findDriftInValue(document, `${place.pointer}/${key}`, one);
  if (Array.isArray(value))
    return schema['items'] === undefined
      ? []
      : value.slice(0, maxItems).flatMap((item) => findInside('items', item));
  if (isMap(value)) {
    const { properties } = schema;
    if (!isMap(properties)) return [];
    return Object.entries(value).flatMap(([name, one]) =>
      Object.hasOwn(properties, name)
        ? findInside(`properties/${escapeStep(name)}`, one)
        : findUnknownField(place, name, one),
    );
  }
  return findUnknownValue(place, value);
}

function findUnknownField(
  { schema, pointer }: SchemaPlace,
  what: string,
  value: unknown,
): readonly DriftFinding[] {
  // If the schema allows any name, the names are data.
  if (schema['additionalProperties'] !== undefined || !/^[a-z][a-z0-9_]{0,40}$/i.test(what)) return [];
  return [{ kind: 'field', what, pointer, types: [getType(value)] }];
}

function findUnknownValue({ schema, pointer }: SchemaPlace, value: unknown): readonly DriftFinding[] {
  const words = schema['enum'];
  const isNew = Array.isArray(words) && typeof value === 'string' && !words.includes(value);
  if (!isNew || !/^[a-z][a-z_ -]{0,30}$/i.test(value)) return [];
  return [{ kind: 'value', what: value, pointer, types: [] }];
}

function getType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

/** Follows references, and picks the alternative that fits the value best. */
function resolvePlace(
  document: unknown,
  from: unknown,
  pointer: string,
  value: unknown,
): SchemaPlace | undefined {
  const found = follow(document, from, pointer);
  if (!isMap(found.value)) return undefined;
  const place = { schema: found.value, pointer: found.pointer };
  const shapes = (['allOf', 'anyOf', 'oneOf'] as const).flatMap((key) => {
    const list = place.schema[key];
    return Array.isArray(list)
      ? list.map((one: unknown, index) =>
          resolvePlace(document, one, `${found.pointer}/${key}/${index}`, value),
        )
      : [];
  });
  const fitting = shapes.flatMap((shape) => (shape === undefined || !isFitting(shape, value) ? [] : [shape]));
  if (shapes.length === 0 || isMap(place.schema['properties'])) return place;
  return fitting.toSorted((a, b) => score(b, value) - score(a, value))[0];
}

function isFitting({ schema: { type, items } }: SchemaPlace, value: unknown): boolean {
  if (Array.isArray(value)) return type === 'array' || items !== undefined;
  return isMap(value) ? type === 'object' || type === undefined : type !== 'array' && type !== 'object';
}

/** Counts the fields that the schema knows. A missing required field weighs more. */
function score({ schema }: SchemaPlace, value: unknown): number {
  if (!isMap(value)) return 0;
  const { properties, required } = schema;
  const known = isMap(properties) ? Object.keys(value).filter((name) => Object.hasOwn(properties, name)) : [];
  const missing = Array.isArray(required)
    ? required.filter((name) => !Object.hasOwn(value, String(name)))
    : [];
  return known.length - 2 * missing.length;
}
