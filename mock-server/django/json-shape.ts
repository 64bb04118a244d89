/** Selects the parts of a JSON body to keep while it is parsed: those in the schema of the request. */
import { type RequestSchema, getRequestSchema, listTypes } from './request-schema.ts';

/** Of a list or a map that has no place in it nothing is kept but its kind. */
export interface JsonShape {
  /** Everything is kept, since a response may repeat it. */
  readonly isWhole?: true;
  /** Of a map; values under other names are not kept. */
  readonly properties?: ReadonlyMap<string, JsonShape>;
  /** Of a list. */
  readonly items?: JsonShape;
  readonly maxItems?: number;
  /** Of a longer text this much is enough to refuse it. */
  readonly maxText?: number;
}

/** Responses repeat at most this many characters of a value, and a numeric field accepts no more. */
const maxKeptText = 20_000;

export const wholeShape: JsonShape = { isWhole: true, maxText: maxKeptText };

const shapeCache = new WeakMap<object, JsonShape>();

/** @param pointerOrSchema as `requestSchema` takes it */
export function getShape(document: unknown, pointerOrSchema: unknown): JsonShape {
  const schema = getRequestSchema(document, pointerOrSchema);
  const known = shapeCache.get(schema) ?? createShape(document, schema);
  shapeCache.set(schema, known);
  return known;
}

/** For a body that may have the fields of any of its schemas. @param schemas by media type */
export function getMergedShape(document: unknown, schemas: readonly unknown[]): JsonShape {
  const all = schemas.map((one) => getShape(document, one));
  const properties = all.flatMap((shape) => [...(shape.properties ?? [])]);
  return { ...all[0], ...(properties.length === 0 ? {} : { properties: new Map(properties) }) };
}

function createShape(document: unknown, schema: RequestSchema): JsonShape {
  const types = listTypes(schema);
  if (types.length === 0 || schema.enum !== undefined) return wholeShape;
  const { properties, items = {}, maxItems, maxLength } = schema;
  const isText = types.includes('string') && schema.format === undefined;
  return {
    ...(types.includes('object') && properties !== undefined
      ? {
          properties: new Map(
            Object.entries(properties).map(([name, one]) => [name, getShape(document, one)]),
          ),
        }
      : {}),
    ...(types.includes('array') ? { items: getShape(document, items) } : {}),
    ...(maxItems === undefined ? {} : { maxItems }),
    ...(isText && maxLength === undefined
      ? {}
      : { maxText: Math.max(maxKeptText, 2 * (maxLength ?? 0) + 1) }),
  };
}
