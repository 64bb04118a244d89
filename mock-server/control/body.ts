/** Reads the body of a control request and holds it against the schema of its operation. */
import { type CheckAt, excerpt, parseJson, type SchemaError } from '../../openapi/conformance.ts';
import type { Operation } from '../../openapi/operations.ts';

export type ControlBody =
  | { readonly value: Readonly<Record<string, unknown>> }
  | { readonly mistake: string };

/** JSON when it begins like it, else form-encoded: `curl -d advance=1h` is a good command line. */
export function controlBody(text: string, operation: Operation, checkAt: CheckAt): ControlBody {
  const pointer = operation.requestBody['application/json'];
  if (pointer === undefined) return { value: {} };
  const parsed = /^\s*[[{]/.test(text) ? parseJson(text) : { value: fromForm(text.trim()) };
  if (parsed === undefined) return { mistake: `The body is not valid JSON: ${excerpt(text)}` };
  const check = checkAt(pointer);
  if (check(parsed.value)) return { value: parsed.value as Readonly<Record<string, unknown>> };
  const mistakes = (check.errors ?? []).map(sentenceOf).join('; ');
  return { mistake: `This is not what ${operation.id} takes: ${mistakes}. See openapi/control.yaml.` };
}

function sentenceOf({
  keyword,
  instancePath,
  message = 'is not allowed',
  params,
  data,
}: SchemaError): string {
  if (keyword === 'required') return `"${String(params['missingProperty'])}" is missing`;
  if (keyword === 'additionalProperties') return `there is no key "${String(params['additionalProperty'])}"`;
  if (keyword === 'minProperties') return 'the body is empty';
  const what = instancePath === '' ? 'the body' : `"${instancePath.slice(1)}"`;
  return `${what} ${message}, not ${excerpt(JSON.stringify(data) ?? 'nothing')}`;
}

function fromForm(text: string): unknown {
  return Object.fromEntries([...new URLSearchParams(text)].map(([name, value]) => [name, valueOf(value)]));
}

function valueOf(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
