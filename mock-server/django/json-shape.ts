/** Which parts of a JSON body are kept while it is read: those that the schema of a request asks for. */
import { type RequestSchema, requestSchema, typesIn } from './request-schema.ts';

/** Of a list or a map that has no place in it nothing is kept but its kind. */
export interface Shape {
  /** Everything is kept, since an answer may repeat it. */
  readonly isWhole?: true;
  /** Of a map; values under other names are not kept. */
  readonly properties?: ReadonlyMap<string, Shape>;
  /** Of a list. */
  readonly items?: Shape;
  readonly maxItems?: number;
  /** Of a longer text this much is enough to refuse it. */
  readonly maxText?: number;
}

/** An answer repeats no more of a value, and a field for numbers reads none of so many letters. */
const enough = 20_000;

export const whole: Shape = { isWhole: true, maxText: enough };

const shapes = new WeakMap<object, Shape>();

/** @param pointerOrSchema as `requestSchema` takes it */
export function shapeFrom(document: unknown, pointerOrSchema: unknown): Shape {
  const schema = requestSchema(document, pointerOrSchema);
  const known = shapes.get(schema) ?? createShape(document, schema);
  shapes.set(schema, known);
  return known;
}

/** For a body that may have the fields of any of its schemas. @param schemas by media type */
export function shapeFromAny(document: unknown, schemas: readonly unknown[]): Shape {
  const all = schemas.map((one) => shapeFrom(document, one));
  const properties = all.flatMap((shape) => [...(shape.properties ?? [])]);
  return { ...all[0], ...(properties.length === 0 ? {} : { properties: new Map(properties) }) };
}

function createShape(document: unknown, schema: RequestSchema): Shape {
  const types = typesIn(schema);
  if (types.length === 0 || schema.enum !== undefined) return whole;
  const { properties, items = {}, maxItems, maxLength } = schema;
  const isText = types.includes('string') && schema.format === undefined;
  return {
    ...(types.includes('object') && properties !== undefined
      ? {
          properties: new Map(
            Object.entries(properties).map(([name, one]) => [name, shapeFrom(document, one)]),
          ),
        }
      : {}),
    ...(types.includes('array') ? { items: shapeFrom(document, items) } : {}),
    ...(maxItems === undefined ? {} : { maxItems }),
    ...(isText && maxLength === undefined ? {} : { maxText: Math.max(enough, 2 * (maxLength ?? 0) + 1) }),
  };
}
