/** What a compiled schema is, and how its keywords report errors. */
import type { SchemaError } from '../diagnostics/schema-error.ts';
import { escapeStep } from '../document.ts';

/** One use of a compiled schema. */
export interface Run {
  /** Where errors are added; absent while only the result matters. */
  readonly errors?: SchemaError[];
  /** Whether to go on after the first error. */
  readonly all: boolean;
  /** The key that is being checked, while it is the name of a key. */
  readonly name?: string;
}

/**
 * A compiled schema or a keyword of it.
 * @param path the JSON pointer of the value; only needed for errors
 * @returns whether the value is valid
 */
export type Check = (value: unknown, path: string, run: Run) => boolean;

/** A run that only finds out whether a value is valid. */
export const quietRun: Run = { all: false };

/** A keyword at its place in a schema. */
export interface Keyword {
  readonly keyword: string;
  /** Its value. */
  readonly value: unknown;
  /** The schema that contains it. */
  readonly schema: JsonSchema;
  /** The pointer of that schema. */
  readonly at: string;
  readonly scope: Scope;
}

export type JsonSchema = Readonly<Record<string, unknown>>;

/** What the keywords of a schema need from its document. */
export interface Scope {
  readonly options: CheckOptions;
  /** Compiles a schema inside the document. @param at its pointer */
  readonly compile: (schema: unknown, at: string) => Check;
  /** The compiled target of a reference. @throws Error when there is none */
  readonly follow: (reference: string) => Check;
  /** The target of a reference itself; undefined when there is none. */
  readonly find: (reference: string) => unknown;
}

export interface CheckOptions {
  /** Stops at the first error. */
  readonly onlyFirst?: boolean;
  /** Uses `discriminator` of OpenAPI instead of trying each branch of `oneOf`; all branches must have its property. */
  readonly discriminator?: boolean;
}

/** Adds an error, unless only the result matters. @returns false */
export function report(
  { keyword, schema, at }: Pick<Keyword, 'keyword' | 'schema' | 'at'>,
  path: string,
  run: Run,
  params: Readonly<Record<string, unknown>>,
): false {
  run.errors?.push({
    instancePath: path,
    keyword,
    params,
    schemaPath: `${at}/${keyword}`,
    parentSchema: schema,
    ...(run.name === undefined ? {} : { propertyName: run.name }),
  });
  return false;
}

/** Removes the errors of branches, of which one was valid. @param count how many there were before */
export function forgetErrors({ errors }: Run, count: number): void {
  if (errors !== undefined) errors.length = count;
}

/** The path of a child; empty while no errors are collected. */
export function toChildPath(path: string, step: string | number, { errors }: Run): string {
  if (errors === undefined) return '';
  return `${path}/${typeof step === 'number' ? step : escapeStep(step)}`;
}

/** Runs checks one after the other: all of them, or until one fails. */
export function checkAll(checks: readonly Check[]): Check {
  const [first, second] = checks;
  if (first === undefined) return () => true;
  if (second === undefined) return first;
  if (checks.length === 2)
    return (value, path, run) => {
      const valid = first(value, path, run);
      return valid || run.all ? second(value, path, run) && valid : false;
    };
  return (value, path, run) => {
    let valid = true;
    for (const check of checks) {
      if (check(value, path, run)) continue;
      if (!run.all) return false;
      valid = false;
    }
    return valid;
  };
}
