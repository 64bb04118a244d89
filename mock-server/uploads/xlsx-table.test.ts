// Workbooks as programs write them: parts, names, relationships and sheets; the same two people are in each.
import { describeUpload } from '../testing/uploads.ts';
import * as wb from '../testing/workbook.ts';

const both = ['Alan|Turing|Bombe', 'Ada|Lovelace|Engines'];

type Parts = Parameters<typeof wb.writeWorkbook>[0];

const targets = (sheet: string, texts = 'sharedStrings.xml') =>
  wb.relations([
    ['rId1', 'worksheet', sheet],
    ['rId2', 'sharedStrings', texts],
  ]);
const otherSheet = wb.sheet(wb.inlineRows([['Lookup'], ['x']]));
const twoTabs = (first: string) =>
  wb.book(
    `<sheet name="First" sheetId="2" ${first} r:id="rId9"/><sheet name="People" sheetId="1" r:id="rId1"/>`,
  );
const withFirst = (kind: string, target: string) =>
  wb.relations([['rId9', kind, target], ...wb.defaultRelations]);
const strict = 'http://purl.oclc.org/ooxml';
const toStrict = (xml: string) =>
  xml
    .replaceAll(wb.spreadsheet, `${strict}/spreadsheetml/main`)
    .replaceAll(wb.office, `${strict}/officeDocument/relationships`);
const prefixed = (xml: string) =>
  xml
    .replaceAll(/<(\/?)(?=[a-zA-Z])/g, '<$1x:')
    .replace(`xmlns="${wb.spreadsheet}"`, `xmlns:x="${wb.spreadsheet}"`);
const mapped = (change: (xml: string) => string | Uint8Array): Parts =>
  Object.fromEntries(Object.entries(wb.workbookParts()).map(([name, xml]) => [name, change(String(xml))]));
const relationsPart = 'xl/_rels/workbook.xml.rels';
const sheetPart = 'xl/worksheets/sheet1.xml';
const elsewhere = {
  '_rels/.rels': wb.relations([['x', 'officeDocument', '/book/main.xml']]),
  'xl/workbook.xml': '',
  'book/main.xml': wb.book(),
  [relationsPart]: '',
  'book/_rels/main.xml.rels': targets('../data/a%20sheet.xml', '../data/texts.xml'),
  'data/a sheet.xml': wb.sheet(wb.sharedRows(wb.people)),
  'data/texts.xml': wb.sharedTexts(wb.people),
  [sheetPart]: otherSheet,
  'xl/sharedStrings.xml': '',
};

test.each<[what: string, parts: Parts]>([
  ['absolute targets', { [relationsPart]: targets('/xl/worksheets/sheet1.xml', '/xl/sharedStrings.xml') }],
  ['targets with backslashes', { [relationsPart]: targets('worksheets\\sheet1.xml') }],
  ['targets in another case', { [relationsPart]: targets('Worksheets/SHEET1.xml', 'SharedStrings.xml') }],
  ['targets with escapes', { [relationsPart]: targets('worksheets/sheet%31.xml') }],
  [
    'targets with .. and . segments',
    { [relationsPart]: targets('../xl/./worksheets/../worksheets/sheet1.xml') },
  ],
  [
    'names with other letters',
    {
      [relationsPart]: targets('worksheets/Übersicht.xml'),
      'xl/worksheets/Übersicht.xml': wb.sheet(wb.sharedRows(wb.people)),
      [sheetPart]: otherSheet,
    },
  ],
  [
    'other letters that are escaped',
    {
      [relationsPart]: targets('worksheets/%C3%9Cbersicht.xml'),
      'xl/worksheets/Übersicht.xml': wb.sheet(wb.sharedRows(wb.people)),
      [sheetPart]: otherSheet,
    },
  ],
  [
    'titles above its header',
    { [sheetPart]: wb.sheet(wb.inlineRows([['Contacts'], [], ['As of May'], ...wb.people])) },
  ],
  [
    'targets from the root, without its slash',
    { [relationsPart]: targets('xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml') },
  ],
  ['all parts in other places', elsewhere],
  ['no relationships', { [relationsPart]: '' }],
  ['relationships to nothing', { [relationsPart]: targets('nowhere.xml') }],
  [
    'relationships of other types',
    { [relationsPart]: wb.relations(wb.defaultRelations, 'http://example.com/odd') },
  ],
  ['no relationships of the package', { '_rels/.rels': '' }],
  ['no content types', { '[Content_Types].xml': '' }],
  ['no styles', { 'xl/styles.xml': '', [relationsPart]: targets('worksheets/sheet1.xml') }],
  [
    'other sheets in the archive',
    { 'xl/worksheets/sheet0.xml': otherSheet, 'xl/worksheets/sheet2.xml': otherSheet },
  ],
  [
    'a workbook within the workbook',
    {
      'xl/embeddings/Microsoft_Excel_Worksheet.xlsx': wb.writeWorkbook(
        { [sheetPart]: otherSheet },
        { isStored: true },
      ),
    },
  ],
  ['pictures', { 'xl/media/image1.png': new Uint8Array(500_000) }],
  ['the strict form of the format', mapped(toStrict)],
  [
    'prefixes in all names',
    {
      'xl/workbook.xml': prefixed(wb.book()),
      [sheetPart]: prefixed(wb.sheet(wb.sharedRows(wb.people))),
      'xl/sharedStrings.xml': prefixed(wb.sharedTexts(wb.people)),
    },
  ],
  [
    'another prefix of relationships',
    { 'xl/workbook.xml': wb.book().replace('xmlns:r=', 'xmlns:d3p1=').replace('r:id', 'd3p1:id') },
  ],
  ['marks before all parts', mapped((xml) => `\ufeff${xml}`)],
  ['all parts in UTF-16', mapped((xml) => Buffer.from(`\ufeff${xml.replace('UTF-8', 'UTF-16')}`, 'utf16le'))],
  [
    'all parts in UTF-16, the other byte first',
    mapped((xml) => Buffer.from(`\ufeff${xml}`, 'utf16le').swap16()),
  ],
  [
    'all parts in UTF-16 without marks',
    mapped((xml) => Buffer.from(xml.replace('UTF-8', 'UTF-16'), 'utf16le')),
  ],
  [
    'a part in Windows-1252',
    {
      'xl/sharedStrings.xml': Buffer.from(
        wb.sharedTexts(wb.people).replace('UTF-8', 'windows-1252'),
        'latin1',
      ),
    },
  ],
  [
    'a part in an unknown encoding',
    { 'xl/sharedStrings.xml': wb.sharedTexts(wb.people).replace('UTF-8', 'x-of-ours') },
  ],
  ['no XML declarations', mapped((xml) => xml.replace(/^<\?xml.*\?>\s*/, ''))],
  ['single quotes', mapped((xml) => xml.replaceAll('"', "'"))],
  [
    'blanks and line ends in the tags',
    mapped((xml) =>
      xml
        .replaceAll(/="/g, '\r\n =\t"')
        .replaceAll('/>', '\n/>')
        .replace(/<\?xml.*\?>\s*/, ''),
    ),
  ],
  [
    'comments and instructions everywhere',
    mapped((xml) => xml.replaceAll(/>(?=<)/g, '><!-- <c r="XFD1"> & -- > --><?go <on> ?>')),
  ],
  ['line ends between the tags', mapped((xml) => xml.replaceAll(/>(?=<)/g, '>\r\n  '))],
  [
    'a chart sheet first',
    {
      'xl/workbook.xml': twoTabs(''),
      'xl/chartsheets/sheet1.xml': `<chartsheet xmlns="${wb.spreadsheet}"/>`,
      [relationsPart]: withFirst('chartsheet', 'chartsheets/sheet1.xml'),
    },
  ],
  [
    'a chart sheet first that is called a worksheet',
    {
      'xl/workbook.xml': twoTabs(''),
      'xl/worksheets/sheet2.xml': `<chartsheet xmlns="${wb.spreadsheet}"/>`,
      [relationsPart]: withFirst('worksheet', 'worksheets/sheet2.xml'),
    },
  ],
  [
    'a dialog sheet first',
    {
      'xl/workbook.xml': twoTabs(''),
      'xl/dialogsheets/sheet1.xml': `<dialogsheet xmlns="${wb.spreadsheet}"/>`,
      [relationsPart]: withFirst('dialogsheet', 'dialogsheets/sheet1.xml'),
    },
  ],
  [
    'a macro sheet first',
    {
      'xl/workbook.xml': twoTabs(''),
      'xl/macrosheets/sheet1.xml': `<xm:macrosheet xmlns:xm="x" xmlns="${wb.spreadsheet}"/>`,
      [relationsPart]: withFirst('xlMacrosheet', 'macrosheets/sheet1.xml'),
    },
  ],
  [
    'a hidden sheet first',
    {
      'xl/workbook.xml': twoTabs('state="hidden"'),
      'xl/worksheets/sheet2.xml': otherSheet,
      [relationsPart]: withFirst('worksheet', 'worksheets/sheet2.xml'),
    },
  ],
  [
    'a very hidden sheet first',
    {
      'xl/workbook.xml': twoTabs('state="veryHidden"'),
      'xl/worksheets/sheet2.xml': otherSheet,
      [relationsPart]: withFirst('worksheet', 'worksheets/sheet2.xml'),
    },
  ],
  [
    'no visible tab',
    { 'xl/workbook.xml': wb.book('<sheet name="People" sheetId="1" state="hidden" r:id="rId1"/>') },
  ],
  ['a first tab with a missing sheet', { 'xl/workbook.xml': twoTabs('') }],
])('a workbook may have %s', async (_, parts) => {
  expect(await describeUpload(wb.writeWorkbook(parts))).toEqual(both);
});

test('the first of several worksheets in tab order is read, and named if its columns are unknown', async () => {
  const parts = {
    'xl/worksheets/sheet2.xml': otherSheet,
    [relationsPart]: withFirst('worksheet', 'worksheets/sheet2.xml'),
  };
  const read = await describeUpload(
    wb.writeWorkbook({ ...parts, 'xl/workbook.xml': twoTabs('state="visible"') }),
  );
  expect(read).toBe(
    'The first row of the sheet "First", which is the one that is read, does not name a known column; it has "Lookup". It must name at least one of first_name, last_name, company_name.',
  );
  const empty = { ...parts, 'xl/worksheets/sheet2.xml': wb.sheet('') };
  expect(await describeUpload(wb.writeWorkbook({ ...empty, 'xl/workbook.xml': twoTabs('') }))).toMatch(
    /^The sheet "First", which is the one that is read, has no row with the names of the columns\./,
  );
});
