// The kinds of cells and rows, and how each is read.
import { describeUpload } from '../testing/uploads.ts';
import * as wb from '../testing/workbook.ts';

const both = ['Alan|Turing|Bombe', 'Ada|Lovelace|Engines'];
const sheetPart = 'xl/worksheets/sheet1.xml';
const writeSheet = (rows: string, behind = '') => wb.writeWorkbook({ [sheetPart]: wb.sheet(rows, behind) });
const rows = wb.sharedRows(wb.people);
const blanks = (from: number, to: number) =>
  Array.from(
    { length: to - from + 1 },
    (_, index) =>
      `<row r="${from + index}"><c r="A${from + index}" s="1"/><c r="XFD${from + index}" s="0"/></row>`,
  ).join('');

test.each<[what: string, rows: string]>([
  [
    'an empty last row, as LibreOffice writes it',
    `${rows}<row r="1048576" customFormat="false" ht="12.8" hidden="false"/>`,
  ],
  ['a last row of a blank cell', `${rows}<row r="1048576"><c r="A1048576" s="1"/></row>`],
  ['a thousand blank rows, as Google Sheets writes them', rows + blanks(4, 1003)],
  ['blank rows before the header', blanks(1, 50) + wb.sharedRows(wb.people, false)],
  ['blank rows between', rows.replace('<row r="3">', `${blanks(4, 400)}<row r="401">`)],
  [
    'blank cells at the far end of each row',
    rows.replaceAll('</row>', '<c s="2"/><c r="XFD1" s="2"/></row>'),
  ],
  [
    'blank cells of every type',
    rows.replaceAll(
      '</row>',
      `${['s', 'n', 'b', 'e', 'd', 'str', 'inlineStr', 'x', ''].map((type) => `<c t="${type}"/><c t="${type}"><v/></c><c t="${type}"><v> </v></c>`).join('')}</row>`,
    ),
  ],
  ['cells and rows without addresses', wb.sharedRows(wb.people, false)],
  ['rows without addresses', rows.replaceAll(/<row r="\d"/g, '<row')],
  ['cells without addresses', rows.replaceAll(/<c r="\w\d"/g, '<c')],
  ['some cells without addresses', rows.replaceAll(/<c r="[BC]\d"/g, '<c')],
  [
    'addresses in lower case',
    rows.replaceAll(/r="([A-C])/g, (_, letter: string) => `r="${letter.toLowerCase()}`),
  ],
  ['absolute addresses', rows.replaceAll(/r="([A-C])(\d)/g, 'r="$$$1$$$2')],
  ['invalid addresses', rows.replaceAll(/<c r="\w\d"/g, '<c r="?"').replaceAll(/<row r="\d"/g, '<row r="x"')],
  ['addresses with references in them', rows.replaceAll('r="A', 'r="&#65;').replaceAll('r="B', 'r="&#x42;')],
  ['rows in a different order', rows.replaceAll('r="3"', 'r="2"')],
  [
    'further attributes',
    rows
      .replaceAll('<c ', '<c cm="1" vm="2" ph="1" x:r="XFD9" ')
      .replaceAll('<row ', '<row spans="1:3" ht="15" r:id="9" '),
  ],
  ['formulas', rows.replaceAll('<v>', '<f>IF(B1&lt;&gt;"", r ="XFD9", "")</f><v>')],
  ['shared formulas', rows.replaceAll('<v>', '<f t="shared" ref="A1:C3" si="0"/><v>')],
  [
    'extensions in cells',
    rows.replaceAll('</c>', '<extLst><ext><v>9</v><t>no</t><is><t>no</t></is></ext></extLst></c>'),
  ],
  ['a repeated header', rows + wb.inlineRows([wb.names])],
  [
    'rows of blank texts',
    `${rows}<row><c t="inlineStr"><is><t xml:space="preserve"> \u200b\u00a0</t></is></c><c t="str"><v>\u001a</v></c></row>`,
  ],
])('a sheet may have %s', async (_, written) => {
  expect(await describeUpload(writeSheet(written))).toEqual(both);
});

test('content after the rows of a sheet is ignored', async () => {
  const merged =
    '<mergeCells count="1"><mergeCell ref="A2:B3"/></mergeCells><sheetData><row><c><v>9</v></c></row></sheetData>';
  expect(await describeUpload(writeSheet(rows, merged))).toEqual(both);
  expect(await describeUpload(writeSheet(rows, '<broken'))).toEqual(both);
});

const texts: readonly (readonly [what: string, xml: string, text: string])[] = [
  ['references', '<t>AT&amp;T &#8220;x&#x201D; &lt;b&gt; &quot;&apos;</t>', 'AT&T “x” <b> "\''],
  ['references of large characters', '<t>&#x1F642;&#128578;</t>', '🙂🙂'],
  ['CDATA', '<t><![CDATA[A & <B> ]] > &amp;]]></t>', 'A & <B> ]] > &amp;'],
  ['CDATA between texts', '<t>a<![CDATA[ & ]]>b<![CDATA[]]></t>', 'a & b'],
  ['a comment in it', '<t>En<!-- <t>no</t> & -->gi<?no no?>nes</t>', 'Engines'],
  ['preserved blanks', '<t xml:space="preserve"> Analytical  Engines </t>', 'Analytical  Engines'],
  ['blanks around it', '<t>\n  Engines\n</t>', 'Engines'],
  [
    'runs',
    '<r><t xml:space="preserve">Analytical </t></r><r><rPr><b/><t/></rPr><t>Engines</t></r>',
    'Analytical Engines',
  ],
  [
    'a phonetic reading',
    '<t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/>',
    '東京',
  ],
  [
    'runs with phonetic readings',
    '<r><t>東</t></r><rPh sb="0" eb="1"><t>トウ</t></rPh><r><t>京</t></r><rPh sb="1" eb="2"><t>キョウ</t></rPh>',
    '東京',
  ],
  ['escapes', '<t>a_x000D__x000a_b_x0041_</t>', 'a\r\nbA'],
  ['escapes of escapes', '<t>_x005F_x000D_ and _x005f__x0041_</t>', '_x000D_ and _A'],
  ['an almost valid escape', '<t>_x00D_ _xZZZZ_ x000D_</t>', '_x00D_ _xZZZZ_ x000D_'],
  ['an escape at its end, as some programs write line ends', '<t>Engines_x000D_\n</t>', 'Engines'],
  ['line ends', '<t>a\r\nb\rc\nd</t>', 'a\nb\nc\nd'],
  ['prefixes', '<x:t>Engines</x:t>', 'Engines'],
  ['invisible marks', '<t>\u200b\ufeffEngines\u00a0\u001a</t>', 'Engines'],
  ['several forms at once', '<r><t>A&#38;</t></r><r><t><![CDATA[<]]>&#66;_x0043_</t></r>', 'A&<BC'],
  [
    'text that looks like an address',
    '<t>Alice r="x y z" r=&quot;XFD9&quot;</t>',
    'Alice r="x y z" r="XFD9"',
  ],
  ['nothing', '<t/>', ''],
  ['nothing, not even an element', '', ''],
];

test.each(texts)('a text may have %s, inline and in the shared strings', async (_, xml, text) => {
  const person = `<row><c><v>5</v></c><c/><c t="inlineStr"><is>${xml}</is></c></row>`;
  expect(await describeUpload(wb.writeRows(person))).toEqual([`5||${text}`]);
  const shared = wb.writeWorkbook({
    [sheetPart]: wb.sheet(`${wb.inlineRows([wb.names])}<row><c><v>5</v></c><c/><c t="s"><v>1</v></c></row>`),
    'xl/sharedStrings.xml': `<sst xmlns:x="y"><si/><si>${xml}</si><si><t>no</t></si></sst>`,
  });
  expect(await describeUpload(shared)).toEqual([`5||${text}`]);
});

/** A cell of a type and style with a value, and the company that it is read as. */
const cells: readonly (readonly [cell: string, company: string])[] = [
  ['t="n"><v>42</v>', '42'],
  ['><v>42</v>', '42'],
  ['><v>42.0</v>', '42'],
  ['><v> 42 </v>', '42'],
  ['><v>-0.5</v>', '-0.5'],
  ['><v>1E+20</v>', '100000000000000000000'],
  ['><v>1E+25</v>', '1E+25'],
  ['><v>1E-7</v>', '1E-7'],
  ['><v>3.3000000000000003</v>', '3.3'],
  ['><v>123456789012345</v>', '123456789012345'],
  ['><v>3M</v>', '3M'],
  ['><v>NaN</v>', 'NaN'],
  ['s="5"><v>1234.5</v>', '1234.5'],
  ['s="99"><v>42</v>', '42'],
  ['s="x"><v>42</v>', '42'],
  ['t="str"><v>3M</v>', '3M'],
  ['t="str"><f>A1&amp;B1</f><v>A_x0026_B</v>', 'A&B'],
  ['t="str"><f>A1</f>', ''],
  ['><f>NOW()</f>', ''],
  ['t="b"><v>1</v>', 'TRUE'],
  ['t="b"><v>0</v>', 'FALSE'],
  ['t="b"><v>true</v>', 'TRUE'],
  ...['#N/A', '#SPILL!', '#CALC!', '#CONNECT!', '#VALUE!', '#BUSY!', 'x'].map(
    (error) => [`t="e" vm="1"><v>${error}</v>`, ''] as const,
  ),
  ['t="s"', ''],
  ['t="s"><v>0.5</v>', ''],
  ['t="s"><v/>', ''],
  ['t="s"><v>99</v>', ''],
  ['t="s"><v>-1</v>', ''],
  ['t="s"><v>x</v>', ''],
  ['t="s"><v>1e9</v>', ''],
  ['t="d"><v>2021-01-02</v>', '2021-01-02'],
  ['t="d"><v>2021-01-02T00:00:00.000Z</v>', '2021-01-02'],
  ['t="d"><v>2021-01-02T10:20:30</v>', '2021-01-02 10:20:30'],
  ['t="d"><v>10:10:10</v>', '10:10:10'],
  ['t="d"><v>never</v>', 'never'],
  ['t="odd"><v>3M</v>', '3M'],
  ['t=""><v>7</v>', '7'],
  ['t="inlineStr"><v>3M</v>', '3M'],
  ['t="n"><is><t>3M</t></is>', '3M'],
  ['s="1"><v>46148</v>', '2026-05-06'],
  ['s="1"><v>46148.75</v>', '2026-05-06'],
  ['s="2"><v>46148.75</v>', '2026-05-06 18:00:00'],
  ['s="2"><v>46148</v>', '2026-05-06'],
  ['s="3"><v>0.75</v>', '18:00:00'],
  ['s="4"><v>46148</v>', '2026-05-06'],
  ['s="1"><v>1</v>', '1900-01-01'],
  ['s="1"><v>61</v>', '1900-03-01'],
  ['s="1"><v>-1</v>', '-1'],
  ['s="1"><v>99999999</v>', '99999999'],
  ['s="1"><v>1E+300</v>', '1E+300'],
  ['s="1"><v>x</v>', 'x'],
  ['s="1" t="str"><v>x</v>', 'x'],
  ['t="e" s="1"><f>1/0</f><v>#DIV/0!</v>', ''],
];

test.each(cells)(
  'a company in the cell <c %s is %j; in an unread column it is ignored',
  async (cell, company) => {
    const written = cell.includes('>') ? `<c ${cell}</c>` : `<c ${cell}/>`;
    const company1 = await describeUpload(
      wb.writeRows(`<row>${wb.inline('A2', 'Ada')}${written.replace('<c', '<c r="C2"')}</row>`),
    );
    expect(company1).toEqual([`Ada||${company}`]);
    const note = wb.inlineRows([[...wb.names, 'Note']]);
    const ignored = writeSheet(
      `${note}<row>${wb.inline('A2', 'Ada')}${written.replace('<c', '<c r="D2"')}</row>`,
    );
    expect(await describeUpload(ignored)).toEqual(['Ada||']);
  },
);

test('dates may count from 1904', async () => {
  const company = `<row><c r="C2" s="1"><v>44686</v></c></row>`;
  const book = wb.book('<sheet name="A" sheetId="1" r:id="rId1"/>', '<workbookPr date1904="1"/>');
  const content = wb.writeWorkbook({
    'xl/workbook.xml': book,
    [sheetPart]: wb.sheet(wb.inlineRows([wb.names]) + company),
  });
  expect(await describeUpload(content)).toEqual(['||2026-05-06']);
});

test('a row counts if any of its columns has a value, even an unread one', async () => {
  const table = [
    [...wb.names, 'Note'],
    ['', '', '', 'a note'],
    ['', '', '', ''],
    ['Ada', '', '', ''],
  ];
  const parts = {
    [sheetPart]: wb.sheet(wb.sharedRows(table)),
    'xl/sharedStrings.xml': wb.sharedTexts(table),
  };
  expect(await describeUpload(wb.writeWorkbook(parts))).toEqual(['||', 'Ada||']);
});

test('blank rows may come before the header', async () => {
  const table = [['', ' '], ['\u00a0', ''], ...wb.people];
  const parts = {
    [sheetPart]: wb.sheet(wb.sharedRows(table)),
    'xl/sharedStrings.xml': wb.sharedTexts(table),
  };
  expect(await describeUpload(wb.writeWorkbook(parts))).toEqual(both);
});
