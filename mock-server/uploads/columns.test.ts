// The names of columns in a table, and the errors for tables without known columns.
import { describeUpload } from '../testing/uploads.ts';

const header = 'first_name,last_name,company_name';
const ada = ['Ada|Lovelace|Engines'];
const mustName = 'It must name at least one of first_name, last_name, company_name.';

type Row = readonly [what: string, content: string, records: readonly string[] | string];

test.each([
  'First name',
  'first name',
  'FIRST NAME',
  'FirstName',
  'firstname',
  'firstName',
  'first-name',
  'First-Name',
  'FIRST_NAME',
  'First  Name',
  ' First name ',
  'First_ Name',
  'First\u00a0Name',
  'First\u2013Name',
  '\u200bFirst name',
  'First\u200bName',
  'First name\u200b',
  '\ufeffFirst name',
  'First\ufeff name',
  'First\u00adName',
  '\u200eFirst name\u200f',
  '\u202aFirst name\u202c',
  '"First name"',
  '\u200b"First name"',
  '\ufeff\ufeff"First name"',
  '"First\nname"',
  '\uff26irst name',
])('the first-name column may be called %j', async (name) => {
  expect(await describeUpload(`Last name,${name},Company name\nLovelace,Ada,Engines`)).toEqual(ada);
  expect(await describeUpload(`${name},Last name\nAda,Lovelace`)).toEqual(['Ada|Lovelace|']);
});

test.each<Row>([
  ['a title', `Table 1\n${header}\nAda,Lovelace,Engines`, ada],
  ['a title with a comma, in quotes', `"Contacts, May 2026"\n\n${header}\nAda,Lovelace,Engines`, ada],
  [
    'several titles and semicolons',
    `Contacts\nMay, June\n${header.replaceAll(',', ';')}\nAda;Lovelace;Engines`,
    ada,
  ],
  ['a title above one column', 'Firms, all of them\ncompany_name\nEngines, Ltd', ['||Engines, Ltd']],
  ['sep=; and a title', `sep=;\nContacts\n${header.replaceAll(',', ';')}\nAda;Lovelace;Engines`, ada],
])('above the header there may be %s', async (_, content, records) => {
  expect(await describeUpload(content)).toEqual(records);
});

test.each<Row>([
  [
    'eleven titles',
    `${'title\n'.repeat(11)}${header}\nAda`,
    `The first row of the file does not name a known column; it has "title". ${mustName}`,
  ],
  [
    'one column without a name',
    'Engines\nMills',
    `The first row of the file does not name a known column; it has "Engines". ${mustName}`,
  ],
  [
    'a column twice',
    'first_name,First Name\nAda,Grace',
    'The first row of the file names the column first_name twice. Leave one of them out.',
  ],
  [
    'no column that is known',
    'Ada,Lovelace',
    `The first row of the file does not name a known column; it has "Ada", "Lovelace". ${mustName}`,
  ],
  [
    'many columns, none of which is known',
    'a;b;c;d;e;f\n',
    `The first row of the file does not name a known column; it has "a", "b", "c", "d", "e", .... ${mustName}`,
  ],
  ['delimiters only', ',,\n', `The file has no row with the names of the columns. ${mustName}`],
  ['blank lines only', '\n\n \n', `The file has no row with the names of the columns. ${mustName}`],
  ['nothing at all', '', `The file has no row with the names of the columns. ${mustName}`],
  ['a header only', `${header}\n`, 'The file has no rows, only the names of the columns.'],
  ['a header twice', `${header}\n${header}\n`, 'The file has no rows, only the names of the columns.'],
])('a file of %s is rejected', async (_, content, sentence) => {
  expect(await describeUpload(content)).toBe(sentence);
});
