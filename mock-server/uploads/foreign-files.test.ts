// Files that are not tables: the error names the type of file, and says what to do.
import { strToU8, zipSync } from 'fflate';

import { describeUpload } from '../testing/uploads.ts';
import * as wb from '../testing/workbook.ts';

const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const container = (...streams: readonly string[]) =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(504),
    ...streams.map(utf16),
    Buffer.alloc(2000),
  ]);
const archive = (...names: readonly string[]) =>
  zipSync(Object.fromEntries(names.map((name) => [name, strToU8('<a/>')])));

const old = /an Excel file in an old format: save it as \.xlsx or as CSV/;

test.each<[what: string, content: Uint8Array | string, sentence: RegExp]>([
  [
    'a workbook with a password',
    container('EncryptionInfo', 'EncryptedPackage'),
    /protected with a password.*save it without/,
  ],
  [
    'a workbook with restricted rights',
    container('\u0006DataSpaces', 'DRMEncryptedTransform'),
    /protected with a password/,
  ],
  ['a workbook of Excel 97', container('Workbook'), old],
  ['the beginning of one', Buffer.from('d0cf11e0a1b11ae1', 'hex'), old],
  ['a workbook of Excel 4', Buffer.from('0904060000001000', 'hex'), old],
  ['a document of Word 97', container('WordDocument'), /Word document/],
  [
    'a binary workbook',
    archive('[Content_Types].xml', 'xl/workbook.bin', 'xl/worksheets/sheet1.bin'),
    /\.xlsb.*Open it in Excel and save it as \.xlsx or as CSV/,
  ],
  [
    'a spreadsheet of LibreOffice',
    archive('mimetype', 'content.xml', 'META-INF/manifest.xml'),
    /\.ods.*Open it in LibreOffice and save it as \.xlsx/,
  ],
  [
    'a document of Numbers',
    archive('Index/Document.iwa', 'Metadata/Properties.plist'),
    /Numbers.*Export To > Excel or CSV/,
  ],
  ['an older document of Numbers', archive('Index.zip', 'Data/x'), /Numbers/],
  ['a document of Word', archive('[Content_Types].xml', 'word/document.xml'), /Word document/],
  ['a presentation', archive('ppt/presentation.xml'), /PowerPoint/],
  [
    'an archive of a CSV file',
    archive('people.csv'),
    /ZIP archive but not an Excel workbook; it contains "people\.csv"\. Unpack it/,
  ],
  [
    'an archive of an Excel file',
    archive('people.xlsx', 'b', 'c', 'd'),
    /it contains "people\.xlsx", "b", "c", \.\.\.\. Unpack it/,
  ],
  ['an archive of nothing', archive(), /an empty archive/],
  ['an archive with a password', wb.writeWorkbook({}, { isEncrypted: true }), /an archive with a password/],
  [
    'a workbook of a chart only',
    wb.writeWorkbook({ 'xl/worksheets/sheet1.xml': '<chartsheet/>' }),
    /has no worksheet/,
  ],
  [
    'HTML',
    '<html><body><table><tr><td>First name</td></tr></table></body></html>',
    /web page \(HTML\).*Open it in Excel and save it as \.xlsx or as CSV/,
  ],
  [
    'HTML of Excel',
    '\ufeff<html xmlns:o="urn:schemas-microsoft-com:office:office">\n<head>',
    /web page \(HTML\)/,
  ],
  ['HTML with a document type', '\r\n<!DOCTYPE html>\n<html>', /web page \(HTML\)/],
  ['XHTML', '<?xml version="1.0"?>\n<!DOCTYPE html><html>', /web page \(HTML\)/],
  ['a table of HTML', '  <table border=1><tr><th>First name</th></tr>', /web page \(HTML\)/],
  ['HTML with styles first', '<style>td {}</style><table>', /web page \(HTML\)/],
  ['HTML in UTF-16', utf16('\ufeff<html><table>'), /web page \(HTML\)/],
  [
    'a web page in one file',
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n',
    /MHTML/,
  ],
  [
    'an XML Spreadsheet 2003',
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
    /XML Spreadsheet 2003.*Open it in Excel/,
  ],
  [
    'a flat spreadsheet of LibreOffice',
    '<?xml version="1.0"?>\n<office:document xmlns:office="x">',
    /\.fods.*LibreOffice/,
  ],
  ['any other XML', '<?xml version="1.0"?><people/>', /is XML but not a table/],
  ['SYLK', 'ID;PWXL;N;E\r\nP;PGeneral\r\n', /SYLK/],
  ['JSON', '[\n  {"first_name": "Ada"}]', /JSON.*application\/json/],
  ['an object of JSON', '\ufeff{ "records": []}', /JSON/],
  ['a PDF', '%PDF-1.7\n', /PDF/],
  ['RTF', '{\\rtf1\\ansi', /RTF/],
  ['gzip', Buffer.from('1f8b0800', 'hex'), /gzip\. Unpack it/],
  ['7-Zip', Buffer.from('377abcaf271c', 'hex'), /7-Zip/],
  ['PNG', Buffer.from('89504e470d0a', 'hex'), /picture/],
  ['anything with zeros', 'First name\u0000\u0001,x\nAda', /neither CSV nor Excel \(\.xlsx\)/],
])('%s is rejected with advice', async (_, content, sentence) => {
  expect(await describeUpload(content)).toMatch(sentence);
});

test.each<[what: string, content: string]>([
  ['IDs and phones, with semicolons', 'ID;Phone;First name\n7;1;Ada'],
  ['a name in angle brackets', '<id>,First name\n7,Ada'],
  ['a name in square brackets', '[id],First name\n7,Ada'],
  ['a name in braces', '{id},First name\n7,Ada'],
  ['letters that begin archives', 'PK,First name\n7,Ada'],
  ['the end of an archive by chance', 'Note,First name\nPK\u0005\u0006,Ada'],
])('a table that starts with %s is accepted', async (_, content) => {
  expect(await describeUpload(content)).toEqual(['Ada||']);
});
