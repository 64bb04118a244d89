/** Generates texts and numbers that fit a schema. */
import type { SampleSchema } from './schema.ts';

const maxLength = 10_000;

const texts: Readonly<Record<string, string>> = {
  'date-time': '2026-05-06T14:23:11Z',
  date: '2026-05-06',
  time: '14:23:11Z',
  duration: 'PT5M',
  uuid: '5f0c1d3e-2b4a-4c6d-8e9f-0a1b2c3d4e5f',
  email: 'person@example.com',
  'idn-email': 'person@example.com',
  hostname: 'example.com',
  'idn-hostname': 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/',
  'uri-reference': '/example',
  iri: 'https://example.com/',
  'iri-reference': '/example',
  'uri-template': '/example/{id}',
  'json-pointer': '/example',
  'relative-json-pointer': '0',
  regex: '^example$',
  byte: 'ZXhhbXBsZQ==',
};

/** Tried in turn for a pattern; if none of them fits, the document needs an example. */
const patternCandidates = [
  ...Object.values(texts),
  'example',
  'Example',
  'EXAMPLE',
  'A',
  'a',
  '1',
  '12',
  '123',
  '1234',
  '12345',
  'A1',
  'a1',
  'AB',
  'ABC',
  'ABC-123',
  'abc-123',
  'v1',
  '1.0',
  '1.0.0',
  '#a1b2c3',
  'en',
  'en-US',
  'USD',
  '+15555550100',
  '100%',
];

/** Texts, most plausible first; none if no candidate fits the pattern. */
export function listStrings({
  format = '',
  pattern,
  minLength = 0,
  maxLength: max = maxLength,
}: SampleSchema): readonly string[] {
  const text = Object.hasOwn(texts, format) ? (texts[format] ?? '') : 'example';
  const long = text.padEnd(Math.min(minLength, maxLength), ' example').slice(0, Math.max(0, max));
  const fitting =
    Object.hasOwn(texts, format) && text.length >= minLength && text.length <= max ? [text] : [long];
  return pattern === undefined
    ? fitting
    : [...fitting, ...patternCandidates].filter((one) => isMatch(pattern, one));
}

function isMatch(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return true;
  }
}

/** Numbers within the limits, the nearest to zero first. */
export function listNumbers(schema: SampleSchema, type: string): readonly number[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const step = multipleOf ?? (type === 'integer' ? 1 : undefined);
  const min = Math.max(minimum ?? Number.NEGATIVE_INFINITY, exclusiveMinimum ?? Number.NEGATIVE_INFINITY);
  const max = Math.min(maximum ?? Number.POSITIVE_INFINITY, exclusiveMaximum ?? Number.POSITIVE_INFINITY);
  const near = min > 0 ? min : max < 0 ? max : 0;
  const between = (Math.max(min, -1e6) + Math.min(max, 1e6)) / 2;
  const tried = [near, near + 1, near - 1, between];
  const stepped =
    step === undefined
      ? tried
      : tried.flatMap((one) => [
          Math.ceil(one / step) * step,
          Math.floor(one / step) * step,
          (Math.floor(one / step) + 1) * step,
        ]);
  return [...new Set(stepped)].filter((one) => isWithin(schema, one));
}

/** Whether a value of the document can fit the schema, by a quick check. */
export function isLikely(schema: SampleSchema, value: unknown): boolean {
  const {
    type = [],
    enum: values,
    pattern,
    minLength = 0,
    maxLength: max = Number.POSITIVE_INFINITY,
  } = schema;
  const types = typeof type === 'string' ? [type] : type;
  if (types.length > 0 && !types.some((one) => isOfType(one, value))) return false;
  if (values !== undefined && values.every((one) => JSON.stringify(one) !== JSON.stringify(value)))
    return false;
  if (typeof value === 'number') return isWithin(schema, value);
  if (typeof value !== 'string') return true;
  const length = [...value].length;
  return length >= minLength && length <= max && (pattern === undefined || isMatch(pattern, value));
}

function isOfType(type: string, value: unknown): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type && value !== null && !Array.isArray(value);
}

function isWithin(
  { minimum, maximum, exclusiveMinimum, exclusiveMaximum }: SampleSchema,
  value: number,
): boolean {
  return (
    value >= (minimum ?? value) &&
    value <= (maximum ?? value) &&
    value > (exclusiveMinimum ?? value - 1) &&
    value < (exclusiveMaximum ?? value + 1)
  );
}
