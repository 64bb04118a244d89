/** Compares a body with its schema: which of its fields the document defines, and how. */
import { follow } from '../../openapi/document.ts';

export interface DocumentedField {
  /** From the root of the body to the field. */
  readonly path: readonly (string | number)[];
  readonly isNullable: boolean;
  /** It names a resource, so that nothing can be done without it. */
  readonly isId: boolean;
  /** The only values that it may have. */
  readonly values: readonly unknown[];
}

interface WalkedSchema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly items?: unknown;
  readonly anyOf?: readonly unknown[];
  readonly oneOf?: readonly unknown[];
  readonly allOf?: readonly unknown[];
}

/**
 * The fields that both the body and its schema have, outermost first.
 * @param pointer the schema, such as `#/components/schemas/Job`
 */
export function listDocumentedFields(
  document: unknown,
  pointer: string,
  body: unknown,
): readonly DocumentedField[] {
  const found = walk(document, { $ref: pointer }, body, []);
  // Of several schemas that may hold for one place, the most lenient counts.
  const places = new Map<string, DocumentedField>();
  for (const field of found) {
    const place = JSON.stringify(field.path);
    const isNullable = field.isNullable || places.get(place)?.isNullable === true;
    places.set(place, { ...field, isNullable });
  }
  return [...places.values()];
}

function walk(
  document: unknown,
  given: unknown,
  value: unknown,
  path: DocumentedField['path'],
): readonly DocumentedField[] {
  const schema = resolveSchema(document, given);
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  const inside = branches.flatMap((branch) => walk(document, branch, value, path));
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items === undefined) return inside;
    return [...inside, ...value.flatMap((item, index) => walk(document, items, item, [...path, index]))];
  }
  if (typeof value !== 'object' || value === null) return inside;
  const known = Object.entries(schema.properties ?? {}).filter(([name]) => Object.hasOwn(value, name));
  return [
    ...inside,
    ...known.flatMap(([name, property]) => {
      const place = [...path, name];
      const inner = (value as Readonly<Record<string, unknown>>)[name];
      return [toField(document, property, place), ...walk(document, property, inner, place)];
    }),
  ];
}

function toField(document: unknown, given: unknown, path: DocumentedField['path']): DocumentedField {
  const { format, enum: values = [] } = resolveSchema(document, given);
  return { path, isNullable: canBeNull(document, given), isId: format === 'uuid', values };
}

function canBeNull(document: unknown, given: unknown): boolean {
  const schema = resolveSchema(document, given);
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  if (types.includes('null') || schema.enum?.includes(null) === true) return true;
  return [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].some((branch) => canBeNull(document, branch));
}

function resolveSchema(document: unknown, given: unknown): WalkedSchema {
  return follow(document, given, '').value ?? {};
}

/** The body with another value at the path. */
export function replaceValue(
  body: unknown,
  [step, ...rest]: DocumentedField['path'],
  value: unknown,
): unknown {
  if (step === undefined) return value;
  if (Array.isArray(body))
    return body.map((item: unknown, index) => (index === step ? replaceValue(item, rest, value) : item));
  const known = body as Readonly<Record<string, unknown>>;
  return { ...known, [step]: replaceValue(known[step], rest, value) };
}
