/** Three ways to show a diagnostic: in a line about a file, in a sentence about a request or option, as expected and actual. */
import { escapeStep } from '../document.ts';
import type { Diagnostic } from './diagnose.ts';
import { quoteValue } from './excerpt.ts';

type Formats = Readonly<Record<Diagnostic['problem'], string>>;

/**
 * For a line about a file: `"users.zoe" lacks the key "token"`.
 * @param under the path of the value that was checked
 */
export function formatFileDiagnostic(diagnostic: Diagnostic, under: Diagnostic['path'] = []): string {
  const { problem, given, expected, hint, note } = diagnostic;
  const path = [...under, ...diagnostic.path];
  const key = quoteValue(path.at(-1));
  const where = quotePath(path) ?? 'the file';
  const parent = quotePath(path.slice(0, -1)) ?? 'the file';
  const about = note === undefined ? '' : ` (${note})`;
  const formats: Formats = {
    value: `${where} is ${quoteValue(given)}; it must be ${expected}${about}${hint}`,
    keys: `${where} must be ${expected}${about}`,
    missing: `${parent} lacks the key ${key}`,
    unknown: `${parent} cannot have the key ${key}; allowed: ${expected}${hint}`,
    name: `${where} has the key ${quoteValue(given)}; it must be ${expected}${hint}`,
    alone: `${where} also needs the key ${expected}`,
  };
  return formats[problem];
}

/**
 * For a sentence about a request, an option or a value: `"until.job" is missing`.
 * @param whole the name of the value as a whole, such as `the body` or `"limit"`
 */
export function formatDiagnostic(diagnostic: Diagnostic, whole: string): string {
  const { problem, path, given, expected, hint } = diagnostic;
  const where = quotePath(path) ?? whole;
  const parent = quotePath(path.slice(0, -1));
  const inside = parent === undefined ? '' : ` in ${parent}`;
  const formats: Formats = {
    value: `${where} is ${quoteValue(given)}; it must be ${expected}${hint}`,
    keys: `${where} must be ${expected}`,
    missing: `${where} is missing`,
    unknown: `there is no key ${quoteValue(path.at(-1))}${inside}${hint || `; allowed: ${expected}`}`,
    name: `the key ${quoteValue(given)} must be ${expected}${hint}`,
    alone: `${where} also needs ${expected}`,
  };
  return formats[problem];
}

/** One way in which a response breaks the document. `at` is a place in it, e.g. `body/status`. */
export interface Violation {
  readonly at: string;
  readonly expected: string;
  readonly actual: string;
  /** The keyword of JSON Schema that found it; absent for a status or a header. */
  readonly keyword?: string;
}

/** For a report: the path, the expected and the actual value. */
export function toViolation({ problem, keyword, path, given, expected }: Diagnostic): Violation {
  const formats: Formats = {
    value: expected,
    keys: expected,
    missing: expected,
    unknown: `no such key; allowed: ${expected}`,
    name: `keys that are ${expected}`,
    alone: `also ${expected}`,
  };
  const at = ['body', ...path.map((step) => escapeStep(String(step)))].join('/');
  return { at, keyword, expected: formats[problem], actual: quoteValue(given) };
}

function quotePath(path: Diagnostic['path']): string | undefined {
  return path.length === 0 ? undefined : quoteValue(path.join('.'));
}
