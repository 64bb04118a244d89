/** Parses the query of a control request and validates it against the parameters of its operation. */
import type { CheckAt } from '../../openapi/conformance.ts';
import { quoteValue } from '../../openapi/diagnostics/excerpt.ts';
import { findNearest, formatSuggestion, formatOneOf } from '../../openapi/complaint.ts';
import type { Operation, Parameter } from '../../openapi/operations.ts';
import { formatDiagnostic } from '../../openapi/diagnostics/render.ts';
import { diagnose } from '../../openapi/diagnostics/diagnose.ts';

type QueryValue = string | number | boolean | undefined;

export interface ControlQuery {
  readonly values: Readonly<Record<string, QueryValue>>;
  /** One sentence for each invalid parameter. */
  readonly mistakes: readonly string[];
  /** The values without the mistakes. */
  readonly set: Readonly<Record<string, unknown>>;
}

export function readControlQuery(text: string, operation: Operation, checkAt: CheckAt): ControlQuery {
  const known = operation.parameters.filter(({ in: place }) => place === 'query');
  const given = new URLSearchParams(text);
  const names = known.map(({ name }) => name);
  const strangers = [...new Set(given.keys())].filter((name) => !names.includes(name));
  const read = known.map(
    (parameter) => [parameter, parseValue(parameter, given.get(parameter.name))] as const,
  );
  const fits = (name: string, value: string | null): boolean => {
    const parameter = known.find((one) => one.name === name);
    return (
      parameter !== undefined && findMistakes(parameter, parseValue(parameter, value), checkAt).length === 0
    );
  };
  const set: Record<string, unknown> = {};
  for (const [name, value] of given) {
    const { schema } = known.find((one) => one.name === name) ?? {};
    const near = findNearest(name.slice(0, 100), names) ?? '';
    if (!fits(name, value))
      set[name] =
        schema?.enum && (findNearest(value.slice(0, 100), schema.enum.map(String)) ?? schema.enum[0]);
    if (schema === undefined && !given.has(near) && fits(near, value)) set[near] = value;
  }
  const allowed = names.length === 0 ? 'this operation takes none' : `allowed: ${formatOneOf(names)}`;
  return {
    set,
    values: Object.fromEntries(
      read.map(([{ name, schema }, value]) => [name, value ?? (schema.default as QueryValue)]),
    ),
    mistakes: [
      ...strangers.map(
        (name) =>
          `unknown query parameter ${quoteValue(name)}${formatSuggestion(name, names) || `; ${allowed}`}`,
      ),
      ...read.flatMap(([parameter, value]) => findMistakes(parameter, value, checkAt)),
    ],
  };
}

function parseValue({ schema }: Parameter, text: string | null): QueryValue {
  if (text === null) return undefined;
  if (schema.type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  if ((schema.type === 'integer' || schema.type === 'number') && /^-?\d+(\.\d+)?$/.test(text))
    return Number(text);
  return text;
}

function findMistakes(
  { name, schemaPointer }: Parameter,
  value: QueryValue,
  checkAt: CheckAt,
): readonly string[] {
  if (value === undefined) return [];
  const check = checkAt(schemaPointer);
  if (check(value)) return [];
  return diagnose(check.errors, value).map((one) => formatDiagnostic(one, `"${name}"`));
}
