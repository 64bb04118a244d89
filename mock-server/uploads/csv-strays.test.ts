// Leftovers of programs in CSV files: invisible marks, encodings, and appended files.
import { describeUpload } from '../testing/uploads.ts';

const header = 'first_name,last_name,company_name';
const ada = ['Ada|Lovelace|Engines'];
const both = ['Alan|Turing|Bombe', 'Ada|Lovelace|Engines'];

const marks =
  '\u200b \u001a \u00a0 \u00ad \ufeff \u200e \u200f \u2060 \u202a\u202c \u2066\u2069 \u2028 \u3000 \u0085 \u000b \u000c \u0007 \t \u061c \u180e \u3164'
    .split(' ')
    .concat(' ');

describe.each(marks)('the invisible character %j', (mark) => {
  test.each<[where: string, content: string]>([
    ['before the header', `${mark}${header}\nAda,Lovelace,Engines`],
    ['after the header', `${header}${mark}\nAda,Lovelace,Engines`],
    ['before a value', `${header}\n${mark}Ada,Lovelace,${mark}Engines`],
    ['after a value', `${header}\nAda${mark},Lovelace,Engines${mark}\n`],
    ['before a quoted value', `${header}\n${mark}"Ada",${mark}"Lovelace",Engines`],
    ['within quotes', `${header}\n"${mark}Ada${mark}",Lovelace,Engines`],
    ['at the end', `${header}\nAda,Lovelace,Engines\n${mark}`],
    ['on separate lines', `${mark}\n${header}\n${mark}\nAda,Lovelace,Engines\n${mark},${mark},"${mark}"\n`],
  ])('changes nothing %s', async (_, content) => {
    expect(await describeUpload(content)).toEqual(ada);
  });
});

test('invisible characters inside a value are kept', async () => {
  const names =
    'Na\u00efve \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645,\ud83d\udc69\u200d\ud83d\udcbb,soft\u00adly';
  expect(await describeUpload(`${header}\n${names}`)).toEqual([names.replaceAll(',', '|')]);
});

test.each<[what: string, content: string, records: readonly string[]]>([
  ['empty lines', `\n${header}\n\n\nAda,Lovelace,Engines\n\n\n`, ada],
  ['lines of delimiters', `${header}\n,,\nAda,Lovelace,Engines\n,,,,,,,\n`, ada],
  ['lines of quotes', `${header}\n"","",""\nAda,Lovelace,Engines\n`, ada],
  ['a line of ten thousand delimiters', `${header}\nAda,Lovelace,Engines${','.repeat(10_000)}\n`, ada],
  ['a header of ten thousand delimiters', `${header}${','.repeat(10_000)}\nAda,Lovelace,Engines`, ada],
  ['short lines', `${header}\nAda\n,Turing`, ['Ada||', '|Turing|']],
  ['other columns', `id,${header},email\n7,Ada,Lovelace,Engines,a@b.c`, ada],
  [
    'rows with values only in other columns',
    `${header},email\nAda,Lovelace,Engines,\n,,,x@example.com`,
    [...ada, '||'],
  ],
  ['NUL bytes at its end', `${header}\nAda,Lovelace,Engines\n${'\u0000'.repeat(500)}`, ada],
])('a file may have %s', async (_, content, records) => {
  expect(await describeUpload(content)).toEqual(records);
});

test.each<[what: string, content: string, records: readonly string[]]>([
  ['the same header', `${header}\r\nAlan,Turing,Bombe\r\n${header}\nAda,Lovelace,Engines\n`, both],
  [
    'a mark and the same header',
    `\ufeff${header}\nAlan,Turing,Bombe\n\ufeff${header}\nAda,Lovelace,Engines\n`,
    both,
  ],
  [
    'Ctrl-Z, a mark and the header in quotes',
    `${header}\nAlan,Turing,Bombe\n\u001a\ufeff"First name","Last name","Company name"\nAda,Lovelace,Engines\n`,
    both,
  ],
  [
    'a header in another spelling',
    `${header}\nAlan,Turing,Bombe\nFirstName,LastName,CompanyName\nAda,Lovelace,Engines\n`,
    both,
  ],
  [
    'columns in a different order',
    `${header}\nAlan,Turing,Bombe\ncompany_name,id,first_name,last_name\nEngines,7,Ada,Lovelace\n`,
    both,
  ],
  [
    'another delimiter',
    `${header}\nAlan,Turing,Bombe\nLast name;First name;Company name;City, State\nLovelace;Ada;Engines;x, y\n`,
    both,
  ],
  [
    'its header right after the last value',
    `${header}\nAlan,Turing,Bombe${header}\nAda,Lovelace,Engines`,
    both,
  ],
  [
    'its header in quotes right after the last value',
    `${header}\nAlan,Turing,Bombe"First name","Last name","Company name"\nAda,Lovelace,Engines`,
    both,
  ],
  [
    'a mark and its header right after the last value',
    `\ufeff${header}\r\nAlan,Turing,Bombe\ufeff${header}\r\nAda,Lovelace,Engines`,
    both,
  ],
  [
    'Ctrl-Z and its header right after the last value',
    `${header}\nAlan,Turing,Bombe\u001aFirst name,Last name,Company name\nAda,Lovelace,Engines`,
    both,
  ],
  [
    'columns in a different order right after the last value',
    `${header}\nAlan,Turing,Bombecompany_name,first_name,last_name\nEngines,Ada,Lovelace`,
    both,
  ],
  [
    'a person at a firm called Name, or Our Company Name',
    `${header}\nAlan,Turing,Name\nAda,Lovelace,Our Company Name`,
    ['Alan|Turing|Name', 'Ada|Lovelace|Our Company Name'],
  ],
  [
    'more columns and another delimiter',
    'First name,Last name\nAlan,Turing\nFirst name;Last name;Company name\nAda;Lovelace;Engines\n',
    ['Alan|Turing|', ...ada],
  ],
  [
    'a line sep=;',
    `${header}\nAlan,Turing,Bombe\nsep=;\nFirst name;Last name;Company name\nAda;Lovelace;Engines\n`,
    both,
  ],
  ['no header', `${header}\nAlan,Turing,Bombe\n\n\ufeffAda,Lovelace,Engines`, both],
  ['the header of one column', 'company_name\nBombe\ncompany_name\nEngines', ['||Bombe', '||Engines']],
  [
    'a person named First Name',
    `${header}\nFirst Name,Turing,Bombe\nAda,Lovelace,Engines`,
    ['First Name|Turing|Bombe', ...ada],
  ],
])('a second file may follow with %s', async (_, content, records) => {
  expect(await describeUpload(content)).toEqual(records);
});

const text = `${header.replaceAll(',', '\t')}\r\nZoë\tMüller\tKäse\r\n`;
const commas = text.replaceAll('\t', ',');
const swapped = (bytes: Buffer) => bytes.swap16();

test.each<[string, Uint8Array]>([
  ['UTF-8', Buffer.from(commas)],
  ['UTF-8 with its mark, as Excel saves "CSV UTF-8"', Buffer.from(`\ufeff${commas}`)],
  ['UTF-16 with its mark, as Excel saves "Unicode text"', Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16 without its mark', Buffer.from(text, 'utf16le')],
  [
    'UTF-16 with half a character at its end',
    Buffer.concat([Buffer.from(`\ufeff${text}`, 'utf16le'), Buffer.from('\n')]),
  ],
  ['UTF-16, the other byte first, with its mark', swapped(Buffer.from(`\ufeff${text}`, 'utf16le'))],
  ['UTF-16, the other byte first, without its mark', swapped(Buffer.from(text, 'utf16le'))],
  ['Windows-1252, as Excel saves "CSV" in Western Europe', Buffer.from(commas, 'latin1')],
  ['Windows-1252 with the line ends of old Macs', Buffer.from(commas.replaceAll('\r\n', '\r'), 'latin1')],
])('a file may be in %s', async (_, content) => {
  expect(await describeUpload(content)).toEqual(['Zoë|Müller|Käse']);
});

test('Windows-1252 has the characters that Latin-1 lacks', async () => {
  const content = Buffer.from(`${header}\n\x8eo\xeb,O\x92Neil,\x80\x84\xe4\x93`, 'latin1');
  expect(await describeUpload(content)).toEqual(['\u017do\u00eb|O\u2019Neil|\u20ac\u201e\u00e4\u201c']);
});

test('each of two concatenated files keeps its encoding', async () => {
  const utf8 = Buffer.from(`\ufeff${header}\r\nZoë,Müller,漢\r\n`);
  const windows = Buffer.from(`${header}\nRenée,O\x92Neil,Kn\xf6del\n`, 'latin1');
  const records = ['Zoë|Müller|漢', 'Renée|O\u2019Neil|Knödel'];
  expect(await describeUpload(Buffer.concat([utf8, windows]))).toEqual(records);
  expect(await describeUpload(Buffer.concat([windows, utf8]))).toEqual(records.toReversed());
});

test('a multi-byte character may cross the boundary of a 64 KiB chunk', async () => {
  const limits = { rows: 5, columns: 4, cellLength: 100_000, unpacked: 1 };
  for (let shift = 0; shift < 20; shift += 1) {
    const long = 'x'.repeat(64 * 1024 - 18 + shift);
    const [record = ''] = await describeUpload(`${header}\n${long}漢🙂,"é""🙂",漢`, limits);
    expect(record.slice(long.length)).toBe('漢🙂|é"🙂|漢');
  }
});
