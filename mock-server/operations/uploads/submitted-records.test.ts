// What people save as CSV or Excel, and what each file is answered with.
import { strToU8, zipSync } from 'fflate';

import { recordsOfFile } from './submitted-records.ts';

const limits = { rows: 5, columns: 4, cellLength: 32_767, unpacked: 1024 * 1024 };

/** The records in one line each, or the sentence of the refusal. */
async function toldOf(content: Uint8Array | string): Promise<readonly string[] | string> {
  const bytes = Buffer.from(typeof content === 'string' ? Buffer.from(content) : content);
  const read = await recordsOfFile(bytes.toString('latin1'), limits);
  if (read.kind === 'refused') return read.because;
  return read.records.map((one) => [one.firstName, one.lastName, one.companyName].join('|'));
}

const header = 'first_name,last_name,company_name';
const ada = ['Ada|Lovelace|Engines'];
const mustName = 'It must name at least one of first_name, last_name, company_name.';

test.each<[what: string, content: string, told: readonly string[] | string]>([
  ['plain', `${header}\nAda,Lovelace,Engines\n`, ada],
  ['without a last line end', `${header}\nAda,Lovelace,Engines`, ada],
  ['CRLF', `${header}\r\nAda,Lovelace,Engines\r\n`, ada],
  ['CR alone', `${header}\rAda,Lovelace,Engines\r`, ada],
  ['a byte order mark', `\ufeff${header}\nAda,Lovelace,Engines`, ada],
  [
    'semicolons',
    'first_name;last_name;company_name\nAda;Lovelace;Engines, Ltd',
    ['Ada|Lovelace|Engines, Ltd'],
  ],
  ['tabs', 'first_name\tlast_name\tcompany_name\nAda\tLovelace\tEngines', ada],
  ['quotes', `${header}\n"Ada","Love,lace","En""gi""nes"`, ['Ada|Love,lace|En"gi"nes']],
  ['a line end within quotes', `${header}\nAda,"Love\nlace",Engines`, ['Ada|Love\nlace|Engines']],
  ['quotes in the header', '"first_name","company_name"\nAda,Engines', ['Ada||Engines']],
  [
    'a quote in the middle',
    `${header}\nAda "the first",Lovelace,Engines`,
    ['Ada "the first"|Lovelace|Engines'],
  ],
  ['empty lines', `\n${header}\n\nAda,Lovelace,Engines\n\n\n`, ada],
  ['a line of separators only', `${header}\n,,\nAda,Lovelace,Engines\n`, ada],
  ['spaces round the values', `${header}\n Ada , Lovelace , Engines `, ada],
  ['columns in another order', 'company_name,first_name,last_name\nEngines,Ada,Lovelace', ada],
  ['names as people write them', 'First Name,LAST-NAME,Company name\nAda,Lovelace,Engines', ada],
  [
    'a column twice',
    'first_name,First Name\nAda,Grace',
    'The first line of the file names the column first_name twice. Leave one of them out.',
  ],
  ['other columns too', `id,${header}\n7,Ada,Lovelace,Engines`, ada],
  ['one column', 'company_name\nEngines\nMills', ['||Engines', '||Mills']],
  ['a short line', `${header}\nAda`, ['Ada||']],
  ['an empty value', `${header}\nAda,,Engines`, ['Ada||Engines']],
  ['other writing', `${header}\nЗоя,漢,🙂`, ['Зоя|漢|🙂']],
  [
    'no header',
    'Ada,Lovelace',
    `The first line of the file names no column that is known; it has "Ada", "Lovelace". ${mustName}`,
  ],
  ['an empty header', ',,\n', `The file has no line that names the columns. ${mustName}`],
  ['blank lines only', '\n\n \n', `The file has no line that names the columns. ${mustName}`],
  ['no rows', `${header}\n`, 'The file has no rows, only the names of the columns.'],
  ['as many rows as may be', `${header}\n${'a,b,c\n'.repeat(5)}`, Array.from({ length: 5 }, () => 'a|b|c')],
  [
    'one row too many',
    `${header}\n${'a,b,c\n'.repeat(6)}`,
    'The file has more than 5 rows. Split it into several submissions.',
  ],
  [
    'a column too many',
    `a,b,c,${header}\nAda`,
    'The file has more than 4 columns. Leave out those that are not needed.',
  ],
  [
    'a million columns',
    `first_name${','.repeat(1_000_000)}\nAda`,
    'The file has more than 4 columns. Leave out those that are not needed.',
  ],
  [
    'a million columns in a row',
    `first_name\nAda${','.repeat(1_000_000)}`,
    'The file has more than 4 columns. Leave out those that are not needed.',
  ],
  [
    'a quote that does not end',
    `${header}\n"Ada,Lovelace,Engines`,
    'The file is not valid CSV: Quote Not Closed: the parsing is finished with an opening quote at line 2.',
  ],
  [
    'bytes of another kind',
    'GIF89a\u0000\u0001',
    'The file is neither CSV nor Excel (.xlsx): it has bytes of value 0.',
  ],
])('a CSV file with %s', async (_, content, told) => {
  expect(await toldOf(content)).toEqual(told);
});

test.each<[string, Uint8Array]>([
  ['Latin-1, as Windows saves it', Buffer.from(`${header}\nZoë,Müller,Käse`, 'latin1')],
  [
    'UTF-16 with its mark, as Excel saves "Unicode text"',
    Buffer.from(`\ufeff${header.replaceAll(',', '\t')}\nZoë\tMüller\tKäse`, 'utf16le'),
  ],
])('a CSV file in %s', async (_, content) => {
  expect(await toldOf(content)).toEqual(['Zoë|Müller|Käse']);
});

test('a CSV file in Windows-1252 keeps the signs that Latin-1 lacks', async () => {
  const content = Buffer.from(`${header}\n\x8eo\xeb,O\x92Neil,\x80\x84\xe4\x93`, 'latin1');
  expect(await toldOf(content)).toEqual(['\u017do\u00eb|O\u2019Neil|\u20ac\u201e\u00e4\u201c']);
});

const office = 'http://schemas.openxmlformats.org';

/** A workbook with one sheet of these rows, in XML. */
function workbook(rows: string, more: Readonly<Record<string, Uint8Array>> = {}): Uint8Array {
  const parts = {
    '[Content_Types].xml': `<Types xmlns="${office}/package/2006/content-types"/>`,
    'xl/workbook.xml': `<workbook xmlns="${office}/spreadsheetml/2006/main" xmlns:r="${office}/officeDocument/2006/relationships"><sheets><sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${office}/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`,
  };
  const packed = Object.entries(parts).map(([name, text]) => [name, strToU8(text)] as const);
  return zipSync({ ...Object.fromEntries(packed), ...more });
}

const cell = (address: string, text: string) => `<c r="${address}" t="inlineStr"><is><t>${text}</t></is></c>`;
const row = (number: number, ...texts: readonly string[]) =>
  `<row r="${number}">${texts.map((text, index) => cell(`${'ABCD'[index]}${number}`, text)).join('')}</row>`;
const names = row(1, 'First Name', 'Last Name', 'Company Name');

test.each<[what: string, rows: string, told: readonly string[] | string]>([
  ['plain rows', names + row(2, 'Ada', 'Lovelace', 'A &amp; B'), ['Ada|Lovelace|A & B']],
  ['a number', `${names}<row r="2"><c r="A2"><v>5</v></c></row>`, ['5||']],
  ['empty rows between', names + row(4, 'Ada', 'Lovelace', 'Engines'), ada],
  ['no rows', names, 'The file has no rows, only the names of the columns.'],
  ['nothing', '', `The file has no line that names the columns. ${mustName}`],
  [
    'too many rows',
    names + row(7, 'Ada'),
    'The file has more than 5 rows. Split it into several submissions.',
  ],
  [
    'a cell at the far end',
    `${names}<row r="2">${cell('XFD2', 'x')}</row>`,
    'The file has more than 4 columns. Leave out those that are not needed.',
  ],
  [
    'a cell at the very bottom',
    `${names}<row>${cell('A1048576', 'x')}</row>`,
    'The file has more than 5 rows. Split it into several submissions.',
  ],
  [
    'an address in disguise',
    `${names}<row>${cell('&#88;FD2', 'x')}</row>`,
    'The sheet has a cell with the address "&#88;FD2".',
  ],
])('an Excel file with %s', async (_, rows, told) => {
  expect(await toldOf(workbook(rows))).toEqual(told);
});

test('an Excel file that unpacks to more than a machine should hold is refused before it does', async () => {
  const bomb = new Uint8Array(2 * 1024 * 1024);
  const file = workbook(names, { 'xl/media.xml': bomb });
  expect(file.length).toBeLessThan(10_000);
  expect(await toldOf(file)).toBe('The file is too large once it is unpacked. Submit fewer rows at a time.');
});

test('an archive that is no workbook, a broken one and an old one are told apart from CSV', async () => {
  const says = 'The file is no Excel workbook that can be read. Save it as .xlsx anew, or as CSV.';
  expect(await toldOf(zipSync({ 'a.xml': strToU8('<a/>') }))).toContain(says);
  expect(await toldOf(workbook(names).subarray(0, 300))).toContain(says);
  expect(await toldOf(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe(
    'The file is an Excel file of an old format: save it as .xlsx or as CSV.',
  );
});

test('an archive of thousands of empty entries is refused, whatever they are called', async () => {
  const entries = Object.fromEntries(
    Array.from({ length: 2500 }, (_, index) => [`${index}.txt`, strToU8('')]),
  );
  expect(await toldOf(zipSync(entries))).toBe(
    'The file is too large once it is unpacked. Submit fewer rows at a time.',
  );
});

test('a text of a megabyte within a sheet is refused before it is parsed', async () => {
  const text = zipSync({ 'xl/worksheets/sheet1.xml': strToU8(`<a>${' '.repeat(1_048_600)}</a>`) });
  const bytes = Buffer.from(text).toString('latin1');
  const read = await recordsOfFile(bytes, { ...limits, unpacked: 4_000_000 });
  expect(read).toEqual({ kind: 'refused', because: 'The file has a text of more than 1048576 characters.' });
});

test('a line of millions of cells is refused before it is parsed', async () => {
  expect(await toldOf(`company_name\n${','.repeat(4_000_001)}`)).toBe(
    'The file has more than 4000000 cells.',
  );
});

test('a first line of megabytes is refused before it is parsed', async () => {
  expect(await toldOf(`${' \t'.repeat(600_000)}company_name\nEngines`)).toBe(
    'The first line of the file has more than 1048576 characters.',
  );
});
