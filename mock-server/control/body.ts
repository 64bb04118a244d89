/** Reads the body of a control request and holds it against the schema of its operation. */
import { type CheckAt, parseJson } from '../../openapi/conformance.ts';
import { toExcerpt } from '../../openapi/diagnostics/excerpt.ts';
import type { Operation } from '../../openapi/operations.ts';
import { formatDiagnostic } from '../../openapi/diagnostics/render.ts';
import { diagnose } from '../../openapi/diagnostics/diagnose.ts';

export type ControlBody =
  | { readonly value: Readonly<Record<string, unknown>> }
  /** A part of a sentence for each. */
  | { readonly mistakes: readonly string[] };

/** JSON when it begins like it, else form-encoded: `curl -d advance=1h` is a good command line. */
export function readControlBody(text: string, operation: Operation, checkAt: CheckAt): ControlBody {
  const pointer = operation.requestBody['application/json'];
  if (pointer === undefined || (text.trim() === '' && operation.requiresBody !== true)) return { value: {} };
  const isJson = /^\s*[[{]/.test(text);
  const parsed = isJson ? parseJson(text) : { value: parseForm(text.trim()) };
  if (parsed === undefined) return { mistakes: [`the body is not valid JSON: ${toExcerpt(text)}`] };
  const check = checkAt(pointer);
  if (check(parsed.value)) return toControlBody(parsed.value);
  // In a form a text may look like a number: a name such as 7.
  const texts = (check.errors ?? []).filter(
    ({ keyword, params }) => keyword === 'type' && params['type'] === 'string',
  );
  if (!isJson && texts.length > 0) {
    const value = parseForm(text.trim(), new Set(texts.map(({ instancePath }) => instancePath)));
    if (check(value)) return toControlBody(value);
  }
  return { mistakes: diagnose(check.errors, parsed.value).map((one) => formatDiagnostic(one, 'the body')) };
}

const toControlBody = (value: unknown): ControlBody => ({
  value: value as Readonly<Record<string, unknown>>,
});

/** @param texts the fields, as JSON pointers, that stay as they were written */
function parseForm(text: string, texts: ReadonlySet<string> = new Set()): unknown {
  const pairs = [...new URLSearchParams(text)].map(([field, written]) => {
    const names = field.split('.');
    return [names, texts.has(`/${names.join('/')}`) ? written : parseValue(written)] as const;
  });
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

function parseValue(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
