// Reading stops at the limits of a file, and costs no more than the part that was read.
import { strToU8 } from 'fflate';

import { describeUpload, uploadLimits as limits } from '../testing/uploads.ts';
import * as wb from '../testing/workbook.ts';
import { writeZip } from '../testing/zip-file.ts';
import { readSubmittedRecords } from './submitted-records.ts';
import { UploadMeter } from './table.ts';

const header = 'first_name,last_name,company_name';
const sheetPart = 'xl/worksheets/sheet1.xml';
const writeSheet = (rows: string) => wb.writeWorkbook({ [sheetPart]: wb.sheet(rows) });
const tooManyRows = 'The file has more than 5 rows. Split it into several submissions.';
const tooManyColumns = 'The file has more than 6 columns. Leave out those that are not needed.';
const tooLarge =
  'The file is too large once it is unpacked. Leave out the columns that are not needed, or submit fewer rows at a time.';

const tooLong = (place: string) =>
  `The cell in ${place} has more than 32767 characters, which is the limit. Shorten it.`;

const toCsv = (lines: readonly (readonly string[])[]) => lines.map((cells) => cells.join(',')).join('\n');
const toXlsx = (lines: readonly (readonly string[])[]) => writeSheet(wb.inlineRows(lines));

describe('a file may have as many rows and columns as the limit, and not one more', () => {
  const row = ['a', 'b', 'c'];
  const wide = [...wb.names, '1', '2', '3'];
  const table = (rows: number) => [wb.names, ...Array.from({ length: rows }, () => row)];

  test.each([toCsv, toXlsx])('%p', async (write) => {
    expect(await describeUpload(write(table(5)))).toEqual(Array.from({ length: 5 }, () => 'a|b|c'));
    expect(await describeUpload(write(table(6)))).toBe(tooManyRows);
    expect(await describeUpload(write([...table(5), wb.names]))).toHaveLength(5);
    expect(
      await describeUpload(
        write([['Company name'], ...Array.from({ length: 4 }, () => ['a']), ['company_name'], ['a']]),
      ),
    ).toHaveLength(5);
    expect(await describeUpload(write([wide, wide.map(() => 'a')]))).toEqual(['a|a|a']);
    expect(await describeUpload(write([[...wide, 'x'], row]))).toBe(tooManyColumns);
    expect(await describeUpload(write([wide, ['a', '', '', '', '', '', 'x']]))).toBe(tooManyColumns);
    expect(
      await describeUpload(
        write([
          [...wide, ' '],
          ['a', '', '', '', '', '', '\u200b'],
        ]),
      ),
    ).toEqual(['a||']);
  });
});

test.each<[what: string, content: string | Uint8Array, expected: readonly string[] | string]>([
  [
    'a cell at the far end',
    writeSheet(`${wb.inlineRows([wb.names])}<row>${wb.inline('XFD2', 'x')}</row>`),
    tooManyColumns,
  ],
  [
    'an address in disguise',
    writeSheet(`${wb.inlineRows([wb.names])}<row>${wb.inline('&#88;FD2', 'x')}</row>`),
    tooManyColumns,
  ],
  [
    'a row at the very bottom',
    writeSheet(`${wb.inlineRows([wb.names])}<row r="1048576">${wb.inline('A1048576', 'Ada')}</row>`),
    ['Ada||'],
  ],
  ['a million columns', `first_name${','.repeat(1_000_000)}x\nAda`, tooManyColumns],
  ['a million columns in a row', `first_name\nAda${','.repeat(1_000_000)}x`, tooManyColumns],
  ['two million empty lines', `first_name\nAda${'\n'.repeat(2_000_000)}`, ['Ada||']],
])('%s', async (_, content, expected) => {
  expect(await describeUpload(content)).toEqual(expected);
});

const note = (cell: string) =>
  writeSheet(
    `${wb.inlineRows([[...wb.names, 'Note']])}<row r="7"><c r="A7"><v>5</v></c><c r="D7" ${cell}</c></row>`,
  );
const shared = (text: string, cell: string) =>
  wb.writeWorkbook({
    [sheetPart]: wb.sheet(
      `${wb.inlineRows([[...wb.names, 'Note']])}<row r="7"><c r="B7" t="s"><v>0</v></c>${cell}</row>`,
    ),
    'xl/sharedStrings.xml': `<sst><si><t>5</t></si><si>${text}</si></sst>`,
  });

describe('a cell has at most 32,767 characters, in any column', () => {
  const max = 'x'.repeat(32_767);
  test.each<[what: string, content: string | Uint8Array, expected: readonly string[] | string]>([
    ['in CSV', `${header},note\n5,,,${max}`, ['5||']],
    ['in CSV, one more', `${header},note\n5,,,${max}x`, tooLong('row 2, column D')],
    ['in CSV, one more in quotes', `${header},note\n\n5,,"${max}x",`, tooLong('row 3, column C')],
    ['in CSV with CRLF, one more', `${header}\r\n\r\n5\r\n,,${max}x\r\n`, tooLong('row 4, column C')],
    ['in CSV, two quotes more', `${header},note\n5,,,"${'""'.repeat(32_768)}"`, tooLong('row 2, column D')],
    ['in the header', `${header},${max}x\n5`, tooLong('row 1, column D')],
    ['in a cell', note(`t="inlineStr"><is><t>${max}</t></is>`), ['5||']],
    ['in a cell, one more', note(`t="inlineStr"><is><t>${max}x</t></is>`), tooLong('row 7, column D')],
    [
      'in the runs of a cell',
      note(`t="inlineStr"><is>${'<r><t>xx</t></r>'.repeat(16_384)}</is>`),
      tooLong('row 7, column D'),
    ],
    ['in a cell of references', note(`t="inlineStr"><is><t>${'&amp;'.repeat(32_767)}</t></is>`), ['5||']],
    [
      'in a cell of references, one more',
      note(`t="inlineStr"><is><t>${'&amp;'.repeat(32_768)}</t></is>`),
      tooLong('row 7, column D'),
    ],
    ['in a cell of escapes', note(`t="inlineStr"><is><t>${'_x0041_'.repeat(32_767)}</t></is>`), ['5||']],
    [
      'in a cell of escapes, one more',
      note(`t="inlineStr"><is><t>${'_x0041_'.repeat(32_768)}</t></is>`),
      tooLong('row 7, column D'),
    ],
    [
      'in a cell of 200,000 references',
      note(`t="inlineStr"><is><t>${'&amp;'.repeat(200_000)}</t></is>`),
      tooLong('row 7, column D'),
    ],
    ['in the value of a cell', note(`t="str"><v>${'&amp;'.repeat(200_000)}</v>`), tooLong('row 7, column D')],
    ['in a number', note(`><v>${'1'.repeat(32_768)}</v>`), tooLong('row 7, column D')],
    ['elsewhere', shared(`<t>${max}</t>`, '<c r="D7" t="s"><v>1</v></c>'), ['|5|']],
    [
      'elsewhere, one more',
      shared(`<t>${max}x</t>`, '<c r="D7" t="s"><v>1</v></c>'),
      tooLong('row 7, column D'),
    ],
    [
      'elsewhere, one more in a column that is read',
      shared(`<t>${max}x</t>`, '<c r="C7" t="s"><v>1</v></c>'),
      tooLong('row 7, column C'),
    ],
    [
      'elsewhere, 200,000 references',
      shared(`<t>${'&amp;'.repeat(200_000)}</t>`, '<c r="D7" t="s"><v>1</v></c>'),
      tooLong('row 7, column D'),
    ],
    [
      'elsewhere, in no cell',
      shared(`<t>${max}x</t>`, ''),
      'The file has a text of more than 32767 characters. Shorten it.',
    ],
  ])('%s', async (_, content, expected) => {
    expect(await describeUpload(content)).toEqual(expected);
  });

  test('a formula does not count as a cell, and may have any length', async () => {
    expect(await describeUpload(note(`t="str"><f>${'&amp;'.repeat(200_000)}</f><v>x</v>`))).toEqual(['5||']);
  });

  test('the length of a tag is limited too', async () => {
    expect(await describeUpload(note(`x="${'&amp;'.repeat(200_000)}">`))).toBe(
      'The file is not a readable Excel workbook: xl/worksheets/sheet1.xml has a tag of more than 131072 characters. Save it as .xlsx again, or as CSV.',
    );
  });
});

test('the unpacked size of the parts that are read is limited; other parts may be larger', async () => {
  const blanks = ' '.repeat(3_000_000);
  const file = wb.writeWorkbook({ [sheetPart]: wb.sheet(blanks) });
  expect(file.length).toBeLessThan(10_000);
  expect(await describeUpload(file)).toBe(tooLarge);
  expect(await describeUpload(wb.writeWorkbook({ 'xl/media/a.xml': strToU8(blanks) }))).toHaveLength(2);
  // Together, too.
  const half = `<!--${' '.repeat(1_200_000)}-->`;
  const two = {
    [sheetPart]: wb.sheet(half + wb.sharedRows(wb.people)),
    'xl/sharedStrings.xml': wb.sharedTexts(wb.people).replace('<si>', `${half}<si>`),
  };
  expect(await describeUpload(wb.writeWorkbook(two))).toBe(tooLarge);
});

test('an archive has at most ten thousand parts', async () => {
  const parts = Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`${index}`, '']));
  expect(await describeUpload(writeZip(parts, { isStored: true }))).toBe(
    'The file is an archive of more than 10000 parts, which no Excel file has.',
  );
});

test('a file has at most four million cells, however they are arranged', () => {
  const meter = new UploadMeter({ ...limits, rows: 100_000 });
  const row = { number: 1, cells: Array.from({ length: 200 }, (_, column) => ({ column, value: 'x' })) };
  for (let rows = 0; rows < 20_000; rows += 1) meter.countRow(row);
  expect(() => meter.countRow(row)).toThrow('The file has more than 4000000 cells.');
});

test('each record has its row number in the spreadsheet', async () => {
  const rows = '<row r="1048576"><c r="A1048576"><v>7</v></c></row><row><c><v>8</v></c></row>';
  const xlsx = Buffer.from(writeSheet(`${wb.inlineRows([wb.names])}<row/>${rows}`)).toString('latin1');
  expect(await readSubmittedRecords(xlsx, limits)).toMatchObject({ rowNumbers: [1_048_576, 1_048_577] });
  const csv = `sep=,\r\n${header}\r\nAda\r\n\r\n"Alan\n"\r\n${header}\r\nGrace`;
  expect(await readSubmittedRecords(csv, limits)).toMatchObject({ rowNumbers: [3, 5, 7] });
});

describe('a file is read in chunks', () => {
  const csv = `${header}\n${'Ada,Lovelace,Engines\n'.repeat(20_000)}`;
  const xlsx = Buffer.from(
    writeSheet(wb.inlineRows([wb.names]) + '<row><c><v>7</v></c></row>'.repeat(20_000)),
  ).toString('latin1');
  const large = { ...limits, rows: 100_000 };

  test.each([
    ['CSV', csv],
    ['Excel', xlsx],
  ])('of %s, with other work in between', async (_, content) => {
    let pauses = 0;
    let isPausing = false;
    let wasReadMeanwhile = false;
    const pause = async () => {
      wasReadMeanwhile ||= isPausing;
      isPausing = true;
      pauses += 1;
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
      isPausing = false;
    };
    const read = await readSubmittedRecords(content, large, pause);
    expect(read).toMatchObject({ kind: 'records', records: { length: 20_000 } });
    expect(pauses).toBeGreaterThan(10);
    expect(wasReadMeanwhile).toBe(false);
  });

  test.each([
    ['CSV', csv],
    ['Excel', xlsx],
  ])('of %s, and reading ends when a pause throws', async (_, content) => {
    let pauses = 0;
    const pause = () => {
      pauses += 1;
      if (pauses === 3) throw new Error('enough');
      return undefined;
    };
    await expect(readSubmittedRecords(content, large, pause)).rejects.toThrow('enough');
    expect(pauses).toBe(3);
  });

  test('and only up to the first limit that is exceeded', async () => {
    let pauses = 0;
    const pause = () => {
      pauses += 1;
      return undefined;
    };
    const read = await readSubmittedRecords(csv, limits, pause);
    expect(read).toEqual({ kind: 'refused', reason: tooManyRows });
    expect(pauses).toBe(0);
  });
});
