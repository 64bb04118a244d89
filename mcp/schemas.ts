/** JSON Schemas of tools from those of the control document: references followed, `allOf` merged. Pure. */
import { resolvePointer } from '../openapi/document.ts';
import { type AnyMap, isMap, toMap } from '../openapi/values.ts';
import { toText } from './to-text.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** A schema without references, for a client that knows no document. */
export function expandSchema(document: object, schema: unknown, depth = 0): JsonSchema {
  // No schema of the control document contains itself.
  if (!isMap(schema) || depth > maxDepth) return {};
  const { $ref, allOf, properties, items, additionalProperties, discriminator: _, ...own } = schema;
  const expand = (inner: unknown): JsonSchema => expandSchema(document, inner, depth + 1);
  const merged = (Array.isArray(allOf) ? allOf : [])
    .map(expand)
    .reduce<JsonSchema>(
      mergeObjects,
      typeof $ref === 'string' ? expand(resolvePointer(document, $ref.replace(/^#/, ''))) : {},
    );
  const { propertyNames: __, examples: ___, example: ____, oneOf, anyOf, ...plain } = own;
  return mergeObjects(merged, {
    ...plain,
    ...(properties === undefined ? {} : { properties: mapValues(toMap(properties), expand) }),
    ...(items === undefined ? {} : { items: expand(items) }),
    ...(isMap(additionalProperties)
      ? { additionalProperties: expand(additionalProperties) }
      : additionalProperties === undefined
        ? {}
        : { additionalProperties }),
    ...(Array.isArray(oneOf) ? { oneOf: oneOf.map(expand) } : {}),
    ...(Array.isArray(anyOf) ? { anyOf: anyOf.map(expand) } : {}),
  });
}

const maxDepth = 12;

function mergeObjects(one: JsonSchema, other: JsonSchema): JsonSchema {
  const properties = { ...toMap(one['properties']), ...toMap(other['properties']) };
  const required = [...toList(one['required']), ...toList(other['required'])];
  return {
    ...one,
    ...other,
    ...(Object.keys(properties).length === 0 ? {} : { properties }),
    ...(required.length === 0 ? {} : { required: [...new Set(required)] }),
  };
}

/** Several schemas for values of one name: the same one, or a choice. Each description names its actions. */
export function joinSchemas(
  given: readonly { readonly action: string; readonly schema: JsonSchema }[],
  hasOneAction: boolean,
): JsonSchema {
  const shapes = new Map<string, JsonSchema>();
  const texts = new Map<string, string[]>();
  for (const { action, schema } of given) {
    const { description = '', ...shape } = schema;
    shapes.set(JSON.stringify(shape), shape);
    const text = toText(description);
    texts.set(text, [...(texts.get(text) ?? []), action]);
  }
  const [only = {}, ...others] = shapes.values();
  const description = [...texts]
    .map(([text, actions]) => (hasOneAction ? text : `${actions.join(', ')}: ${text}`))
    .join(' ');
  return others.length === 0 ? { ...only, description } : { anyOf: [only, ...others], description };
}

/** The shape of results, whose names say enough: without descriptions, without what only checks, and not too deep. */
export function outlineSchema(schema: unknown, depth = 0): JsonSchema {
  const outline = (inner: unknown): JsonSchema => outlineSchema(inner, depth + 1);
  const { type, properties, items, enum: words, additionalProperties } = toMap(schema);
  const values = isMap(additionalProperties) ? outline(additionalProperties) : undefined;
  return {
    ...(type === undefined ? {} : { type }),
    ...(words === undefined ? {} : { enum: words }),
    ...(properties === undefined || depth > 0 ? {} : { properties: mapValues(toMap(properties), outline) }),
    ...(items === undefined ? {} : { items: outline(items) }),
    ...(values === undefined ? {} : { additionalProperties: values }),
  };
}

export function mapValues<To>(map: AnyMap, change: (value: unknown) => To): Readonly<Record<string, To>> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}

export const toList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
