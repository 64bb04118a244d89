/** Turns the errors of a schema check into diagnostics: path, given value and expected value. */
import { formatSuggestion } from '../complaint.ts';
import { resolvePointer, splitPointer } from '../document.ts';
import type { Path } from '../path.ts';
import { describeExpectation, listAllowedWords } from './expectations.ts';
import { describeChoice } from './kinds.ts';
import { type SchemaError, toDescribedSchema } from './schema-error.ts';

/** One thing that is wrong with a value, for any of the renderers. */
export interface Diagnostic {
  /**
   * `value`: the value is wrong. `missing`, `unknown`: a key is missing or should not be there.
   * `keys`: an object has too many or too few of the keys that belong together.
   * `name`: the object at the path has a key of a wrong form. `alone`: a key lacks another one beside it.
   */
  readonly problem: 'value' | 'keys' | 'missing' | 'unknown' | 'name' | 'alone';
  /** The keyword of JSON Schema that found it, for decisions. */
  readonly keyword: string;
  /** Where it is; for a missing or unknown key, the path of that key. */
  readonly path: Path;
  /** The value there, or the key that has a wrong form; undefined when it is missing. */
  readonly given: unknown;
  /**
   * What the value must be; for an unknown key, the allowed keys; for an incomplete pair of keys, the missing
   * one.
   */
  readonly expected: string;
  /** `; did you mean "x"?`, or an empty text. */
  readonly hint: string;
  /** The schema's description of the value, unless `expected` already contains it. */
  readonly note?: string;
}

/**
 * Each thing that is wrong once, without the errors that only repeat others.
 * @param errors what the check left, of a very long list the first thousand
 * @param value the value that was checked
 */
export function diagnose(
  errors: readonly SchemaError[] | null | undefined,
  value: unknown,
): readonly Diagnostic[] {
  const bounded = (errors ?? []).slice(0, maxErrors);
  const specific = selectSpecific(bounded);
  const found = (specific.length > 0 ? specific : bounded).map((error) => toDiagnostic(error, value));
  return mergeByPath(found);
}

/** Each error is compared with all others, and users fix only a few at a time. */
const maxErrors = 1000;

/** Several types for one value become a choice; `a UUID` adds nothing to `a UUID in lower case`. */
function mergeByPath(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const merged = new Map<string, Diagnostic>();
  for (const one of found) {
    const { problem, keyword, path, expected } = one;
    const isType = problem === 'value' && keyword === 'type';
    const key = JSON.stringify([path, problem, isType ? keyword : expected]);
    const same = merged.get(key);
    const isNew = same?.expected.split(' or ').includes(expected) === false;
    merged.set(
      key,
      isNew && isType ? { ...one, expected: `${same.expected} or ${expected}` } : (same ?? one),
    );
  }
  const all = [...merged.values()];
  const uuids = new Set(
    all.filter(({ expected }) => expected.startsWith('a UUID ')).map(({ path }) => path.join('/')),
  );
  return all.filter(({ expected, path }) => expected !== 'a UUID' || !uuids.has(path.join('/')));
}

function toDiagnostic(error: SchemaError, value: unknown): Diagnostic {
  const { keyword, params, propertyName } = error;
  const at = splitPointer(error.instancePath);
  const here = resolvePointer(value, error.instancePath);
  const expected = describeExpectation(error);
  const suggest = (text: unknown) =>
    typeof text === 'string' ? formatSuggestion(text.slice(0, 100), listAllowedWords(error)) : '';
  if (keyword === 'required')
    return {
      problem: 'missing',
      keyword,
      path: [...at, String(params['missingProperty'])],
      given: undefined,
      expected,
      hint: '',
    };
  const stranger =
    params['additionalProperty'] ??
    params['unevaluatedProperty'] ??
    (keyword === 'enum' ? propertyName : undefined);
  const alone = keyword === 'dependentRequired' ? params['property'] : undefined;
  const key = stranger ?? alone;
  if (typeof key === 'string') {
    const given = (here as Readonly<Record<string, unknown>> | undefined)?.[key];
    const problem = key === alone ? 'alone' : 'unknown';
    return { problem, keyword, path: [...at, key], given, expected, hint: suggest(stranger) };
  }
  const isAboutKeys = aboutKeys.has(keyword) && typeof here === 'object' && here !== null;
  const problem = propertyName !== undefined ? 'name' : isAboutKeys ? 'keys' : 'value';
  const given = propertyName ?? here;
  const note = toDescribedSchema(error.parentSchema).description;
  const isHelpful = note !== undefined && !complete.has(keyword);
  return {
    problem,
    keyword,
    path: at,
    given,
    expected,
    hint: suggest(given),
    ...(isHelpful ? { note } : {}),
  };
}

/** For an object, these errors concern its keys. */
const aboutKeys: ReadonlySet<string> = new Set([
  'oneOf',
  'anyOf',
  'not',
  'minProperties',
  'maxProperties',
  'discriminator',
]);
/** The expectation of these is self-explanatory. */
const complete: ReadonlySet<string> = new Set(['type', 'enum', 'const', 'pattern']);

const choices: ReadonlySet<string> = new Set(['oneOf', 'anyOf', 'contains']);
// These only repeat that one of the other errors was found.
const echoes: ReadonlySet<string> = new Set(['if', 'allOf', 'propertyNames']);

function selectSpecific(errors: readonly SchemaError[]): readonly SchemaError[] {
  const clear = errors.filter((error) => choices.has(error.keyword) && isClearChoice(error, errors));
  return errors.filter((error) => {
    if (choices.has(error.keyword)) return clear.includes(error);
    if (echoes.has(error.keyword) || clear.some((choice) => isBranch(error, choice))) return false;
    // Of several shapes that are allowed, the value has the one in which the errors are deeper.
    return error.keyword !== 'type' || !isEntered(error, errors);
  });
}

/** Whether the choice says more than the errors of its branches. */
function isClearChoice(error: SchemaError, errors: readonly SchemaError[]): boolean {
  const { oneOf, anyOf = [] } = toDescribedSchema(error.parentSchema);
  if (error.keyword === 'contains' || Array.isArray(error.params['passingSchemas'])) return true;
  return !isEntered(error, errors) && describeChoice(oneOf ?? anyOf, false) !== undefined;
}

function isBranch({ schemaPath = '' }: SchemaError, choice: SchemaError): boolean {
  return choice.schemaPath !== undefined && schemaPath.startsWith(`${choice.schemaPath}/`);
}

function isEntered({ instancePath }: SchemaError, errors: readonly SchemaError[]): boolean {
  return errors.some((other) => other.instancePath.startsWith(`${instancePath}/`));
}
