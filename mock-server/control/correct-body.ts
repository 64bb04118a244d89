/** Corrects a body that its schema rejects: renames and replaces what is wrong, and fills in what is missing. */
import { findNearest } from '../../openapi/complaint.ts';
import { listAllowedWords } from '../../openapi/diagnostics/expectations.ts';
import type { SchemaCheck } from '../../openapi/diagnostics/schema-error.ts';
import { resolvePointer, splitPointer } from '../../openapi/document.ts';
import { getControlDocument } from '../../openapi/shipped.ts';
import { isMap } from '../../openapi/values.ts';

type Body = Readonly<Record<string, unknown>>;

/** The first example of a request body. @param pointer of its schema */
export function getExample(pointer = ''): Body | undefined {
  const examples = resolvePointer(getControlDocument(), pointer.replace(/schema$/, 'examples')) ?? {};
  const [example] = Object.values(examples as Record<string, { readonly value: Body }>);
  return example?.value;
}

/** With more of them a body is beyond repair: each correction copies it. */
const maxErrors = 50;

/** @returns a body that the check accepts: the example, if the given one is beyond repair */
export function correctBody(given: unknown, check: SchemaCheck, example: Body = {}, rounds = 2): Body {
  if (check(given) === true) return given as Body;
  const { errors = [] } = check;
  if (rounds === 0 || !isMap(given) || (errors?.length ?? 0) > maxErrors) return example;
  let body: Record<string, unknown> = { ...given };
  for (const error of errors ?? []) {
    const { instancePath, params, propertyName } = error;
    const [name] = splitPointer(instancePath);
    const stranger = propertyName ?? params['additionalProperty'];
    const words = listAllowedWords(error);
    const missing = params['missingProperty'];
    if (name !== undefined) body[name] = findNearest(String(body[name]), words) ?? words[0] ?? example[name];
    else if (typeof stranger === 'string') {
      const { [stranger]: value, ...others } = body;
      const near = findNearest(stranger, words);
      body = near === undefined ? others : { [near]: value, ...others };
    } else if (typeof missing === 'string') body[missing] = example[missing];
    else body = { ...body, ...example };
  }
  // What is left out is not there at all.
  return correctBody(JSON.parse(JSON.stringify(body)), check, example, rounds - 1);
}
