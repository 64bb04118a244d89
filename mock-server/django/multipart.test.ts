import { UploadedFile } from './uploaded-file.ts';
import { chooseReadings, getWireData } from '../../openapi/questions.ts';
import { spec } from '../testing/shipped.ts';
import { runAtOnce } from '../portions/at-once.ts';
import { utf8 } from './encodings/utf-8.ts';
import { parseMultipart } from './multipart.ts';

const wireIn = (version: string) =>
  getWireData(spec.questions, chooseReadings(spec.questions, [], version).readings);
const uploadIn = (version: string, fileName: string, content: string, more = '') => {
  const disposition = `Content-Disposition: form-data; name="file"; filename="${fileName}"${more}`;
  const body = `--X\r\n${disposition}\r\n\r\n${content}\r\n--X--`;
  return runAtOnce(parseMultipart('multipart/form-data; boundary=X', body, utf8, wireIn(version)));
};
const upload = (fileName: string, content: string, more = '') => uploadIn('3.14', fileName, content, more);
const file = (name: string, content: string) => ({
  kind: 'parts',
  pairs: [['file', new UploadedFile(name, content)]],
});

test('a file keeps its bytes', () => {
  const content = String.fromCharCode(...Array.from({ length: 256 }, (_, byte) => byte));
  expect(upload('a.bin', content)).toEqual(file('a.bin', content));
});

test.each([
  ['people.csv', 'people.csv'],
  ['\u00c3\u00a9.csv', '\u00e9.csv'],
  ['a/b/c.csv', 'c.csv'],
  ['C:\\\\temp\\\\c.csv', 'c.csv'],
  ['a\\"b.csv', 'a"b.csv'],
  ['a;b.csv', 'a;b.csv'],
  ['&#97;&#x62;.csv', 'ab.csv'],
  ['&#128;&#0;&#xd800;&#x110000;&#1;&#127;&#xfdd0;.csv', '\u20ac\ufffd\ufffd\ufffd.csv'],
  ['x"; filename*="utf-8\'\'%C3%A9.csv', '\u00e9.csv'],
  ['x"; filename*="latin-1\'\'%E9.csv', '\u00e9.csv'],
  [`${'a'.repeat(300)}.csv`, `${'a'.repeat(251)}.csv`],
])('the file name %s is repeated as %s', (sent, name) => {
  expect(upload(sent, 'x')).toEqual(file(name, 'x'));
});

const base64 = '\r\nContent-Transfer-Encoding: base64';

test('a base64 file is decoded, and white space is ignored', () => {
  expect(upload('a.csv', 'eHl6\r\nYQ==', base64)).toEqual(file('a.csv', 'xyza'));
});

test.each([['eA'], ['e'], ['eHl6e']])('a truncated base64 file (%s) is rejected', (content) => {
  const reason = 'Could not decode base64 data.';
  expect(upload('a.csv', content, base64)).toEqual({ kind: 'malformed', reason });
});

test('an encoded name with an unknown charset causes a server error', () => {
  for (const version of ['3.14', '3.16'])
    expect(uploadIn(version, 'x"; filename*="bogus\'\'%41', 'x')).toEqual({ kind: 'crash' });
});

const refused = { kind: 'malformed', reason: 'Could not decode base64 data.' };
const nothing = { kind: 'parts', pairs: [] };

test.each([
  [
    'a name with unprintable characters',
    'a\u0001\u00c2\u00a0 b.csv',
    'x',
    '',
    file('a\u0001\u00a0 b.csv', 'x'),
    file('a b.csv', 'x'),
  ],
  ['a name of unprintable characters only', '&nbsp;', 'x', '', file('\u00a0', 'x'), nothing],
  ['a name that is not UTF-8', '\u00e9.csv', 'x', '', file('\ufffd.csv', 'x'), nothing],
  ['a semicolon after one escaped quote', 'a\\";b.csv', 'x', '', nothing, file('a";b.csv', 'x')],
  ['base64 with a sign too many', 'a.csv', 'eHl6!', base64, refused, file('a.csv', 'xyz')],
  ['base64 that is cut off', 'a.csv', 'eHl6e', base64, refused, refused],
])('%s is parsed differently by 3.16', (_, name, content, more, older, newer) => {
  expect(uploadIn('3.14', name, content, more)).toEqual(older);
  expect(uploadIn('3.16', name, content, more)).toEqual(newer);
});
