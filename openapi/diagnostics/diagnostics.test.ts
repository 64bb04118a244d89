// Every JSON Schema keyword in our schemas, and the words of the three renderers for it.
import { keywordRows } from '../testing/keyword-rows.ts';
import { compileSchema } from '../json-schema/compile.ts';
import { diagnose } from './diagnose.ts';
import { expectations } from './expectations.ts';
import { formatDiagnostic, formatFileDiagnostic, toViolation } from './render.ts';

function findDiagnostics(schema: object, value: unknown) {
  const check = compileSchema(schema, { discriminator: true });
  check(value);
  return diagnose(check.errors, value);
}

const cases = Object.entries(keywordRows).flatMap(([keyword, list]) =>
  list.map((each) => [keyword, each] as const),
);

test.each(cases)('%s: %j', (_, { schema, value, file, sentence, violation }) => {
  const [first, ...others] = findDiagnostics(schema, value);
  expect(others).toEqual([]);
  if (first === undefined) throw new Error('Nothing was found.');
  const { at, expected, actual } = toViolation(first);
  expect([
    formatFileDiagnostic(first),
    formatDiagnostic(first, 'the body'),
    `${at}: ${expected}, not ${actual}`,
  ]).toEqual([file, sentence, violation]);
});

test('every keyword of the table has a case here', () => {
  expect(Object.keys(expectations).filter((keyword) => !Object.hasOwn(keywordRows, keyword))).toEqual([]);
});

test('an unknown keyword is named', () => {
  expect(diagnose([{ instancePath: '/a', keyword: 'even', params: {} }], { a: 1 })).toMatchObject([
    { path: ['a'], given: 1, expected: 'what "even" asks for' },
  ]);
});

test('an error in a file contains the description of the value', () => {
  const schema = { properties: { about: { minLength: 10, description: 'One sentence.' } } };
  const [found] = findDiagnostics(schema, { about: 'short' });
  if (found === undefined) throw new Error('Nothing was found.');
  expect(formatFileDiagnostic(found, ['worlds', 0])).toBe(
    '"worlds.0.about" is "short"; it must be a string of at least 10 characters (One sentence.)',
  );
});

test('values and keys are truncated, and invisible characters are shown', () => {
  const [long, hidden, key] = [
    ...findDiagnostics({ maxLength: 1 }, 'a'.repeat(100_000)),
    ...findDiagnostics({ const: 1 }, '\u202egnp.exe\u0000'),
    ...findDiagnostics({ additionalProperties: false }, { ['k'.repeat(100_000)]: 1 }),
  ].map((one) => formatDiagnostic(one, 'it'));
  expect(long).toHaveLength('it is ; it must be a string of at most 1 character'.length + 200);
  expect(hidden).toBe(String.raw`it is "\u202egnp.exe\u0000"; it must be 1`);
  expect(key?.length).toBeLessThan(300);
});

test('in a list with many errors, only a limited number is examined', () => {
  const found = findDiagnostics(
    { items: { type: 'string' } },
    Array.from({ length: 5000 }, () => 1),
  );
  expect(found).toHaveLength(1000);
});
