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
  ['a text that nobody reads', '{"x":"', 'a', '"}'],
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
  ['a mistake far behind', '', '\n', 'x'],
  ['a mistake behind a long line', '{"x":"', 'é', '"'],
])('a body that consists of %s is read in many small portions', (_, head, unit, tail) => {
  const text = utf8(head + unit.repeat(million / 2) + tail);
  const portions = countPortions(readPythonJson(text, { shape, isUtf8: true }));
  // No portion has more than a quarter of a million characters, however they are grouped.
  expect(portions).toBeGreaterThan(text.length / 0x40000);
});

const records = (count: number) => `{"records":[${'{},'.repeat(count)}`;

test('texts of usual length are read in many small portions too', () => {
  const text = `[${`"${'a'.repeat(4000)}",`.repeat(500)}0]`;
  expect(countPortions(readPythonJson(text, { shape, isUtf8: true }))).toBeGreaterThan(text.length / 0x80000);
});

test('reading stops soon after more records than there may be, however many follow', () => {
  const portionsIn = (count: number) =>
    countPortions(readPythonJson(records(count), { shape, isUtf8: true }));
  expect(portionsIn(million)).toBe(portionsIn(million / 2));
  const stopped = read(records(million / 2));
  expect(stopped).toEqual({ kind: 'too-long', path: ['records'], maxItems: 100_000 });
});

test('of a list that is a little too long the rest is still read, and one item too many is kept', () => {
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
  ['what is in a map for a text', '{"records":[{"first_name":{"a":1}}]}', { records: [{ first_name: {} }] }],
  ['what is in a list for a map', '{"criteria":[1,2]}', { criteria: [] }],
  ['what is in a map for a list', '{"records":{"a":1}}', { records: {} }],
  ['what is in a list for a body', '[1,[2]]', []],
])('%s are not kept', (_, text, value) => {
  expect(read(text)).toEqual({ kind: 'value', value });
});

test('of what an answer may repeat, all is kept', () => {
  const category = [{ a: [1, null, 'é'] }, { a: 2 }];
  expect(read(JSON.stringify({ category }))).toEqual({ kind: 'value', value: { category } });
});

test('of very many values, those are kept with which an answer is full', () => {
  const { value } = read(`{"category":[${'[],'.repeat(50_000)}0]}`) as { value: { category: unknown[] } };
  expect(value.category).toHaveLength(9999);
});

test('bytes of UTF-8 are read as the text that they are', () => {
  fc.assert(
    fc.property(fc.json({ noUnicodeString: false }), fc.nat(2), (text, indent) => {
      const written = JSON.stringify(JSON.parse(text), null, indent);
      const asBytes = runAtOnce(readPythonJson(utf8(written), { shape: wholeShape, isUtf8: true }));
      const asText = runAtOnce(readPythonJson(written, { shape: wholeShape, isUtf8: false }));
      expect(asBytes).toEqual(asText);
    }),
  );
});

test('mistakes in bytes of UTF-8 are where they are in the text', () => {
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
