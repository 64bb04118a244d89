/** Reads the body of a control request and holds it against the schema of its operation. */
import { type CheckAt, excerpt, parseJson, type SchemaError } from '../../openapi/conformance.ts';
import type { Operation } from '../../openapi/operations.ts';

export type ControlBody =
  | { readonly value: Readonly<Record<string, unknown>> }
  /** A part of a sentence for each. */
  | { readonly mistakes: readonly string[] };

/** JSON when it begins like it, else form-encoded: `curl -d advance=1h` is a good command line. */
export function controlBody(text: string, operation: Operation, checkAt: CheckAt): ControlBody {
  const pointer = operation.requestBody['application/json'];
  if (pointer === undefined || (text.trim() === '' && operation.requiresBody !== true)) return { value: {} };
  const parsed = /^\s*[[{]/.test(text) ? parseJson(text) : { value: fromForm(text.trim()) };
  if (parsed === undefined) return { mistakes: [`the body is not valid JSON: ${excerpt(text)}`] };
  const check = checkAt(pointer);
  if (check(parsed.value)) return { value: parsed.value as Readonly<Record<string, unknown>> };
  return { mistakes: [...new Set((check.errors ?? []).map(sentenceOf))] };
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
  const what = instancePath === '' ? 'the body' : `"${instancePath.slice(1)}"`;
  return `${what} ${message}, not ${excerpt(JSON.stringify(data) ?? 'nothing')}`;
}

function fromForm(text: string): unknown {
  const pairs = [...new URLSearchParams(text)].map(
    ([name, value]) => [name.split('.'), valueOf(value)] as const,
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
