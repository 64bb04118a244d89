import { UploadedFile } from '../operations/uploaded-file.ts';
import { parseMultipart } from './multipart.ts';

const upload = (fileName: string, content: string, more = '') => {
  const disposition = `Content-Disposition: form-data; name="file"; filename="${fileName}"${more}`;
  const body = `--X\r\n${disposition}\r\n\r\n${content}\r\n--X--`;
  return parseMultipart('multipart/form-data; boundary=X', body, 'utf-8');
};
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
  [`${'a'.repeat(300)}.csv`, `${'a'.repeat(251)}.csv`],
])('the file name %s is told as %s', (sent, name) => {
  expect(upload(sent, 'x')).toEqual(file(name, 'x'));
});

const base64 = '\r\nContent-Transfer-Encoding: base64';

test('a file in base64 is decoded, white space left out', () => {
  expect(upload('a.csv', 'eHl6\r\nYQ==', base64)).toEqual(file('a.csv', 'xyza'));
});

test.each([['eA'], ['e'], ['eHl6e']])('a file in base64 that is cut off (%s) is refused', (content) => {
  const reason = 'Could not decode base64 data.';
  expect(upload('a.csv', content, base64)).toEqual({ kind: 'malformed', reason });
});
