/** The fields of a serializer: the values that each accepts, as in the framework. */
import { runAtOnce } from '../portions/at-once.ts';
import { errorTexts } from './error-texts.ts';
import { parseUuid } from './uuid.ts';
import { PythonFloat, toPythonString } from './python.ts';
import { type RequestSchema, getRequestSchema, listTypes } from './request-schema.ts';
import type { Work } from '../portions/portions.ts';
import { UploadedFile } from './uploaded-file.ts';
import { isMap, toInteger, toText } from './values.ts';

/** The errors of a value, of its items by index or of its keys by name; undefined when there are none. */
export function findFieldErrors(document: unknown, declared: RequestSchema, given: unknown): unknown {
  const schema = getRequestSchema(document, declared);
  const types = listTypes(schema);
  if (given === null) return types.includes('null') ? undefined : [errorTexts.null];
  if (schema.enum !== undefined) return schema.enum.includes(given) ? undefined : [errorTexts.choice(given)];
  if (schema.format === 'binary') return findFileErrors(given);
  if (schema.format === 'uuid') return isUuid(given) ? undefined : [errorTexts.uuid];
  const check = types.map((type) => checks[type]).find((one) => one !== undefined);
  return check?.(document, schema, given);
}

/** The errors of the properties of a map, by name. */
function findPropertyErrors(
  document: unknown,
  schema: RequestSchema,
  data: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | undefined {
  return runAtOnce(findErrors(document, schema, data));
}

/** The same in portions of about a millisecond, for a list of very many items. */
export function* findErrors(
  document: unknown,
  { properties = {}, required = [] }: RequestSchema,
  data: Readonly<Record<string, unknown>>,
): Work<Readonly<Record<string, unknown>> | undefined> {
  const errors: (readonly [name: string, errors: unknown])[] = [];
  for (const [name, declared] of Object.entries(properties)) {
    const given = Object.hasOwn(data, name) ? data[name] : undefined;
    const property = getRequestSchema(document, declared);
    const wrong =
      given === undefined
        ? getMissingError(property, required.includes(name))
        : Array.isArray(given) && listTypes(property).includes('array')
          ? yield* listErrors(document, property, given)
          : findFieldErrors(document, property, given);
    if (wrong !== undefined) errors.push([name, wrong]);
  }
  return errors.length === 0 ? undefined : Object.fromEntries(errors);
}

function getMissingError(property: RequestSchema, isRequired: boolean) {
  if (!isRequired) return undefined;
  return [property.format === 'binary' ? errorTexts.noFile : errorTexts.required];
}

type FieldCheck = (document: unknown, schema: RequestSchema, given: unknown) => unknown;

const checks: Readonly<Record<string, FieldCheck>> = {
  string: (_, schema, given) => findTextErrors(schema, given),
  integer: (_, schema, given) => findIntegerErrors(schema, given),
  number: (_, schema, given) => findNumberErrors(schema, given),
  boolean: (_, __, given) => (isBoolean(given) ? undefined : [errorTexts.boolean]),
  array: (document, schema, given) => runAtOnce(listErrors(document, schema, given)),
  object: (document, schema, given) =>
    isMap(given) ? findPropertyErrors(document, schema, given) : [errorTexts.map(given)],
};

function findTextErrors({ minLength = 0, maxLength }: RequestSchema, given: unknown) {
  const text = toText(given);
  if (text === undefined) return [errorTexts.string];
  if (text === '') return minLength > 0 ? [errorTexts.blank] : undefined;
  const errors: string[] = [];
  const isLong = maxLength !== undefined && isLonger(text, maxLength);
  if (isLong) errors.push(errorTexts.maxLength(maxLength));
  if (minLength > 1 && countCharacters(text) < minLength) errors.push(errorTexts.minLength(minLength));
  if (text.includes('\u0000')) errors.push(errorTexts.nullCharacter);
  // Values of megabytes are rejected for their length before their characters are checked.
  const looked = isLong ? text.slice(0, 2 * maxLength) : text;
  const found = /[\ud800-\udfff]/u.exec(looked);
  // The last one may be half of a pair that was cut.
  const surrogate = found === null || found.index === 2 * (maxLength ?? 0) - 1 ? undefined : found[0];
  if (surrogate !== undefined) errors.push(errorTexts.surrogate(surrogate.charCodeAt(0)));
  return errors.length === 0 ? undefined : errors;
}

function isLonger(text: string, max: number): boolean {
  return text.length > 2 * max || (text.length > max && countCharacters(text) > max);
}

/** Python counts characters where JavaScript counts halves of surrogate pairs. */
function countCharacters(text: string): number {
  let pairs = 0;
  for (let at = 0; at < text.length; at += 1) {
    if ((text.codePointAt(at) ?? 0) < 0x10000) continue;
    pairs += 1;
    at += 1;
  }
  return text.length - pairs;
}

/** A field for numbers reads no longer texts. */
const maxLetters = 1000;

function isTooLarge(given: unknown): boolean {
  return typeof given === 'string' && isLonger(given, maxLetters);
}

function findIntegerErrors(schema: RequestSchema, given: unknown) {
  if (isTooLarge(given)) return [errorTexts.tooLarge];
  const value = toInteger(given);
  return value === undefined ? [errorTexts.integer] : findRangeErrors(schema, value);
}

const floatPattern = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|inf|infinity|nan)$/i;

function findNumberErrors(schema: RequestSchema, given: unknown) {
  if (isTooLarge(given)) return [errorTexts.tooLarge];
  const text = typeof given === 'boolean' ? String(Number(given)) : (toText(given) ?? '');
  return floatPattern.test(text) ? findRangeErrors(schema, Number(text)) : [errorTexts.number];
}

function findRangeErrors({ minimum, maximum }: RequestSchema, value: number | bigint) {
  if (maximum !== undefined && value > maximum) return [errorTexts.maximum(maximum)];
  return minimum !== undefined && value < minimum ? [errorTexts.minimum(minimum)] : undefined;
}

const booleanPattern = /^(?:t|y|yes|true|on|1|f|n|no|false|off|0)$/i;

function isBoolean(given: unknown): boolean {
  if (typeof given === 'object')
    return given instanceof PythonFloat && (given.value === 0 || given.value === 1);
  return booleanPattern.test(toPythonString(given));
}

/**
 * Only this many items are reported; the errors of a hundred thousand would be a hundred times as long as the
 * body.
 */
const maxReported = 1000;

/** Items in a portion of work. */
const portion = 500;

function* listErrors(
  document: unknown,
  { items, minItems = 0, maxItems }: RequestSchema,
  given: unknown,
): Work<unknown> {
  if (!Array.isArray(given)) return [errorTexts.list(given)];
  if (minItems > 0 && given.length === 0) return [errorTexts.emptyList];
  // The framework checks the items first; their errors would be a hundred times as long as the body.
  if (maxItems !== undefined && given.length > maxItems) return [errorTexts.maxItems(maxItems)];
  const wrong: Record<string, unknown> = {};
  let count = 0;
  for (const [index, item] of items === undefined ? [] : given.entries()) {
    if (index % portion === portion - 1) yield;
    const errors = findFieldErrors(document, items ?? {}, item);
    if (errors === undefined) continue;
    wrong[index] = errors;
    count += 1;
    if (count === maxReported) break;
  }
  if (count > 0) return wrong;
  return given.length < minItems ? [errorTexts.minItems(minItems)] : undefined;
}

function findFileErrors(given: unknown): readonly string[] | undefined {
  if (!(given instanceof UploadedFile)) return [errorTexts.notFile];
  return given.content === '' ? [errorTexts.emptyFile] : undefined;
}

const uuidCount = 2n ** 128n;

// An integer is a UUID to Python; `true` is an integer to it.
function isUuid(given: unknown): boolean {
  if (typeof given === 'string') return parseUuid(given) !== undefined;
  if (typeof given === 'boolean') return true;
  const isInteger = typeof given === 'bigint' || (typeof given === 'number' && Number.isInteger(given));
  return isInteger && given >= 0 && given < uuidCount;
}
