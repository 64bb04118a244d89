/** Parses the body of a control request and validates it against the schema of its operation. */
import { type CheckAt, parseJson } from '../../openapi/conformance.ts';
import { toExcerpt } from '../../openapi/diagnostics/excerpt.ts';
import type { SchemaCheck } from '../../openapi/diagnostics/schema-error.ts';
import type { Operation } from '../../openapi/operations.ts';
import { formatDiagnostic } from '../../openapi/diagnostics/render.ts';
import { diagnose } from '../../openapi/diagnostics/diagnose.ts';
import { correctBody, getExample } from './correct-body.ts';

export type ControlBody =
  | { readonly value: Readonly<Record<string, unknown>> }
  /** A part of a sentence for each, and a body without them. */
  | { readonly mistakes: readonly string[]; readonly corrected: Readonly<Record<string, unknown>> };

type Pairs = readonly (readonly [field: string, text: string])[];

/** JSON when it begins like it, else form-encoded: `curl -d advance=1h` is a good command line. */
export function readControlBody(text: string, operation: Operation, checkAt: CheckAt): ControlBody {
  const pointer = operation.requestBody['application/json'];
  if (pointer === undefined || (text.trim() === '' && operation.requiresBody !== true)) return { value: {} };
  const check = checkAt(pointer);
  const complete = ({ value, mistakes }: Checked): ControlBody =>
    mistakes.length > 0
      ? { mistakes, corrected: correctBody(value, check, getExample(pointer)) }
      : { value: value as Readonly<Record<string, unknown>> };
  if (!/^\s*[[{]/.test(text)) return complete(checkForm(text.trim(), check));
  if (isTooDeep(text))
    return complete({ value: {}, mistakes: [`the body is nested deeper than ${maxDepth} levels`] });
  const parsed = parseJson(text);
  return complete(
    parsed === undefined
      ? { value: {}, mistakes: [`the body is not valid JSON: ${toExcerpt(text)}`] }
      : checkValue(parsed.value, check),
  );
}

/** No operation has such a body, and a check of a much deeper one runs out of stack. */
const maxDepth = 64;

function isTooDeep(text: string): boolean {
  let depth = 0;
  let isString = false;
  for (let index = 0; index < text.length; index += 1) {
    const sign = text[index];
    if (sign === '"') isString = !isString;
    else if (isString) index += sign === '\\' ? 1 : 0;
    else if (sign === '[' || sign === '{') depth += 1;
    else if (sign === ']' || sign === '}') depth -= 1;
    if (depth > maxDepth) return true;
  }
  return false;
}

/** No operation has so many fields, and each takes time. */
const maxFields = 1000;

function checkForm(text: string, check: SchemaCheck): Checked {
  if (text.split('&', maxFields + 1).length > maxFields)
    return { value: {}, mistakes: [`the body has more than ${maxFields} fields`] };
  return checkFields([...new URLSearchParams(text)], check);
}

interface Checked {
  readonly value: unknown;
  readonly mistakes: readonly string[];
}

/** The values of fields given as text, and their mistakes. */
export function checkFields(pairs: Pairs, check: SchemaCheck): Checked {
  const value = parseFields(pairs);
  if (check(value) === true) return { value, mistakes: [] };
  // A text can look like a number, such as a name 7.
  const texts = (check.errors ?? []).filter(
    ({ keyword, params }) => keyword === 'type' && params['type'] === 'string',
  );
  return checkValue(parseFields(pairs, new Set(texts.map(({ instancePath }) => instancePath))), check);
}

function checkValue(value: unknown, check: SchemaCheck): Checked {
  if (check(value)) return { value, mistakes: [] };
  return { value, mistakes: diagnose(check.errors, value).map((one) => formatDiagnostic(one, 'the body')) };
}

/** @param texts the fields, as JSON pointers, that stay as they were written */
function parseFields(given: Pairs, texts: ReadonlySet<string> = new Set()): unknown {
  const plain = new Map<string, unknown>();
  // `until.job=...`, or `until[job]=...` as OpenAPI writes it, is a field of a map.
  const maps = new Map<string, Map<string, unknown>>();
  for (const [field, written] of given) {
    const [name = '', key] = field.replace(/^([^.[]+)\[([^\]]+)\]$/, '$1.$2').split('.');
    const value = texts.has(`/${key === undefined ? name : `${name}/${key}`}`)
      ? written
      : parseValue(written);
    if (key === undefined) plain.set(name, value);
    else maps.set(name, (maps.get(name) ?? new Map<string, unknown>()).set(key, value));
  }
  return Object.fromEntries([
    ...plain,
    ...[...maps].map(([name, map]) => [name, Object.fromEntries(map)] as const),
  ]);
}

function parseValue(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
