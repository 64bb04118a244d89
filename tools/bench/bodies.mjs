// Hostile and large request bodies.
// @ts-check
import { cell, sheet, workbook } from './workbook.mjs';

const limit = 32 * 1024 * 1024;
const json = 'application/json';
const form = 'application/x-www-form-urlencoded';
const parts = 'multipart/form-data; boundary=B';

/** A body of the maximum size that the mock accepts. @param {string} head @param {string} unit @param {string} [tail] */
const fill = (head, unit, tail = '', size = limit) =>
  Buffer.from(
    head + unit.repeat(Math.floor((size - head.length - tail.length) / unit.length)) + tail,
    'latin1',
  );

/** @param {string | Buffer} content @param {string} [more] */
const file = (content, more = '') =>
  Buffer.concat([
    Buffer.from(`--B\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n${more}\r\n`),
    Buffer.from(content),
    Buffer.from('\r\n--B--\r\n'),
  ]);

/** @param {(row: number) => string} line */
const rows = (line) => Array.from({ length: 100_000 }, (_, row) => line(row));

/** Each with its content type, and the number of simultaneous copies; created one by one, since together they need much memory. @type {Record<string, [type: string, make: () => Buffer, copies?: number]>} */
export const bodies = {
  'JSON: records without end': [json, () => fill('{"records":[', '{},', '{}]}')],
  'JSON: 15 million zeros': [json, () => fill('[', '0,', '0]')],
  'JSON: zeros for a category': [json, () => fill('{"category":[', '0,', '0]}')],
  'JSON: floats that nobody reads': [json, () => fill('{"x":[', '-1.5,', '0]}')],
  'JSON: deeply nested lists': [json, () => fill('', '[')],
  'JSON: one long text': [json, () => fill('{"category":"', 'x', '"}')],
  'JSON: one long text of escapes': [json, () => fill('{"records":[{"first_name":"', '\\n', '"}]}')],
  'JSON: one long text beyond ASCII': [json, () => fill('{"category":"', '\xc3\xa9', '"}')],
  'JSON: a mistake behind 32 million lines': [json, () => fill('', '\n', 'x')],
  'JSON: a million keys': [json, () => fill('{', '"key":{"a":[null]},', '"z":2}')],
  'JSON: 100,000 records that are all wrong': [
    json,
    () => Buffer.from(`{"records":[${rows(() => '{"first_name":{}}').join()}]}`),
  ],
  'JSON: 100,000 real records, 20 MiB': [
    json,
    () =>
      Buffer.from(
        `{"records":[${rows((row) => JSON.stringify({ first_name: `First ${row}`, last_name: `Läst ${row}`, company_name: `${'Company '.repeat(14)}${row}` })).join()}]}`,
      ),
  ],
  'JSON: eight of 32 MB at a time': [json, () => fill('{"records":[', '{},', '{}]}'), 8],
  'CSV: 100,000 rows, 20 MiB': [
    parts,
    () =>
      file(
        `first_name,last_name,company_name\n${rows((row) => `First ${row},Last ${row},${'Company '.repeat(22)}${row}`).join('\n')}`,
      ),
  ],
  'CSV: 4 million cells': [
    parts,
    () =>
      file(
        `first_name,${'x,'.repeat(100)}\n${'a,'.repeat(100)}\n`.concat(
          `a,${',b'.repeat(50)}\n`.repeat(80_000),
        ),
      ),
  ],
  'CSV: one line of 20 MiB': [parts, () => file(fill('first_name,', 'x', '', 20 * 1024 * 1024 - 10))],
  'CSV: nothing but quotes': [parts, () => file(fill('first_name\n', '"', '', 20 * 1024 * 1024 - 10))],
  'CSV in base64': [
    parts,
    () =>
      file(
        Buffer.from(`first_name\n${rows((row) => `${'Name '.repeat(30)}${row}`).join('\n')}`).toString(
          'base64',
        ),
        'Content-Transfer-Encoding: base64\r\n',
      ),
  ],
  'Excel: a sheet of a gigabyte of spaces': [parts, () => file(workbook(Buffer.alloc(200_000_000, ' ')))],
  'Excel: 200,000 &amp; in one cell': [
    parts,
    () =>
      file(
        workbook(
          Buffer.from(
            sheet(`<row r="1"><c r="A1" t="inlineStr"><is><t>${'&amp;'.repeat(200_000)}</t></is></c></row>`),
          ),
        ),
      ),
  ],
  'Excel: 100,000 rows': [
    parts,
    () =>
      file(
        workbook(
          Buffer.from(
            sheet(
              `<row>${cell('first_name')}${cell('last_name')}</row>${rows((row) => `<row>${cell(`First ${row}`)}${cell(`Last ${row}`)}</row>`).join('')}`,
            ),
          ),
        ),
      ),
  ],
  'Excel: a million rows': [
    parts,
    () =>
      file(
        workbook(
          Buffer.from(
            sheet(`<row>${cell('first_name')}</row>${'<row><c><v>1</v></c></row>'.repeat(1_000_000)}`),
          ),
        ),
      ),
  ],
  'multipart: a million parts': [parts, () => fill('', '--B\r\nA: b\r\n\r\n\r\n', '--B--')],
  'multipart: files without a name': [
    parts,
    () => fill('', '--B\r\nContent-Disposition: a; filename="a"\r\n\r\n\r\n', '--B--'),
  ],
  'multipart: nothing but boundaries': [parts, () => fill('', '--B', '--')],
  'multipart: huge headers': [
    parts,
    () => fill('', `--B\r\nContent-Disposition: ${'a;'.repeat(450)}\r\n\r\n\r\n`, '--B--'),
  ],
  'form: a million fields': [form, () => fill('', 'a=1&')],
  'form: one field of escapes': [form, () => fill('category=', '%41')],
  'form: one field of escapes beyond ASCII': [form, () => fill('category=', '%ff\xc3\xa9')],
};
