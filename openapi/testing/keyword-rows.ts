/** For each keyword of JSON Schema: a value that violates it, and the words of each renderer. */

export interface Row {
  readonly schema: object;
  readonly value: unknown;
  readonly file: string;
  readonly sentence: string;
  /** `at: expected, not actual`. */
  readonly violation: string;
}

/** A row about the keys of an object, which is not shown. */
function keysRow(schema: object, value: unknown, expected: string): Row {
  const violation = `body: ${expected}, not ${JSON.stringify(value)}`;
  return {
    schema,
    value,
    file: `the file must be ${expected}`,
    sentence: `the body must be ${expected}`,
    violation,
  };
}

/** A row in which the file and the sentence say the same, but for the name of the whole. */
function row(schema: object, value: unknown, expected: string, hint = ''): Row {
  const is = `is ${JSON.stringify(value)}; it must be ${expected}${hint}`;
  const violation = `body: ${expected}, not ${JSON.stringify(value)}`;
  return { schema, value, file: `the file ${is}`, sentence: `the body ${is}`, violation };
}

const twoKeys = { properties: { first: {}, second: {} } };
const uuid = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';

export const keywordRows: Readonly<Record<string, readonly Row[]>> = {
  type: [
    row({ type: 'string' }, 5, 'a string'),
    row({ type: 'boolean' }, 'yes', 'true or false'),
    row({ type: 'integer', minimum: 1, maximum: 9 }, 'many', 'a whole number from 1 to 9'),
    row({ type: ['string', 'null'] }, 5, 'a string or null'),
    row({ type: 'array' }, {}, 'a list'),
    row({ type: 'object', required: ['job', 'status'] }, 'x', 'an object with "job" and "status"'),
  ],
  enum: [
    row({ enum: ['contact', 'account'] }, 'contract', '"contact" or "account"', '; did you mean "contact"?'),
    row({ enum: ['a', 1, null] }, false, '"a", 1 or null'),
  ],
  const: [row({ const: 1 }, 2, '1'), row({ const: 'spent' }, 'spend', '"spent"', '; did you mean "spent"?')],
  required: [
    {
      schema: { required: ['token'], properties: { token: { type: 'string' } } },
      value: {},
      file: 'the file lacks the key "token"',
      sentence: '"token" is missing',
      violation: 'body/token: a string, not nothing',
    },
    {
      schema: { properties: { user: { required: ['a/b'] } } },
      value: { user: {} },
      file: '"user" lacks the key "a/b"',
      sentence: '"user.a/b" is missing',
      violation: 'body/user/a~1b: a value, not nothing',
    },
  ],
  additionalProperties: [
    {
      schema: { ...twoKeys, additionalProperties: false },
      value: { secnd: 1 },
      file: 'the file cannot have the key "secnd"; allowed: first, second; did you mean "second"?',
      sentence: 'there is no key "secnd"; did you mean "second"?',
      violation: 'body/secnd: no such key; allowed: first, second, not 1',
    },
    {
      schema: { properties: { until: { ...twoKeys, additionalProperties: false } } },
      value: { until: { x: 1 } },
      file: '"until" cannot have the key "x"; allowed: first, second',
      sentence: 'there is no key "x" in "until"; allowed: first, second',
      violation: 'body/until/x: no such key; allowed: first, second, not 1',
    },
  ],
  unevaluatedProperties: [
    {
      schema: { ...twoKeys, unevaluatedProperties: false },
      value: { x: 1 },
      file: 'the file cannot have the key "x"; allowed: first, second',
      sentence: 'there is no key "x"; allowed: first, second',
      violation: 'body/x: no such key; allowed: first, second, not 1',
    },
  ],
  dependentRequired: [
    {
      schema: { dependentRequired: { of: ['snapshot'] } },
      value: { of: 'a' },
      file: '"of" also needs the key "snapshot"',
      sentence: '"of" also needs "snapshot"',
      violation: 'body/of: also "snapshot", not "a"',
    },
  ],
  pattern: [
    row({ pattern: uuid }, 'A', 'a UUID in lower case'),
    row({ pattern: '^a+$' }, 'b', 'a string that matches ^a+$'),
    row({ pattern: '^a+$', title: 'the letter a, once or more' }, 'b', 'the letter a, once or more'),
    row({ pattern: '^a+$', description: 'only the letter a' }, 'b', 'only the letter a'),
  ],
  format: [
    row({ format: 'uuid' }, 'A', 'a UUID'),
    row({ format: 'date-time' }, 'noon', 'a date and time such as 2026-05-06T14:23:11Z'),
    row({ format: 'uri' }, 'x', 'an absolute URL'),
    row({ format: 'json-pointer' }, 'x', 'a string in the format json-pointer'),
  ],
  minimum: [
    row({ type: 'integer', minimum: 0 }, -1, 'a whole number, 0 or more'),
    row({ minimum: 0.1, maximum: 9 }, 0, 'a number from 0.1 to 9'),
  ],
  maximum: [row({ maximum: 9 }, 10, 'a number, 9 or less')],
  exclusiveMinimum: [
    row({ exclusiveMinimum: 0 }, 0, 'a number above 0'),
    row({ exclusiveMinimum: 0, maximum: 1 }, 0, 'a number above 0 and 1 or less'),
  ],
  exclusiveMaximum: [row({ minimum: 0, exclusiveMaximum: 1 }, 1, 'a number, 0 or more and below 1')],
  multipleOf: [row({ multipleOf: 5 }, 7, 'a multiple of 5')],
  minLength: [
    row({ minLength: 1 }, '', 'a non-empty string'),
    row({ minLength: 10 }, 'short', 'a string of at least 10 characters'),
    row({ minLength: 2, maxLength: 2 }, 'a', 'a string of exactly 2 characters'),
  ],
  maxLength: [
    row({ maxLength: 1 }, 'ab', 'a string of at most 1 character'),
    row({ minLength: 1, maxLength: 2 }, 'abc', 'a string of 1 to 2 characters'),
  ],
  minItems: [
    row({ minItems: 1 }, [], 'a non-empty list'),
    row({ minItems: 2 }, [1], 'a list of at least 2 items'),
  ],
  maxItems: [row({ maxItems: 1 }, [1, 2], 'a list of at most 1 item')],
  minProperties: [
    keysRow({ minProperties: 1 }, {}, 'a non-empty object'),
    keysRow({ ...twoKeys, minProperties: 1 }, {}, 'an object with at least one of "first" or "second"'),
  ],
  maxProperties: [keysRow({ maxProperties: 1 }, { a: 1, b: 2 }, 'an object of at most 1 key')],
  uniqueItems: [
    row({ uniqueItems: true }, [7, 8, 7], 'a list without duplicates; items 0 and 2 are the same'),
  ],
  contains: [
    row(
      { contains: { type: 'string' } },
      [1],
      'a list with 1 or more items of the kind that the schema describes',
    ),
  ],
  unevaluatedItems: [row({ prefixItems: [{}], unevaluatedItems: false }, [1, 2], 'a list of at most 1 item')],
  oneOf: [
    keysRow(
      { oneOf: [{ required: ['file'] }, { required: ['snapshot'] }] },
      {},
      'an object with "file" or "snapshot"',
    ),
    keysRow(
      { oneOf: [{ required: ['file'] }, { required: ['snapshot'] }] },
      { file: 1, snapshot: 2 },
      'an object with only one of "file" or "snapshot"',
    ),
    row({ oneOf: [{ type: 'array' }, { type: 'object' }] }, null, 'a list or an object'),
  ],
  anyOf: [
    row({ anyOf: [{ type: 'string' }, { const: 5 }] }, 6, 'a string or 5'),
    // The value has the shape of one branch, and an error in it says more than the choice.
    {
      schema: { anyOf: [{ type: 'string' }, { properties: { a: { const: 1 } } }] },
      value: { a: 2 },
      file: '"a" is 2; it must be 1',
      sentence: '"a" is 2; it must be 1',
      violation: 'body/a: 1, not 2',
    },
  ],
  not: [
    keysRow(
      { not: { required: ['in', 'at'] } },
      { in: 1, at: 2 },
      'an object with only one of "in" and "at"',
    ),
    keysRow({ not: { required: ['a'] } }, { a: 1 }, 'an object without "a"'),
    row({ not: { const: 'x' } }, 'x', 'anything but "x"'),
    row({ not: { minimum: 1 } }, 1, 'a value that the schema does not exclude'),
  ],
  // The mistake in the chosen branch is reported, not the condition.
  if: [row({ if: { type: 'string' }, else: { minimum: 2 } }, 1, 'a number, 2 or more')],
  propertyNames: [
    {
      schema: { propertyNames: { enum: ['first', 'second'] } },
      value: { secnd: 1 },
      file: 'the file cannot have the key "secnd"; allowed: first, second; did you mean "second"?',
      sentence: 'there is no key "secnd"; did you mean "second"?',
      violation: 'body/secnd: no such key; allowed: first, second, not 1',
    },
    {
      schema: { propertyNames: { pattern: '^[a-z]+$', description: 'lower-case letters' } },
      value: { Alice: 1 },
      file: 'the file has the key "Alice"; it must be lower-case letters',
      sentence: 'the key "Alice" must be lower-case letters',
      violation: 'body: keys that are lower-case letters, not "Alice"',
    },
  ],
  discriminator: [
    keysRow(
      {
        type: 'object',
        required: ['kind'],
        discriminator: { propertyName: 'kind' },
        oneOf: [{ properties: { kind: { const: 'a' } } }, { properties: { kind: { const: 'b' } } }],
      },
      { kind: 'c' },
      'an object whose "kind" is one of the documented values',
    ),
  ],
  'false schema': [
    {
      schema: { properties: { old: false } },
      value: { old: 1 },
      file: '"old" is 1; it must be left out',
      sentence: '"old" is 1; it must be left out',
      violation: 'body/old: left out, not 1',
    },
  ],
};
