// Archives in the formats of real programs, and broken archives.
import { describeUpload } from '../testing/uploads.ts';
import * as wb from '../testing/workbook.ts';
import { writeZip, type ZipForm } from '../testing/zip-file.ts';

const both = ['Alan|Turing|Bombe', 'Ada|Lovelace|Engines'];
const sheetPart = 'xl/worksheets/sheet1.xml';
const otherSheet = wb.sheet(wb.inlineRows([['Lookup'], ['x']]));

const mixedCase = (name: string) =>
  name.replace('worksheets/sheet1', 'WorkSheets/Sheet1').replace('xl/', 'XL/');

test.each<[what: string, form: ZipForm]>([
  ['deflated', {}],
  ['stored', { isStored: true }],
  ['streamed, with sizes after the data', { isStreamed: true }],
  ['streamed and stored', { isStreamed: true, isStored: true }],
  ['large, with sizes of 64 bits', { isLarge: true }],
  ['large and streamed', { isLarge: true, isStreamed: true }],
  ['large, after other data', { isLarge: true, before: Buffer.from('#!/bin/sh\n') }],
  ['with a comment', { comment: 'made by a tool' }],
  [
    'with a comment that has the marks of archives',
    { comment: 'PK\u0003\u0004 and PK\u0005\u0006 and PK\u0001\u0002' },
  ],
  ['followed by a line end', { after: Buffer.from('\r\n') }],
  ['followed by a block of zeros', { after: new Uint8Array(4096) }],
  ['after a byte order mark', { before: Buffer.from('\ufeff') }],
  ['after a program that unpacks it', { before: Buffer.from(`MZ${'PK\u0003\u0004'.repeat(9)}`) }],
  ['with backslashes in the names', { rename: (name) => name.replaceAll('/', '\\') }],
  ['with names that begin with a slash', { rename: (name) => `/${name}` }],
  ['with names that begin with a dot', { rename: (name) => `./${name}` }],
  ['with names in upper case', { rename: (name) => name.toUpperCase() }],
  ['with names in several cases', { rename: mixedCase }],
  ['with escapes in the names', { rename: (name) => name.replace('sheet1', 'sheet%31').replace('[', '%5B') }],
])('an archive may be %s', async (_, form) => {
  expect(await describeUpload(wb.writeWorkbook({}, form))).toEqual(both);
});

const whole = wb.writeWorkbook();
const again = 'Save it as .xlsx again, or as CSV.';
const unreadable = 'The file is not a readable Excel workbook:';

test.each<[what: string, content: Uint8Array, reason: string]>([
  [
    'its end missing',
    whole.subarray(0, whole.length - 30),
    'it has no directory of its parts, so its end is missing',
  ],
  [
    'its second half missing',
    whole.subarray(0, whole.length / 2),
    'it has no directory of its parts, so its end is missing',
  ],
  [
    'a part that is cut off',
    wb.writeWorkbook({ [sheetPart]: wb.sheet(wb.inlineRows(wb.people)).slice(0, -40) }),
    'xl/worksheets/sheet1.xml has an end before all tags are closed',
  ],
  [
    'tags that do not match',
    wb.writeWorkbook({ [sheetPart]: '<worksheet><sheetData><row></sheetData></row></worksheet>' }),
    'xl/worksheets/sheet1.xml has an end of "sheetData", which is not open',
  ],
  [
    'a document type',
    wb.writeWorkbook({ [sheetPart]: `<!DOCTYPE x [<!ENTITY a "aaaa">]>${otherSheet.replace(/^.*\n/, '')}` }),
    'xl/worksheets/sheet1.xml has a document type',
  ],
  [
    'an undeclared reference',
    wb.writeWorkbook({ [sheetPart]: otherSheet.replace('Lookup', '&a;') }),
    'xl/worksheets/sheet1.xml has the unknown reference "&a;"',
  ],
  [
    'a thousand elements in each other',
    wb.writeWorkbook({ [sheetPart]: `<worksheet>${'<a>'.repeat(1000)}` }),
    'xl/worksheets/sheet1.xml has more than 100 elements in each other',
  ],
  [
    'no part of texts',
    wb.writeWorkbook({ 'xl/sharedStrings.xml': '' }),
    'it lacks the texts that its cells refer to',
  ],
  [
    'a part that is not XML',
    wb.writeWorkbook({ 'xl/sharedStrings.xml': 'hello' }),
    'xl/sharedstrings.xml has an end before all tags are closed',
  ],
])('a workbook with %s is rejected with the reason', async (_, content, reason) => {
  expect(await describeUpload(content)).toBe(`${unreadable} ${reason}. ${again}`);
});

test('a changed or missing byte causes at most a rejection', async () => {
  const small = writeZip(wb.workbookParts({ 'xl/styles.xml': '' }));
  for (let at = 0; at < small.length; at += 7) {
    const changed = Uint8Array.from(small);
    changed[at] = 255 - (changed[at] ?? 0);
    for (const content of [changed, small.subarray(0, at)]) {
      const read = await describeUpload(content);
      expect(typeof read === 'string' ? read : read.join()).not.toBe('');
    }
  }
});
