/** The fields of a serializer: which values each takes, as the framework decides it. */
import { runAtOnce } from '../portions/at-once.ts';
import { errorTexts } from './error-texts.ts';
import { canonicalUuid } from './uuid.ts';
import { PythonFloat, pythonText } from './python.ts';
import { type RequestSchema, requestSchema, typesIn } from './request-schema.ts';
import type { Work } from '../portions/portions.ts';
import { UploadedFile } from './uploaded-file.ts';
import { isMap, toInteger, toText } from './values.ts';

/** The errors of a value, of its items by index or of its keys by name; undefined when there are none. */
export function fieldErrors(document: unknown, declared: RequestSchema, given: unknown): unknown {
  const schema = requestSchema(document, declared);
  const types = typesIn(schema);
  if (given === null) return types.includes('null') ? undefined : [errorTexts.null];
  if (schema.enum !== undefined) return schema.enum.includes(given) ? undefined : [errorTexts.choice(given)];
  if (schema.format === 'binary') return fileErrors(given);
  if (schema.format === 'uuid') return isUuid(given) ? undefined : [errorTexts.uuid];
  const check = types.map((type) => checks[type]).find((one) => one !== undefined);
  return check?.(document, schema, given);
}

/** The errors of the properties of a map, by name. */
function propertyErrors(
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
    const property = requestSchema(document, declared);
    const wrong =
      given === undefined
        ? missingError(property, required.includes(name))
        : Array.isArray(given) && typesIn(property).includes('array')
          ? yield* listErrors(document, property, given)
          : fieldErrors(document, property, given);
    if (wrong !== undefined) errors.push([name, wrong]);
  }
  return errors.length === 0 ? undefined : Object.fromEntries(errors);
}

function missingError(property: RequestSchema, isRequired: boolean) {
  if (!isRequired) return undefined;
  return [property.format === 'binary' ? errorTexts.noFile : errorTexts.required];
}

type Check = (document: unknown, schema: RequestSchema, given: unknown) => unknown;

const checks: Readonly<Record<string, Check>> = {
  string: (_, schema, given) => textErrors(schema, given),
  integer: (_, schema, given) => integerErrors(schema, given),
  number: (_, schema, given) => numberErrors(schema, given),
  boolean: (_, __, given) => (isBoolean(given) ? undefined : [errorTexts.boolean]),
  array: (document, schema, given) => runAtOnce(listErrors(document, schema, given)),
  object: (document, schema, given) =>
    isMap(given) ? propertyErrors(document, schema, given) : [errorTexts.map(given)],
};

function textErrors({ minLength = 0, maxLength }: RequestSchema, given: unknown) {
  const text = toText(given);
  if (text === undefined) return [errorTexts.string];
  if (text === '') return minLength > 0 ? [errorTexts.blank] : undefined;
  const errors: string[] = [];
  const isLong = maxLength !== undefined && isLonger(text, maxLength);
  if (isLong) errors.push(errorTexts.maxLength(maxLength));
  if (minLength > 1 && countCharacters(text) < minLength) errors.push(errorTexts.minLength(minLength));
  if (text.includes('\u0000')) errors.push(errorTexts.nullCharacter);
  // Of megabytes that are refused for their length nobody looks at every character.
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

function integerErrors(schema: RequestSchema, given: unknown) {
  if (isTooLarge(given)) return [errorTexts.tooLarge];
  const value = toInteger(given);
  return value === undefined ? [errorTexts.integer] : rangeErrors(schema, value);
}

const float = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|inf|infinity|nan)$/i;

function numberErrors(schema: RequestSchema, given: unknown) {
  if (isTooLarge(given)) return [errorTexts.tooLarge];
  const text = typeof given === 'boolean' ? String(Number(given)) : (toText(given) ?? '');
  return float.test(text) ? rangeErrors(schema, Number(text)) : [errorTexts.number];
}

function rangeErrors({ minimum, maximum }: RequestSchema, value: number | bigint) {
  if (maximum !== undefined && value > maximum) return [errorTexts.maximum(maximum)];
  return minimum !== undefined && value < minimum ? [errorTexts.minimum(minimum)] : undefined;
}

const booleans = /^(?:t|y|yes|true|on|1|f|n|no|false|off|0)$/i;

function isBoolean(given: unknown): boolean {
  if (typeof given === 'object')
    return given instanceof PythonFloat && (given.value === 0 || given.value === 1);
  return booleans.test(pythonText(given));
}

/** The errors of so many items are reported; those of a hundred thousand would be a hundred times as long as the body. */
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
  // The framework would look at the items first; their errors would be a hundred times as long as the body.
  if (maxItems !== undefined && given.length > maxItems) return [errorTexts.maxItems(maxItems)];
  const wrong: Record<string, unknown> = {};
  let count = 0;
  for (const [index, item] of items === undefined ? [] : given.entries()) {
    if (index % portion === portion - 1) yield;
    const errors = fieldErrors(document, items ?? {}, item);
    if (errors === undefined) continue;
    wrong[index] = errors;
    count += 1;
    if (count === maxReported) break;
  }
  if (count > 0) return wrong;
  return given.length < minItems ? [errorTexts.minItems(minItems)] : undefined;
}

function fileErrors(given: unknown): readonly string[] | undefined {
  if (!(given instanceof UploadedFile)) return [errorTexts.notFile];
  return given.content === '' ? [errorTexts.emptyFile] : undefined;
}

const uuids = 2n ** 128n;

// An integer is a UUID to Python; `true` is an integer to it.
function isUuid(given: unknown): boolean {
  if (typeof given === 'string') return canonicalUuid(given) !== undefined;
  if (typeof given === 'boolean') return true;
  const isInteger = typeof given === 'bigint' || (typeof given === 'number' && Number.isInteger(given));
  return isInteger && given >= 0 && given < uuids;
}
