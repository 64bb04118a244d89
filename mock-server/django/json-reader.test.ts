// JSON bodies of megabytes: how much is parsed at a time and in all, and what is kept.
import fc from 'fast-check';

import { toBinary } from './encodings/binary.ts';
import { runAtOnce } from '../portions/at-once.ts';
import type { Work } from '../portions/portions.ts';
import { spec } from '../testing/shipped.ts';
import { getShape, wholeShape } from './json-shape.ts';
import { readPythonJson } from './python-json.ts';

const shape = getShape(spec.document, '#/components/schemas/SubmitRequest');
const utf8 = (text: string) => toBinary(new TextEncoder().encode(text));
const read = (text: string) => runAtOnce(readPythonJson(utf8(text), { shape, isUtf8: true }));

function countPortions(work: Work<unknown>): number {
  let portions = 1;
  while (work.next().done !== true) portions += 1;
  return portions;
}

const million = 1_000_000;

test.each([
  ['records', '{"records":[{"first_name":"', 'a', '"}]}'],
  ['a string that is not used', '{"x":"', 'a', '"}'],
  ['a text of escapes', '{"x":"', '\\n', '"}'],
  ['a text beyond ASCII', '{"category":"', 'é', '"}'],
  ['a key', '{"', 'a', '":1}'],
  ['numbers', '[', '0,', '0]'],
  ['fractions', '[', '-1.5e3,', '0]'],
  ['one number', '{"x":', '1', '.5}'],
  ['constants', '{"category":[', 'null,', 'true]}'],
  ['empty maps', '{"x":[', '{},', '{}]}'],
  ['nested maps', '{"x":[', '{"a":[{}]},', '{}]}'],
  ['keys', '{', '"a":1,', '"b":2}'],
  ['white space', '', '\n', '{}'],
  ['an error far into the body', '', '\n', 'x'],
  ['an error after a long line', '{"x":"', 'é', '"'],
])('a body that consists of %s is parsed in many small chunks', (_, head, unit, tail) => {
  const text = utf8(head + unit.repeat(million / 2) + tail);
  const portions = countPortions(readPythonJson(text, { shape, isUtf8: true }));
  // No portion has more than a quarter of a million characters, however they are grouped.
  expect(portions).toBeGreaterThan(text.length / 0x40000);
});

const records = (count: number) => `{"records":[${'{},'.repeat(count)}`;

test('strings of normal length are parsed in many small chunks too', () => {
  const text = `[${`"${'a'.repeat(4000)}",`.repeat(500)}0]`;
  expect(countPortions(readPythonJson(text, { shape, isUtf8: true }))).toBeGreaterThan(text.length / 0x80000);
});

test('parsing stops soon after the maximum number of records', () => {
  const portionsIn = (count: number) =>
    countPortions(readPythonJson(records(count), { shape, isUtf8: true }));
  expect(portionsIn(million)).toBe(portionsIn(million / 2));
  const stopped = read(records(million / 2));
  expect(stopped).toEqual({ kind: 'too-long', path: ['records'], maxItems: 100_000 });
});

test('of a list that is a little too long everything is parsed, and one item above the limit is kept', () => {
  const parsed = read(`{"criteria":{"job_titles":[${'"a",'.repeat(150)}"b"]},"category":"x"}`);
  const titles = Array.from({ length: 101 }, () => 'a');
  expect(parsed).toEqual({ kind: 'value', value: { criteria: { job_titles: titles }, category: 'x' } });
  expect(read(`{"criteria":{"job_titles":[${'"a",'.repeat(150)}]}}`)).toMatchObject({ kind: 'error' });
});

test.each([
  ['other keys of a body', '{"x":[1,{"a":"b"}],"records":[]}', { records: [] }],
  [
    'other keys of a record',
    '{"records":[{"x":{"y":1},"first_name":"Ada"}]}',
    { records: [{ first_name: 'Ada' }] },
  ],
  [
    'the content of a map instead of a string',
    '{"records":[{"first_name":{"a":1}}]}',
    { records: [{ first_name: {} }] },
  ],
  ['the content of a list instead of a map', '{"criteria":[1,2]}', { criteria: [] }],
  ['the content of a map instead of a list', '{"records":{"a":1}}', { records: {} }],
  ['the content of a list instead of a body', '[1,[2]]', []],
])('%s are not kept', (_, text, value) => {
  expect(read(text)).toEqual({ kind: 'value', value });
});

test('everything that a response may repeat is kept', () => {
  const category = [{ a: [1, null, 'é'] }, { a: 2 }];
  expect(read(JSON.stringify({ category }))).toEqual({ kind: 'value', value: { category } });
});

test('of very many values, as many are kept as fit in a response', () => {
  const { value } = read(`{"category":[${'[],'.repeat(50_000)}0]}`) as { value: { category: unknown[] } };
  expect(value.category).toHaveLength(9999);
});

test('UTF-8 bytes are parsed as their text', () => {
  fc.assert(
    fc.property(fc.json({ noUnicodeString: false }), fc.nat(2), (text, indent) => {
      const written = JSON.stringify(JSON.parse(text), null, indent);
      const asBytes = runAtOnce(readPythonJson(utf8(written), { shape: wholeShape, isUtf8: true }));
      const asText = runAtOnce(readPythonJson(written, { shape: wholeShape, isUtf8: false }));
      expect(asBytes).toEqual(asText);
    }),
  );
});

test('errors in UTF-8 bytes have their position in the text', () => {
  const anyText = fc.array(fc.constantFrom('{', '}', '[', ']', '"é"', '"😀\\n"', ':', ',', '\n', ' ', '1'), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(anyText, (tokens) => {
      const text = tokens.join('');
      const asBytes = runAtOnce(readPythonJson(utf8(text), { shape: wholeShape, isUtf8: true }));
      expect(asBytes).toEqual(runAtOnce(readPythonJson(text, { shape: wholeShape, isUtf8: false })));
    }),
    { numRuns: 2000 },
  );
});
