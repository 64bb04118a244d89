/** Validates a request like a serializer of the framework, with the schema in the document. */
import { runAtOnce } from '../portions/at-once.ts';
import { errorTexts } from './error-texts.ts';
import { findFieldErrors, findErrors } from './fields.ts';
import { strip } from './python.ts';
import { type RequestSchema, getRequestSchema } from './request-schema.ts';
import type { Work } from '../portions/portions.ts';
import { isMap } from './values.ts';

/** Errors by field; undefined when there are none. */
export type FieldErrors = Readonly<Record<string, unknown>> | undefined;

/**
 * Every error of the data, by field, in the order of the schema's properties.
 * @param document where `$ref`s of the schema lead
 */
export function findBodyErrorsAtOnce(
  document: unknown,
  pointerOrSchema: unknown,
  data: unknown,
): FieldErrors {
  return runAtOnce(findBodyErrors(document, pointerOrSchema, data));
}

/** The same in portions of about a millisecond. */
export function* findBodyErrors(
  document: unknown,
  pointerOrSchema: unknown,
  data: unknown,
): Work<FieldErrors> {
  if (data === null) return { non_field_errors: [errorTexts.noData] };
  if (!isMap(data)) return { non_field_errors: [errorTexts.root(data)] };
  return yield* findErrors(document, getRequestSchema(document, pointerOrSchema), data);
}

/** The errors of query parameters, which are texts; blank ones count as not sent. */
export function findQueryErrors(
  parameters: readonly { name: string; schema: RequestSchema }[],
  query: ReadonlyMap<string, string>,
): FieldErrors {
  const errors = parameters.flatMap(({ name, schema }) => {
    const text = query.get(name) ?? '';
    const wrong = strip(text) === '' ? undefined : findFieldErrors(undefined, schema, text);
    return wrong === undefined ? [] : [[name, wrong] as const];
  });
  return errors.length === 0 ? undefined : Object.fromEntries(errors);
}
