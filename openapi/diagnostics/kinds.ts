/** What a schema allows, as a noun phrase: `a whole number from 1 to 10`, `a non-empty string`. */
import { formatOneOf } from '../complaint.ts';
import { type DescribedSchema, toDescribedSchema } from './schema-error.ts';

const nouns: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
};

/** The values that a schema allows; undefined if it names neither a type nor values. */
export function describeKind(schema: DescribedSchema): string | undefined {
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return formatOneOf(schema.enum);
  if (schema.type === undefined) return undefined;
  return [schema.type]
    .flat()
    .map((type) => describeType(type, schema))
    .join(' or ');
}

function describeType(type: string, schema: DescribedSchema): string {
  if (type === 'integer' || type === 'number') return describeNumber(schema, nouns[type]);
  if (type === 'string') return describeLength(schema);
  if (type === 'array') return describeItems(schema);
  return type === 'object' ? describeObject(schema) : (nouns[type] ?? type);
}

/** `a number from 0.1 to 100`, `a whole number, 1 or more`, `a number above 0`. */
export function describeNumber(
  { type, minimum, maximum, exclusiveMinimum, exclusiveMaximum }: DescribedSchema,
  noun = type === 'integer' ? 'a whole number' : 'a number',
): string {
  const lower = exclusiveMinimum === undefined ? addUnit(minimum, ' or more') : `above ${exclusiveMinimum}`;
  const upper = exclusiveMaximum === undefined ? addUnit(maximum, ' or less') : `below ${exclusiveMaximum}`;
  if (minimum !== undefined && maximum !== undefined && lower?.startsWith('above') !== true)
    if (upper?.startsWith('below') !== true) return `${noun} from ${minimum} to ${maximum}`;
  const range = [lower, upper].filter((limit) => limit !== undefined).join(' and ');
  if (range === '') return noun;
  return /^\D/.test(range) && !range.startsWith('-') ? `${noun} ${range}` : `${noun}, ${range}`;
}

export function describeLength({ minLength, maxLength }: DescribedSchema): string {
  return describeSize('string', 'character', minLength, maxLength);
}

export function describeItems({ minItems, maxItems }: DescribedSchema): string {
  return describeSize('list', 'item', minItems, maxItems);
}

/** `an object with "job" and "status"`; without required keys, the number of keys or those of which some are needed. */
export function describeObject({
  required = [],
  properties = {},
  minProperties,
  maxProperties,
}: DescribedSchema): string {
  if (required.length > maxRequired) return 'an object';
  if (required.length > 0) return `an object with ${formatAll(required)}`;
  const keys = Object.keys(properties);
  if (minProperties === 1 && maxProperties === undefined && keys.length > 0)
    return `an object with at least one of ${formatOneOf(keys)}`;
  return describeSize('object', 'key', minProperties, maxProperties);
}

/** A longer list of keys does not help when the whole object is missing. */
const maxRequired = 3;

function describeSize(noun: string, unit: string, min = 0, max = Number.POSITIVE_INFINITY): string {
  const article = noun === 'object' ? 'an' : 'a';
  const count = (size: number) => `${size} ${unit}${size === 1 ? '' : 's'}`;
  if (max === Number.POSITIVE_INFINITY && min <= 1)
    return min === 1 ? `a non-empty ${noun}` : `${article} ${noun}`;
  if (min === max) return `${article} ${noun} of exactly ${count(min)}`;
  if (max === Number.POSITIVE_INFINITY) return `${article} ${noun} of at least ${count(min)}`;
  return min === 0
    ? `${article} ${noun} of at most ${count(max)}`
    : `${article} ${noun} of ${min} to ${count(max)}`;
}

/**
 * The values that a choice between schemas allows, such as `an object with "file" or "snapshot"`; undefined
 * if a branch is too vague.
 */
export function describeChoice(branches: readonly unknown[], onlyOne: boolean): string | undefined {
  const schemas = branches.map(toDescribedSchema);
  if (schemas.length > 0 && schemas.every(isRequiredOnly)) {
    const keys = formatOneOf(schemas.flatMap(({ required = [] }) => required));
    return `an object with ${onlyOne ? 'only one of ' : ''}${keys}`;
  }
  const kinds = schemas.map(describeKind);
  if (kinds.length === 0 || kinds.includes(undefined)) return undefined;
  const choice = [...new Set(kinds)].join(' or ');
  return onlyOne ? `only one of ${choice}` : choice;
}

/** The values that `not` allows. */
export function describeExcluded(schema: DescribedSchema): string {
  if (schema.required !== undefined && schema.required.length > 1)
    return `an object with only one of ${formatAll(schema.required)}`;
  if (schema.required !== undefined) return `an object without ${formatAll(schema.required)}`;
  const kind = describeKind(schema);
  return kind === undefined ? 'a value that the schema does not exclude' : `anything but ${kind}`;
}

function isRequiredOnly(schema: DescribedSchema): boolean {
  return schema.required !== undefined && schema.required.length > 0 && Object.keys(schema).length === 1;
}

function formatAll(names: readonly string[]): string {
  return formatOneOf(names).replace(/ or (?=[^"]*"[^"]*"$)/, ' and ');
}

function addUnit(limit: number | undefined, words: string): string | undefined {
  return limit === undefined ? undefined : `${limit}${words}`;
}
