/** Reads the body of a control request and holds it against the schema of its operation. */
import {
  type CheckAt,
  excerpt,
  parseJson,
  type SchemaCheck,
  type SchemaError,
} from '../../openapi/conformance.ts';
import type { Operation } from '../../openapi/operations.ts';

export type ControlBody =
  | { readonly value: Readonly<Record<string, unknown>> }
  /** A part of a sentence for each. */
  | { readonly mistakes: readonly string[] };

/** JSON when it begins like it, else form-encoded: `curl -d advance=1h` is a good command line. */
export function controlBody(text: string, operation: Operation, checkAt: CheckAt): ControlBody {
  const pointer = operation.requestBody['application/json'];
  if (pointer === undefined || (text.trim() === '' && operation.requiresBody !== true)) return { value: {} };
  const check = checkAt(pointer);
  if (!/^\s*[[{]/.test(text)) return checkedForm(text.trim(), check);
  const parsed = parseJson(text);
  if (parsed === undefined) return { mistakes: [`the body is not valid JSON: ${excerpt(text)}`] };
  return checked(parsed.value, check);
}

/** A form does not tell `name=1` from a number; where the schema wants text, it is text. */
function checkedForm(text: string, check: SchemaCheck): ControlBody {
  const value = fromForm(text, new Set());
  if (check(value)) return { value };
  const texts = (check.errors ?? []).flatMap(({ keyword, params, instancePath }) =>
    keyword === 'type' && params['type'] === 'string' ? [dotted(instancePath)] : [],
  );
  return checked(fromForm(text, new Set(texts)), check);
}

function checked(value: unknown, check: SchemaCheck): ControlBody {
  if (check(value)) return { value: value as Readonly<Record<string, unknown>> };
  return { mistakes: [...new Set((check.errors ?? []).map(sentenceOf))] };
}

/** `until.job`, as a form spells it. */
function dotted(instancePath: string): string {
  return instancePath.slice(1).replaceAll('/', '.');
}

function sentenceOf({
  keyword,
  instancePath,
  message = 'is not allowed',
  params,
  data,
}: SchemaError): string {
  if (keyword === 'required') return `"${String(params['missingProperty'])}" is missing`;
  const stranger = params['additionalProperty'] ?? params['unevaluatedProperty'];
  if (typeof stranger === 'string') return `there is no key "${stranger}"`;
  if (keyword === 'minProperties') return 'the body is empty';
  const what = instancePath === '' ? 'the body' : `"${dotted(instancePath)}"`;
  if (keyword === 'minLength' && data === '') return `${what} is empty`;
  return `${what} ${message}, not ${excerpt(JSON.stringify(data) ?? 'nothing')}`;
}

/** @param texts the names of the fields that are no numbers or truths, whatever they look like */
function fromForm(text: string, texts: ReadonlySet<string>): Readonly<Record<string, unknown>> {
  const pairs = [...new URLSearchParams(text)].map(
    ([name, value]) => [name.split('.'), texts.has(name) ? value : valueOf(value)] as const,
  );
  const plain = pairs.flatMap(([[name = '', key], value]) =>
    key === undefined ? [[name, value] as const] : [],
  );
  // `until.job=...` is a field of a map.
  const nested = pairs.flatMap(([[name = '', key], value]) =>
    key === undefined ? [] : [{ name, key, value }],
  );
  const maps = [...new Set(nested.map(({ name }) => name))].map((name) => {
    const fields = nested.filter((field) => field.name === name);
    return [name, Object.fromEntries(fields.map(({ key, value }) => [key, value]))] as const;
  });
  return Object.fromEntries([...plain, ...maps]);
}

function valueOf(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
