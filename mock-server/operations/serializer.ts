/** Validates a request as a serializer of the framework does, from the schema that the document gives it. */
import { type RequestSchema, requestSchema } from './request-schema.ts';
import type { Form } from './form.ts';
import { canonicalUuid } from './job-view.ts';
import { integer, parseInteger, PythonFloat, pythonText, pythonType, strip, withoutZeros } from './python.ts';
import { UploadedFile } from './uploaded-file.ts';

/** Errors by field; undefined when there are none. */
export type FieldErrors = Readonly<Record<string, unknown>> | undefined;

/** The framework's words. */
const says = {
  required: 'This field is required.',
  null: 'This field may not be null.',
  uuid: 'Must be a valid UUID.',
  integer: 'A valid integer is required.',
  emptyList: 'This list may not be empty.',
  noData: 'No data provided',
  tooLong: 'String value too large.',
  noFile: 'No file was submitted.',
  notFile: 'The submitted data was not a file. Check the encoding type on the form.',
  emptyFile: 'The submitted file is empty.',
  choice: (given: unknown) => `"${pythonText(given)}" is not a valid choice.`,
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
  const schema = requestSchema(document, pointerOrSchema);
  if (data === null) return { non_field_errors: [says.noData] };
  if (!isMap(data)) return { non_field_errors: [says.root(data)] };
  const errors = Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const given = Object.hasOwn(data, name) ? data[name] : undefined;
    if (given === undefined) {
      const missing = requestSchema(document, property).format === 'binary' ? says.noFile : says.required;
      return schema.required?.includes(name) === true ? [[name, [missing]] as const] : [];
    }
    const wrong = valueErrors(document, property, given);
    return wrong === undefined ? [] : [[name, wrong] as const];
  });
  return errors.length === 0 ? undefined : Object.fromEntries(errors);
}

/**
 * What the fields of a serializer find in an HTML form, as the map that they would find in JSON.
 * @param schemas of the body, by media type; a form may carry the fields of any
 */
export function formData(
  document: unknown,
  schemas: readonly unknown[],
  form: Form,
): Readonly<Record<string, unknown>> {
  const fields = schemas.flatMap((one) => {
    const { properties = {}, required = [] } = requestSchema(document, one);
    return Object.entries(properties).map(([name, property]) => {
      const { type } = requestSchema(document, property);
      if (type === 'array') return [name, form.list(name)] as const;
      if (type === 'object') return [name, form.map(name)] as const;
      const value = form.last(name);
      // A field that is left empty and need not be sent counts as not sent.
      return [name, value === '' && !required.includes(name) ? undefined : value] as const;
    });
  });
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

/** The errors of query parameters, which are texts; blank ones count as not sent. */
export function queryErrors(
  parameters: readonly { name: string; schema: RequestSchema }[],
  query: ReadonlyMap<string, string>,
): FieldErrors {
  const errors = parameters.flatMap(({ name, schema }) => {
    const text = query.get(name) ?? '';
    const wrong = strip(text) === '' ? undefined : valueErrors(undefined, schema, text);
    return wrong === undefined ? [] : [[name, wrong] as const];
  });
  return errors.length === 0 ? undefined : Object.fromEntries(errors);
}

function valueErrors(document: unknown, declared: RequestSchema, given: unknown): unknown {
  const schema = requestSchema(document, declared);
  if (given === null) return [says.null];
  if (schema.enum !== undefined) return schema.enum.includes(given) ? undefined : [says.choice(given)];
  if (schema.format === 'binary') return fileErrors(given);
  if (schema.format === 'uuid') return isUuid(given) ? undefined : [says.uuid];
  if (schema.type === 'integer') return integerErrors(schema, given);
  if (schema.type === 'array') return listErrors(document, schema, given);
  if (schema.type === 'object') return isMap(given) ? undefined : [says.map(given)];
  return undefined;
}

const mostLetters = 1000;

function integerErrors({ minimum, maximum }: RequestSchema, given: unknown): readonly string[] | undefined {
  if (typeof given === 'string' && [...given].length > mostLetters) return [says.tooLong];
  const value = integerOf(given);
  if (value === undefined) return [says.integer];
  if (minimum !== undefined && value < minimum) return [says.least(minimum)];
  if (maximum !== undefined && value > maximum) return [says.most(maximum)];
  return undefined;
}

/** The integer that a field of the framework reads, such as 1 from " 1.0 "; undefined when it reads none. */
export function integerOf(given: unknown): number | bigint | undefined {
  const value = parseInteger(withoutZeros(pythonText(given)));
  return value === undefined ? undefined : integer(value);
}

function listErrors(
  document: unknown,
  { items, minItems, maxItems }: RequestSchema,
  given: unknown,
): unknown {
  if (!Array.isArray(given)) return [says.list(given)];
  if (minItems !== undefined && given.length < minItems) return [says.emptyList];
  // The framework would look at the items first; their errors would be a hundred times as long as the body.
  if (maxItems !== undefined && given.length > maxItems) return [says.mostItems(maxItems)];
  const wrong = given.flatMap((item, index) => {
    const errors = items === undefined ? undefined : valueErrors(document, items, item);
    return errors === undefined ? [] : [[String(index), errors] as const];
  });
  return wrong.length > 0 ? Object.fromEntries(wrong) : undefined;
}

function fileErrors(given: unknown): readonly string[] | undefined {
  if (!(given instanceof UploadedFile)) return [says.notFile];
  return given.content === '' ? [says.emptyFile] : undefined;
}

const uuids = 2n ** 128n;

// An integer is a UUID to Python; `true` is an integer to it.
function isUuid(given: unknown): boolean {
  if (typeof given === 'string') return canonicalUuid(given) !== undefined;
  if (typeof given === 'boolean') return true;
  const isInteger = typeof given === 'bigint' || (typeof given === 'number' && Number.isInteger(given));
  return isInteger && given >= 0 && given < uuids;
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof UploadedFile || value instanceof PythonFloat)
  );
}
