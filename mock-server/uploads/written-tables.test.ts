// Any table that a program writes correctly is read back, in all formats.
import fc from 'fast-check';

import { describeUpload } from '../testing/uploads.ts';
import * as wb from '../testing/workbook.ts';
import { trimInvisible } from './cell-text.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const numRuns = Number(process.env['RUNS'] ?? 150);
const limits = { rows: 50, columns: 10, cellLength: 1000, unpacked: 4 * 1024 * 1024 };

const odd = [
  ',',
  ';',
  '\t',
  '|',
  '"',
  '""',
  ' ',
  '\n',
  '\r\n',
  '\r',
  '&',
  '<',
  ']]>',
  '_x000D_',
  '\u200b',
  '\u00a0',
  '7',
  'é',
  '漢',
  '🙂',
  "'",
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...odd), fc.string({ unit: 'grapheme-ascii', maxLength: 4 })), {
    maxLength: 5,
  })
  .map((pieces) => pieces.join(''))
  // Exports for Excel write a text in this form, and it is read as one.
  .filter((cell) => !/^="[^"]*"$/.test(cell));

/** A table with its columns in some order, including a note, and its expected records. */
const table = fc
  .record({
    order: fc.shuffledSubarray(['First name', 'Last name', 'Company name', 'Note'], { minLength: 4 }),
    rows: fc.array(fc.tuple(text, text, text, text), { minLength: 1, maxLength: 6 }),
  })
  .filter(({ rows }) => rows.every((row) => row.some((cell) => trimInvisible(cell) !== '')))
  .map(({ order, rows }) => ({ lines: [order, ...rows], records: rows.map((row) => toRecord(order, row)) }));

const toRecord = (order: readonly string[], row: readonly string[]) =>
  wb.names.map((name) => trimInvisible(row[order.indexOf(name)] ?? '')).join('|');

test(`any table written as CSV is read back unchanged (seed ${seed})`, async () => {
  const forms = fc.record({
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    ends: fc.array(fc.constantFrom('\n', '\r\n', '\r'), { minLength: 1, maxLength: 4 }),
    beginning: fc.constantFrom('', '\ufeff', '\n\n'),
    isHinted: fc.boolean(),
    quotesAll: fc.boolean(),
    encoding: fc.constantFrom('utf8' as const, 'utf16le' as const),
    isBlankAtEnd: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(table, forms, async ({ lines, records }, form) => {
      const needsQuotes = (cell: string) =>
        form.quotesAll || /["\r\n\s]/.test(cell) || cell.includes(form.delimiter);
      const write = (cell: string) => (needsQuotes(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
      const written = lines.map(
        (line, row) => line.map(write).join(form.delimiter) + form.ends[row % form.ends.length],
      );
      const hint = form.isHinted ? `sep=${form.delimiter}\r\n` : '';
      const mark = form.encoding === 'utf16le' ? '\ufeff' : '';
      const end = form.isBlankAtEnd ? `${form.delimiter.repeat(3)}\n\u001a` : '';
      const content = Buffer.from(`${mark}${form.beginning}${hint}${written.join('')}${end}`, form.encoding);
      expect(await describeUpload(content, limits)).toEqual(records);
    }),
    { seed, numRuns },
  );
});

/** A text in one of its forms in XML and the file format. */
const forms: readonly ((cell: string) => string)[] = [
  (cell) => `<t xml:space="preserve">${escaped(cell)}</t>`,
  (cell) => `<t>${[...cell].map((letter) => `&#x${letter.codePointAt(0)?.toString(16)};`).join('')}</t>`,
  (cell) =>
    `<t><![CDATA[${cell.replaceAll(']]>', ']]]]><![CDATA[>').replaceAll('\r', ']]>&#13;<![CDATA[')}]]></t>`,
  (cell) =>
    `<r><t>${escaped([...cell].slice(0, 2).join(''))}</t></r><r><rPr/><t>${escaped([...cell].slice(2).join(''))}</t></r><rPh sb="0" eb="1"><t>no</t></rPh>`,
  (cell) => `<t>${cell.includes('_') ? escaped(cell) : escapeLetters(cell)}<!-- no --></t>`,
];
const escaped = (cell: string) => cell.replaceAll(/[&<>\r]/g, (letter) => `&#${letter.charCodeAt(0)};`);
const escapeLetters = (cell: string) =>
  escaped(cell.replaceAll(/[a-z]/g, (letter) => `_x00${letter.charCodeAt(0).toString(16)}_`));
/** Excel escapes an underscore that would begin an escape. */
const withoutEscapes = (cell: string) => cell.replaceAll(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_');

test(`any table written as a workbook is read back unchanged (seed ${seed})`, async () => {
  const form = fc.record({
    cellForms: fc.array(fc.nat(forms.length - 1), { minLength: 1, maxLength: 7 }),
    shared: fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }),
    hasAddresses: fc.boolean(),
    blankRows: fc.nat(3),
    zip: fc.record({ isStored: fc.boolean(), isStreamed: fc.boolean(), isLarge: fc.boolean() }),
  });
  await fc.assert(
    fc.asyncProperty(
      table,
      form,
      async ({ lines, records }, { cellForms, shared, hasAddresses, blankRows, zip }) => {
        const items: string[] = [];
        let drawn = 0;
        const cell = (content: string, address: string) => {
          drawn += 1;
          const xml = forms[cellForms[drawn % cellForms.length] ?? 0]?.(withoutEscapes(content)) ?? '';
          const at = hasAddresses ? ` r="${address}"` : '';
          if (shared[drawn % shared.length] !== true) return `<c${at} t="inlineStr"><is>${xml}</is></c>`;
          return `<c${at} t="s"><v>${items.push(`<si>${xml}</si>`) - 1}</v></c>`;
        };
        const rows = lines.map((line, y) => {
          const number = (y + 1) * (blankRows + 1);
          const cells = line.map((content, x) => cell(content, `${'ABCD'[x]}${number}`)).join('');
          return `${'<row><c s="1"/></row>'.repeat(blankRows)}<row${hasAddresses ? ` r="${number}"` : ''}>${cells}<c s="1"/></row>`;
        });
        const content = wb.writeWorkbook(
          {
            'xl/worksheets/sheet1.xml': wb.sheet(rows.join('')),
            'xl/sharedStrings.xml': `<sst>${items.join('')}</sst>`,
          },
          zip,
        );
        expect(await describeUpload(content, limits)).toEqual(records);
      },
    ),
    { seed, numRuns },
  );
});
