/** Three ways to show a diagnostic: in a line about a file, in a sentence about a request or option, as expected and actual. */
import { escapeStep } from '../document.ts';
import type { Diagnostic } from './diagnose.ts';
import { quoteValue } from './excerpt.ts';

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
  switch (problem) {
    case 'missing':
      return `${parent} lacks the key ${key}`;
    case 'unknown':
      return `${parent} has no key ${key}; allowed: ${expected}${hint}`;
    case 'alone':
      return `${where} needs the key ${expected} beside it`;
    case 'keys':
      return `${where} must be ${expected}${about}`;
    case 'name':
      return `${where} has the key ${quoteValue(given)}; it must be ${expected}${hint}`;
    default:
      return `${where} is ${quoteValue(given)}; it must be ${expected}${about}${hint}`;
  }
}

/**
 * For a sentence about a request, an option or a value: `"until.job" is missing`.
 * @param whole what the value as a whole is called, such as `the body` or `"limit"`
 */
export function formatDiagnostic(diagnostic: Diagnostic, whole: string): string {
  const { problem, path, given, expected, hint } = diagnostic;
  const where = quotePath(path) ?? whole;
  const parent = quotePath(path.slice(0, -1));
  switch (problem) {
    case 'missing':
      return `${where} is missing`;
    case 'unknown':
      return `there is no key ${quoteValue(path.at(-1))}${parent === undefined ? '' : ` in ${parent}`}${hint || `; allowed: ${expected}`}`;
    case 'alone':
      return `${where} needs ${expected} beside it`;
    case 'keys':
      return `${where} must be ${expected}`;
    case 'name':
      return `the key ${quoteValue(given)} must be ${expected}${hint}`;
    default:
      return `${where} is ${quoteValue(given)}; it must be ${expected}${hint}`;
  }
}

/** One way in which a response breaks the document. `at` is a place in it, e.g. `body/status`. */
export interface Violation {
  readonly at: string;
  readonly expected: string;
  readonly actual: string;
  /** The keyword of JSON Schema that found it; absent for a status or a header. */
  readonly keyword?: string;
}

/** For a report: where, what was expected and what was sent. */
export function toViolation({ problem, keyword, path, given, expected }: Diagnostic): Violation {
  const at = ['body', ...path.map((step) => escapeStep(String(step)))].join('/');
  const actual = problem === 'missing' ? 'nothing' : quoteValue(given);
  switch (problem) {
    case 'missing':
      return { at, keyword, expected, actual };
    case 'unknown':
      return { at, keyword, expected: `no such key; allowed: ${expected}`, actual };
    case 'alone':
      return { at, keyword, expected: `${expected} beside it`, actual };
    case 'name':
      return { at, keyword, expected: `keys that are ${expected}`, actual };
    default:
      return { at, keyword, expected, actual };
  }
}

function quotePath(path: Diagnostic['path']): string | undefined {
  return path.length === 0 ? undefined : quoteValue(path.join('.'));
}
