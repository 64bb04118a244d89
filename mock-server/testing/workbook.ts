/** Writes small workbooks in the formats of real programs, for tests. */
import { writeZip, type ZipForm } from './zip-file.ts';

export const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export const names = ['First name', 'Last name', 'Company name'] as const;
/** The header and two people. */
export const people = [names, ['Alan', 'Turing', 'Bombe'], ['Ada', 'Lovelace', 'Engines']] as const;

const letters = 'ABCDEFGHIJ';

/** A cell that holds its text. */
export const inline = (address: string, text: string) =>
  `<c r="${address}" t="inlineStr"><is><t>${text}</t></is></c>`;

/** Rows of cells that hold their texts. */
export const inlineRows = (table: readonly (readonly string[])[]) =>
  table
    .map((texts, y) => {
      const cells = texts.map((text, x) => inline(`${letters[x]}${y + 1}`, text)).join('');
      return `<row r="${y + 1}">${cells}</row>`;
    })
    .join('');

/** Rows of cells with shared strings. */
export const sharedRows = (table: readonly (readonly string[])[], hasAddresses = true) => {
  let index = -1;
  return table
    .map((texts, y) => {
      const cells = texts.map((_, x) => {
        index += 1;
        return `<c${hasAddresses ? ` r="${letters[x]}${y + 1}"` : ''} t="s"><v>${index}</v></c>`;
      });
      return `<row${hasAddresses ? ` r="${y + 1}"` : ''}>${cells.join('')}</row>`;
    })
    .join('');
};

export const sharedTexts = (
  table: readonly (readonly string[])[],
  item = (text: string) => `<si><t>${text}</t></si>`,
) => `${declaration}<sst xmlns="${spreadsheet}">${table.flat().map(item).join('')}</sst>`;

export const sheet = (rows: string, behind = '') =>
  `${declaration}<worksheet xmlns="${spreadsheet}"><sheetViews/><sheetData>${rows}</sheetData>${behind}</worksheet>`;

export const book = (tabs = '<sheet name="Sheet1" sheetId="1" r:id="rId1"/>', settings = '') =>
  `${declaration}<workbook xmlns="${spreadsheet}" xmlns:r="${office}">${settings}<sheets>${tabs}</sheets></workbook>`;

type Relation = readonly [id: string, kind: string, target: string];

export const defaultRelations: readonly Relation[] = [
  ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
  ['rId2', 'sharedStrings', 'sharedStrings.xml'],
  ['rId3', 'styles', 'styles.xml'],
];

export const relations = (list: readonly Relation[] = defaultRelations, base = office) =>
  `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list
    .map(([id, kind, target]) => `<Relationship Id="${id}" Type="${base}/${kind}" Target="${target}"/>`)
    .join('')}</Relationships>`;

/** Style 0 is unformatted, 1 a date, 2 a date with a time, 3 a time, 4 and 5 are custom: German days, dollars. */
const styles = `${declaration}<styleSheet xmlns="${spreadsheet}"><numFmts count="2"><numFmt numFmtId="164" formatCode="[$-407]d/\\ mmmm\\ yyyy;@"/><numFmt numFmtId="165" formatCode="&quot;USD &quot;#,##0.00"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="21"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`;

type Parts = Readonly<Record<string, string | Uint8Array>>;

/** The parts of a workbook with the two people, some of them others; an empty text leaves a part out. */
export function workbookParts(others: Parts = {}): Parts {
  const parts = {
    '[Content_Types].xml': `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': book(),
    'xl/_rels/workbook.xml.rels': relations(),
    'xl/worksheets/sheet1.xml': sheet(sharedRows(people)),
    'xl/sharedStrings.xml': sharedTexts(people),
    'xl/styles.xml': styles,
    ...others,
  };
  return Object.fromEntries(Object.entries(parts).filter(([, content]) => content !== ''));
}

export const writeWorkbook = (others: Parts = {}, form: ZipForm = {}) =>
  writeZip(workbookParts(others), form);

/** A workbook of one sheet with these rows below the names of the columns. */
export const writeRows = (rows: string) =>
  writeWorkbook({ 'xl/worksheets/sheet1.xml': sheet(inlineRows([names]) + rows) });
