/** Validates a request as a serializer of the framework does, from the schema that the document gives it. */
import { follow } from '../../openapi/document.ts';
import { canonicalUuid } from './job-view.ts';

/** Errors by field; undefined when there are none. */
export type FieldErrors = Readonly<Record<string, unknown>> | undefined;

interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** The framework's words. */
const says = {
  required: 'This field is required.',
  null: 'This field may not be null.',
  uuid: 'Must be a valid UUID.',
  integer: 'A valid integer is required.',
  emptyList: 'This list may not be empty.',
  noData: 'No data provided',
  choice: (given: unknown) =>
    `"${typeof given === 'string' ? given : pythonText(given)}" is not a valid choice.`,
  least: (limit: number) => `Ensure this value is greater than or equal to ${limit}.`,
  most: (limit: number) => `Ensure this value is less than or equal to ${limit}.`,
  mostItems: (limit: number) => `Ensure this field has no more than ${limit} elements.`,
  list: (given: unknown) => `Expected a list of items but got type "${pythonType(given)}".`,
  map: (given: unknown) => `Expected a dictionary of items but got type "${pythonType(given)}".`,
  root: (given: unknown) => `Invalid data. Expected a dictionary, but got ${pythonType(given)}.`,
} as const;

/**
 * Every error of the data, by field, in the order of the schema's properties.
 * @param document where `$ref`s of the schema lead
 */
export function bodyErrors(document: unknown, pointerOrSchema: unknown, data: unknown): FieldErrors {
  const schema = resolve(document, pointerOrSchema);
  if (data === null) return { non_field_errors: [says.noData] };
  if (!isMap(data)) return { non_field_errors: [says.root(data)] };
  const errors = Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const given = Object.hasOwn(data, name) ? data[name] : undefined;
    if (given === undefined)
      return schema.required?.includes(name) === true ? [[name, [says.required]] as const] : [];
    const wrong = valueErrors(document, property, given);
    return wrong === undefined ? [] : [[name, wrong] as const];
  });
  return errors.length === 0 ? undefined : Object.fromEntries(errors);
}

/** The errors of query parameters, which are texts; blank ones count as not sent. */
export function queryErrors(
  parameters: readonly { name: string; schema: Schema }[],
  query: ReadonlyMap<string, string>,
): FieldErrors {
  const errors = parameters.flatMap(({ name, schema }) => {
    const text = query.get(name)?.trim() ?? '';
    const wrong = text === '' ? undefined : valueErrors(undefined, schema, text);
    return wrong === undefined ? [] : [[name, wrong] as const];
  });
  return errors.length === 0 ? undefined : Object.fromEntries(errors);
}

function valueErrors(document: unknown, declared: Schema, given: unknown): unknown {
  const schema = resolve(document, declared);
  if (given === null) return [says.null];
  if (schema.enum !== undefined) return schema.enum.includes(given) ? undefined : [says.choice(given)];
  if (schema.format === 'uuid') return isUuid(given) ? undefined : [says.uuid];
  if (schema.type === 'integer') return integerErrors(schema, given);
  if (schema.type === 'array') return listErrors(document, schema, given);
  if (schema.type === 'object') return isMap(given) ? undefined : [says.map(given)];
  return undefined;
}

function integerErrors({ minimum, maximum }: Schema, given: unknown): readonly string[] | undefined {
  const text = String(given).trim();
  if (!/^[+-]?\d+(\.0*)?$/.test(text) || typeof given === 'boolean') return [says.integer];
  const value = Number(text);
  if (minimum !== undefined && value < minimum) return [says.least(minimum)];
  if (maximum !== undefined && value > maximum) return [says.most(maximum)];
  return undefined;
}

function listErrors(document: unknown, { items, minItems, maxItems }: Schema, given: unknown): unknown {
  if (!Array.isArray(given)) return [says.list(given)];
  if (minItems !== undefined && given.length < minItems) return [says.emptyList];
  if (maxItems !== undefined && given.length > maxItems) return [says.mostItems(maxItems)];
  if (items === undefined) return undefined;
  const wrong = given.flatMap((item, index) => {
    const errors = valueErrors(document, items, item);
    return errors === undefined ? [] : [[String(index), errors] as const];
  });
  return wrong.length === 0 ? undefined : Object.fromEntries(wrong);
}

// An integer is a UUID to Python; `true` is an integer to it.
function isUuid(given: unknown): boolean {
  if (typeof given === 'string') return canonicalUuid(given) !== undefined;
  return typeof given === 'boolean' || (typeof given === 'number' && Number.isInteger(given) && given >= 0);
}

function resolve(document: unknown, schema: unknown): Schema {
  return follow(document, typeof schema === 'string' ? { $ref: schema } : schema, '').value as Schema;
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A JSON value as Python spells it. */
function pythonText(value: unknown): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return `'${value}'`;
  if (Array.isArray(value)) return `[${value.map(pythonText).join(', ')}]`;
  if (typeof value === 'number' || !isMap(value)) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, inner]) => `'${key}': ${pythonText(inner)}`)
    .join(', ')}}`;
}

function pythonType(value: unknown): string {
  if (value === null) return 'NoneType';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  return { string: 'str', boolean: 'bool' }[typeof value as string] ?? 'dict';
}
