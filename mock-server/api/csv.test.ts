// Results as CSV, as every reader of RFC 4180 understands them.
import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';

import { formatCsv } from './csv.ts';

type Field = string | number | null;

async function format(rows: readonly (readonly Field[])[], width: number): Promise<string> {
  const columns = Array.from({ length: width }, (_, index) => `c${index}`);
  const toRow = (fields: readonly Field[] = []) =>
    Object.fromEntries(columns.map((column, index) => [column, fields[index] ?? null]));
  let text = '';
  for await (const piece of formatCsv(columns, rows.length, (index) => toRow(rows[index]))) text += piece;
  return text.slice(`${columns.join(',')}\r\n`.length);
}

test.each([
  ['plain', 'plain'],
  ['', ''],
  [null, ''],
  [0, '0'],
  [1.5e21, '1.5e+21'],
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['one\ntwo', '"one\ntwo"'],
  ['one\r', '"one\r"'],
  [' kept ', ' kept '],
  ['=1+1', '=1+1'],
  ["'", "'"],
  ['$&', '$&'],
])('%j is written as %j', async (field, written) => {
  expect(await format([[field, 'next']], 2)).toBe(`${written},next\r\n`);
});

test('a reader gets the same fields', async () => {
  const field = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', 'a') }),
  );
  const row = fc.array(field, { minLength: 2, maxLength: 2 });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 5 }), async (rows) => {
      const text = await format(rows, 2);
      expect(parse(text, { record_delimiter: '\r\n' })).toEqual(rows);
    }),
  );
});

test('more rows than fit into one piece keep their order', async () => {
  const rows = Array.from({ length: 1201 }, (_, index) => [index]);
  expect(await format(rows, 1)).toBe(rows.map(([index]) => `${index}\r\n`).join(''));
});
