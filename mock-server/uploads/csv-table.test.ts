// CSV files as people save them, and how each is read.
import { describeUpload } from '../testing/uploads.ts';

const header = 'first_name,last_name,company_name';
const ada = ['Ada|Lovelace|Engines'];
const both = ['Alan|Turing|Bombe', 'Ada|Lovelace|Engines'];

type Row = readonly [what: string, content: string, records: readonly string[] | string];

describe('line ends', () => {
  test.each<Row>([
    ['LF', `${header}\nAlan,Turing,Bombe\nAda,Lovelace,Engines\n`, both],
    ['LF, except for the last', `${header}\nAlan,Turing,Bombe\nAda,Lovelace,Engines`, both],
    ['CRLF', `${header}\r\nAlan,Turing,Bombe\r\nAda,Lovelace,Engines\r\n`, both],
    ['CR, as on old Macs', `${header}\rAlan,Turing,Bombe\rAda,Lovelace,Engines\r`, both],
    ['CRLF in the header, LF in the rows', `${header}\r\nAlan,Turing,Bombe\nAda,Lovelace,Engines\n`, both],
    ['LF in the header, CRLF in the rows', `${header}\nAlan,Turing,Bombe\r\nAda,Lovelace,Engines\r\n`, both],
    ['CR in the header, CRLF in the rows', `${header}\rAlan,Turing,Bombe\r\nAda,Lovelace,Engines`, both],
    ['LF in the header, CR in the rows', `${header}\nAlan,Turing,Bombe\rAda,Lovelace,Engines\r`, both],
    ['each in turn', `${header}\rAlan,Turing,Bombe\nAda,Lovelace,Engines\r\n`, both],
    [
      'CR CR LF, as after a text-mode transfer of CRLF',
      `${header}\r\r\nAlan,Turing,Bombe\r\r\nAda,Lovelace,Engines\r\r\n`,
      both,
    ],
    ['after a quoted value', `"first_name"\r"Alan"\n"Ada"\r\n`, ['Alan||', 'Ada||']],
  ])('may be %s', async (_, content, records) => {
    expect(await describeUpload(content)).toEqual(records);
  });

  test.each(['\n', '\r\n', '\r', '\r\n\n'])('do not split a quoted value: %j', async (end) => {
    expect(await describeUpload(`${header}\r\nAda,"Love${end}lace",Engines\n`)).toEqual([
      `Ada|Love${end}lace|Engines`,
    ]);
  });
});

test.each<Row>([
  ['commas', 'first_name,last_name,company_name\nAda,Lovelace,Engines', ada],
  [
    'semicolons',
    'first_name;last_name;company_name\nAda;Lovelace;Engines, Ltd',
    ['Ada|Lovelace|Engines, Ltd'],
  ],
  ['tabs', 'first_name\tlast_name\tcompany_name\nAda\tLovelace\tEngines', ada],
  ['bars', 'first_name|last_name|company_name\nAda|Lovelace|Engines', ada],
  [
    'tabs, with an empty first cell',
    'first_name\tlast_name\tcompany_name\n\tLovelace\tEngines',
    ['|Lovelace|Engines'],
  ],
  [
    'semicolons, with commas in a quoted name',
    'First name;Last name;Company name;"City, State, Zip, Country"\nAda;Lovelace;Engines;"A, B, C, D"',
    ada,
  ],
  [
    'semicolons, with commas in a name that is not quoted',
    'First name;Last name;Company name;Turnover, net, in EUR\nAda;Lovelace;Engines;1',
    ada,
  ],
  [
    'semicolons, with decimal commas',
    'First name;Last name;Company name;Score\nAda;Lovelace;Engines;1,5\nAlan;Turing;Bombe;2,25',
    [...ada, 'Alan|Turing|Bombe'],
  ],
  [
    'commas, with semicolons in the values',
    `${header}\nAda,Lovelace,Engines; Mills; Looms`,
    ['Ada|Lovelace|Engines; Mills; Looms'],
  ],
  [
    'tabs, with more commas than tabs',
    'Last name\tFirst name\tNote, long, with, commas\nLovelace\tAda\ta, b, c, d',
    ['Ada|Lovelace|'],
  ],
  [
    'vertical bars, with a quoted bar',
    'First name|"Last | name"|Company name\nAda|x|Engines',
    ['Ada||Engines'],
  ],
  [
    'commas, with a line end in a quoted name',
    '"First\nname",last_name,"Company, or firm"\nAda,Lovelace,x',
    ['Ada|Lovelace|'],
  ],
  ['nothing: one column', 'company_name\nEngines\nMills', ['||Engines', '||Mills']],
  [
    'nothing: one column, with commas in the values',
    'company_name\nEngines, Ltd\nMills, Looms and Sons',
    ['||Engines, Ltd', '||Mills, Looms and Sons'],
  ],
  [
    'nothing: one column, with semicolons and commas',
    'company_name\nEngines; Ltd\nMills, Sons',
    ['||Engines; Ltd', '||Mills, Sons'],
  ],
  ['nothing: one column that is quoted', '"company_name"\n"Engines, Ltd"', ['||Engines, Ltd']],
  ['commas after the last value', 'company_name,,\nEngines,,\nMills,,', ['||Engines', '||Mills']],
])('a file may be delimited by %s', async (_, content, records) => {
  expect(await describeUpload(content)).toEqual(records);
});

const semicolons = 'First name;Last name;Company name\r\nAda;Lovelace;Engines\r\n';

test.each<Row>([
  ['sep=;', `sep=;\r\n${semicolons}`, ada],
  ['sep=, for commas', `sep=,\n${header}\nAda,Lovelace,Engines`, ada],
  ['sep= with a tab', `sep=\t\n${header.replaceAll(',', '\t')}\nAda\tLovelace\tEngines`, ada],
  ['sep=\\t', `sep=\\t\n${header.replaceAll(',', '\t')}\nAda\tLovelace\tEngines`, ada],
  ['sep=| ', `sep=|\r${header.replaceAll(',', '|')}\rAda|Lovelace|Engines`, ada],
  [
    'its own delimiter',
    `sep=^\n${header.replaceAll(',', '^')}\nAda^Lovelace^Engines, Ltd; x|y`,
    ['Ada|Lovelace|Engines, Ltd; x|y'],
  ],
  ['quotes', `"sep=;"\r\n${semicolons}`, ada],
  ['capital letters', `SEP=;\r\n${semicolons}`, ada],
  ['a byte order mark', `\ufeffsep=;\r\n${semicolons}`, ada],
  ['a mark and quotes', `\ufeff"sep=;"\n${semicolons}`, ada],
  ['semicolons added by a program that took it for a row', `sep=;;;\r\n${semicolons}`, ada],
  ['commas added by a program that took it for a row', `"sep=;",,\r\n${semicolons}`, ada],
  ['an empty line after it', `sep=;\r\n\r\n${semicolons}`, ada],
  ['nothing after it', `sep=\r\n${semicolons}`, ada],
  ['a delimiter that the file does not have', `sep=,\r\n${semicolons}`, ada],
  ['a delimiter that is more frequent elsewhere', 'sep=|\nFirst name|a,b,c,d,e\nAda|1,2,3,4,5', ['Ada||']],
])('a line that names the delimiter may have %s', async (_, content, records) => {
  expect(await describeUpload(content)).toEqual(records);
});

test.each<Row>([
  ['quoted', `${header}\n"Ada","Love,lace","Engines"`, ['Ada|Love,lace|Engines']],
  ['a quote, doubled', `${header}\nAda,Lovelace,"En""gi""nes"`, ['Ada|Lovelace|En"gi"nes']],
  ['nothing but a quote', `${header}\nAda,Lovelace,""""`, ['Ada|Lovelace|"']],
  ['nothing in its quotes', `${header}\nAda,"",Engines`, ['Ada||Engines']],
  ['a quoted word first', `${header}\nAda,Lovelace,"Acme" Inc`, ['Ada|Lovelace|Acme Inc']],
  [
    'a quoted word first, not last in its row',
    `${header}\n"Ada" King,Lovelace,Engines`,
    ['Ada King|Lovelace|Engines'],
  ],
  ['two quoted words', `${header}\nAda,Lovelace,"Acme" "Inc"`, ['Ada|Lovelace|Acme "Inc"']],
  [
    'a quoted word in the middle',
    `${header}\nAda "the first",Lovelace,The "Acme" Inc`,
    ['Ada "the first"|Lovelace|The "Acme" Inc'],
  ],
  ['an inch sign', `${header}\nAda,Lovelace,Pipes 5" and 7"`, ['Ada|Lovelace|Pipes 5" and 7"']],
  ['blanks before its quotes', `${header}\nAda, "Love,lace", "Engines"`, ['Ada|Love,lace|Engines']],
  ['blanks after its quotes', `${header}\n"Ada" ,"Love,lace"\t,"Engines" `, ['Ada|Love,lace|Engines']],
  ['blanks around it', `${header}\n Ada , Lovelace , Engines `, ada],
  ['blanks in its quotes', `${header}\n" Ada "," Lovelace","Engines "`, ada],
  ['the form of a formula', `${header}\n="Ada","=""Lovelace""","="""""`, ['Ada|Lovelace|']],
  ['almost the form of a formula', `${header}\n="Ada"x,=A1,=`, ['="Ada"x|=A1|=']],
  ['apostrophes', `${header}\nAda,O'Neil,'Engines'`, [`Ada|O'Neil|'Engines'`]],
  [
    'a backslash before a quote',
    `${header}\nAda,Lovelace,"Acme \\"Best\\" Inc"\nx,y,z`,
    ['Ada|Lovelace|Acme \\Best\\" Inc"', 'x|y|z'],
  ],
])('a value may have %s', async (_, content, records) => {
  expect(await describeUpload(content)).toEqual(records);
});

const missing = 'Add the missing quote, or remove this one.';

test.each<Row>([
  [
    'in the last row',
    `${header}\n"Ada,Lovelace,Engines`,
    `The cell in row 2, column A begins with a quote that has no end. ${missing}`,
  ],
  [
    'before other rows',
    `${header}\nAlan,Turing,"Bombe\nAda,Lovelace,Engines\n`,
    `The cell in row 2, column C begins with a quote that has no end. ${missing}`,
  ],
  [
    'before a row with quotes',
    `${header}\nAlan,Turing,"Bombe\nAda,Lovelace,"Engines"\n`,
    `The cell in row 2, column C begins with a quote that ends in the middle of a later line. ${missing}`,
  ],
  [
    'before 40,000 characters',
    `${header}\nAlan,"Turing,Bombe\n${'Ada,Lovelace,Engines\n'.repeat(2000)}`,
    `The cell in row 2, column B begins with a quote that has no end within the length of a cell. ${missing}`,
  ],
])('an unclosed quote %s does not merge several rows', async (_, content, sentence) => {
  expect(await describeUpload(content)).toBe(sentence);
});
