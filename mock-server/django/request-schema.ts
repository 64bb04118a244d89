/** The parts of a request's schema that the mock uses, with resolved `$ref`s. */
import { follow } from '../../openapi/document.ts';

export interface RequestSchema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: RequestSchema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, RequestSchema>>;
  readonly 'x-columns'?: { readonly max: number; readonly 'max-cell-length'?: number };
}

/** Each schema belongs to one document, so the target of its `$ref` is resolved once. */
const schemaCache = new WeakMap<object, RequestSchema>();

/** @param pointerOrSchema a JSON pointer such as `#/components/schemas/Job`, or a schema that may be a `$ref` */
export function getRequestSchema(document: unknown, pointerOrSchema: unknown): RequestSchema {
  if (typeof pointerOrSchema !== 'object' || pointerOrSchema === null)
    return follow(document, { $ref: pointerOrSchema }, '').value ?? {};
  const found = schemaCache.get(pointerOrSchema) ?? follow(document, pointerOrSchema, '').value ?? {};
  schemaCache.set(pointerOrSchema, found);
  return found;
}

/**
 * The schema of a form as that of its values: the fields `criteria.a` and `criteria.b` are a map, and `records[0].a` is
 * left out, since it is only an example of an item.
 */
export function nestFields(schema: RequestSchema): RequestSchema {
  const { properties = {} } = schema;
  const names = Object.keys(properties);
  if (!names.some((name) => /[.[]/.test(name))) return schema;
  const nested: Record<string, RequestSchema> = {};
  for (const name of names.filter((one) => !one.includes('['))) {
    const [outer = '', inner] = name.split('.', 2);
    const property = properties[name] ?? {};
    nested[outer] =
      inner === undefined
        ? property
        : { type: 'object', properties: { ...nested[outer]?.properties, [inner]: property } };
  }
  return { ...schema, properties: nested };
}

/** The types that a schema allows; none when it does not say. */
export function listTypes({ type = [] }: RequestSchema): readonly string[] {
  return typeof type === 'string' ? [type] : type;
}
