/** The table of keywords: for each, what a value should have been, as a phrase that follows "it must be". */
import { formatOneOf } from '../complaint.ts';
import {
  describeChoice,
  describeExcluded,
  describeItems,
  describeKind,
  describeLength,
  describeNumber,
  describeObject,
} from './kinds.ts';
import { type DescribedSchema, type SchemaError, toDescribedSchema } from './schema-error.ts';

interface Expectation {
  readonly expected: (error: SchemaError, schema: DescribedSchema) => string;
  /** The words that could have been meant. */
  readonly allowed?: (error: SchemaError, schema: DescribedSchema) => readonly unknown[];
}

const number: Expectation = { expected: (_, schema) => describeNumber(schema) };
const length: Expectation = { expected: (_, schema) => describeLength(schema) };
const items: Expectation = { expected: (_, schema) => describeItems(schema) };
const size: Expectation = { expected: (_, schema) => describeObject({ ...schema, required: [] }) };
const keys: Expectation = {
  expected: (_, { properties = {} }) => formatAllowedKeys(Object.keys(properties)),
  allowed: (_, { properties = {} }) => Object.keys(properties),
};

/** One row for each JSON Schema keyword, including those that only your own document may use. */
export const expectations: Readonly<Record<string, Expectation>> = {
  type: {
    expected: ({ params }, schema) =>
      describeKind({ ...schema, type: params['type'] as string }) ?? 'another type',
  },
  enum: {
    expected: ({ params, propertyName }) => {
      const allowed = params['allowedValues'] as readonly unknown[];
      return propertyName === undefined ? formatOneOf(allowed) : formatAllowedKeys(allowed.map(String));
    },
    allowed: ({ params }) => params['allowedValues'] as readonly unknown[],
  },
  const: {
    expected: ({ params }) => JSON.stringify(params['allowedValue']) ?? 'a fixed value',
    allowed: ({ params }) => [params['allowedValue']],
  },
  required: {
    expected: ({ params }, { properties = {} }) =>
      describeKind(toDescribedSchema(properties[String(params['missingProperty'])])) ?? 'a value',
  },
  additionalProperties: keys,
  unevaluatedProperties: keys,
  dependentRequired: { expected: ({ params }) => JSON.stringify(params['missingProperty']) },
  pattern: { expected: ({ params }, schema) => describePattern(String(params['pattern']), schema) },
  format: { expected: ({ params }) => describeFormat(String(params['format'])) },
  minimum: number,
  maximum: number,
  exclusiveMinimum: number,
  exclusiveMaximum: number,
  multipleOf: { expected: ({ params }) => `a multiple of ${String(params['multipleOf'])}` },
  minLength: length,
  maxLength: length,
  minItems: items,
  maxItems: items,
  minProperties: size,
  maxProperties: size,
  uniqueItems: {
    expected: ({ params: { i, j } }) =>
      typeof i === 'number' && typeof j === 'number'
        ? `a list without duplicates; items ${Math.min(i, j)} and ${Math.max(i, j)} are the same`
        : 'a list without duplicates',
  },
  contains: {
    expected: ({ params: { minContains, maxContains } }) =>
      `a list with ${Number(minContains ?? 1)}${maxContains === undefined ? ' or more' : ` to ${Number(maxContains)}`} items of the kind that the schema describes`,
  },
  unevaluatedItems: { expected: ({ params }) => describeItems({ maxItems: Number(params['limit']) }) },
  oneOf: {
    expected: ({ params }, { oneOf = [] }) =>
      describeChoice(oneOf, Array.isArray(params['passingSchemas'])) ?? someShape(params),
  },
  anyOf: { expected: ({ params }, { anyOf = [] }) => describeChoice(anyOf, false) ?? someShape(params) },
  not: { expected: (_, { not }) => describeExcluded(toDescribedSchema(not)) },
  if: { expected: () => 'what the condition of the schema asks for' },
  discriminator: {
    expected: ({ params }) =>
      `an object whose ${JSON.stringify(params['tag'])} is one of the documented values`,
  },
  'false schema': { expected: () => 'left out' },
};

/** What a value should have been, for any keyword. */
export function describeExpectation(error: SchemaError): string {
  const schema = toDescribedSchema(error.parentSchema);
  return expectations[error.keyword]?.expected(error, schema) ?? `what "${error.keyword}" asks for`;
}

/** The words from which a suggestion is made. */
export function listAllowedWords(error: SchemaError): readonly string[] {
  const allowed = expectations[error.keyword]?.allowed?.(error, toDescribedSchema(error.parentSchema)) ?? [];
  return allowed.filter((word) => typeof word === 'string');
}

function someShape({ passingSchemas }: Readonly<Record<string, unknown>>): string {
  return Array.isArray(passingSchemas)
    ? 'of exactly one of the documented shapes, and has several'
    : 'of one of the documented shapes';
}

const maxListedKeys = 40;

function formatAllowedKeys(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  const more = names.length > maxListedKeys ? ', ...' : '';
  return `${names.slice(0, maxListedKeys).join(', ')}${more}`;
}

/** By the title or the description of the schema when one of them is a phrase, which begins in lower case. */
function describePattern(pattern: string, { title, description }: DescribedSchema): string {
  const phrase = [title, description].find((text) => text !== undefined && /^[a-z]/.test(text));
  return phrase ?? patternPhrases[pattern] ?? `a string that matches ${pattern}`;
}

const patternPhrases: Readonly<Record<string, string>> = {
  '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$': 'a UUID in lower case',
};

const formats: Readonly<Record<string, string>> = {
  uuid: 'a UUID',
  'date-time': 'a date and time such as 2026-05-06T14:23:11Z',
  date: 'a date such as 2026-05-06',
  time: 'a time such as 14:23:11Z',
  duration: 'a duration such as PT5M',
  uri: 'an absolute URL',
  'uri-reference': 'a URL or a path',
  email: 'an email address',
  hostname: 'a host name',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
  regex: 'a regular expression',
};

function describeFormat(format: string): string {
  return formats[format] ?? `a string in the format ${format}`;
}
