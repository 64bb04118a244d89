/** Maps an HTML form to the values that a serializer would find in JSON. */
import type { Form, FormValue } from './form.ts';
import { type RequestSchema, getRequestSchema, listTypes, nestFields } from './request-schema.ts';

type FormMap = Readonly<Record<string, unknown>>;

/** @param schemas of the body, by media type; a form may carry the fields of any */
export function readFormData(document: unknown, schemas: readonly unknown[], form: Form): FormMap {
  return Object.assign(
    {},
    ...schemas.map((one) => readFields(document, nestFields(getRequestSchema(document, one)), form)),
  );
}

function readFields(
  document: unknown,
  { properties = {}, required = [] }: RequestSchema,
  form: Form,
): FormMap {
  const fields = Object.entries(properties).map(([name, property]) => {
    const schema = getRequestSchema(document, property);
    if (listTypes(schema).includes('array')) return [name, form.list(name)] as const;
    if (listTypes(schema).includes('object')) return [name, readMap(document, schema, form, name)] as const;
    const value = form.last(name);
    // A field that is left empty and need not be sent counts as not sent.
    return [name, value === '' && !required.includes(name) ? undefined : value] as const;
  });
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

/** A map without a described value type is accepted as it is. */
function readMap(document: unknown, schema: RequestSchema, form: Form, name: string): FormMap {
  if (schema.properties !== undefined) return readFields(document, schema, form.under(name));
  const entries = form
    .under(name)
    .names()
    .map((key): [string, FormValue] => [key, form.last(`${name}.${key}`) ?? '']);
  return Object.fromEntries(entries);
}
