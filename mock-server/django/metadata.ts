/** Describes the fields of a request body like the framework's SimpleMetadata, from the schema in the document. */
import { type RequestSchema, getRequestSchema, listTypes } from './request-schema.ts';

/** The fields by name. @param pointer of the schema in the document */
export function describeBody(document: unknown, pointer: string): Readonly<Record<string, unknown>> {
  const { properties = {}, required = [] } = getRequestSchema(document, { $ref: pointer });
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [
      name,
      describeField(document, schema, required.includes(name), toLabel(name)),
    ]),
  );
}

function describeField(document: unknown, declared: unknown, required: boolean, label?: string): unknown {
  const schema = getRequestSchema(document, declared);
  const { minItems = 0 } = schema;
  const limits = {
    // A list that may not be empty has no field for it.
    min_length: minItems > 1 ? minItems : schema.minLength,
    max_length: schema.maxItems ?? schema.maxLength,
    min_value: schema.minimum,
    max_value: schema.maximum,
  };
  const choices = schema.enum?.map((value) => ({ value, display_name: String(value) }));
  return removeUndefined({
    type: getType(schema),
    required,
    read_only: false,
    label,
    ...limits,
    child: describeChild(document, schema),
    choices,
  });
}

function getType(schema: RequestSchema): string {
  if (schema.enum !== undefined) return 'choice';
  if (schema.format === 'binary') return 'file upload';
  return types[listTypes(schema)[0] ?? ''] ?? 'field';
}

const types: Readonly<Record<string, string>> = {
  array: 'list',
  object: 'nested object',
  string: 'string',
  integer: 'integer',
  number: 'float',
  boolean: 'boolean',
};

/** A map is a DictField, whose values are not checked. */
function describeChild(document: unknown, schema: RequestSchema): unknown {
  const { items } = schema;
  if (listTypes(schema).includes('object')) return describeField(document, {}, true);
  return listTypes(schema).includes('array') && items !== undefined
    ? describeField(document, items, true)
    : undefined;
}

/** As the framework makes a label of a name: `csv_file_id` is "Csv file id". */
function toLabel(name: string): string {
  const words = name.replaceAll('_', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function removeUndefined(entries: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
}
