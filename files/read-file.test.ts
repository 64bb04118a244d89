import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';

import { FileError } from './file-error.ts';
import { readJsonFile, readTextFile } from './read-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'read-file-'));
const file = join(folder, 'some.json');
afterAll(() => rmSync(folder, { recursive: true }));

const text = '{\n  "name": "Möbel 漢字 \u{1f680}",\n  "list": [1, -2.5e3, true, null, "\\ud800"]\n}\n';
const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();
const utf16 = Buffer.from(text, 'utf16le');

test.each<[string, Buffer]>([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)])],
  ['UTF-16 as PowerShell writes it', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
  ['UTF-16 the other way round', Buffer.concat([Buffer.from([0xfe, 0xff]), swapped(utf16)])],
  ['UTF-16 without a mark', utf16],
  ['UTF-16 the other way round without a mark', swapped(utf16)],
])('a file in %s is read as the same text and the same value', (_, bytes) => {
  writeFileSync(file, bytes);
  expect(readTextFile(file)).toBe(text);
  expect(readJsonFile(file)).toEqual(JSON.parse(text));
});

test('CRLF, tabs, repeated keys and __proto__ are parsed like any JSON', () => {
  writeFileSync(file, '\t{"a":1,\r\n"a":2,"__proto__":{"polluted":true}}\r\n');
  const value = readJsonFile(file) as { readonly a: number; readonly polluted?: boolean };
  expect([value.a, value.polluted, Object.keys(value)]).toEqual([2, undefined, ['a', '__proto__']]);
});

const deep = (count: number) => '['.repeat(count) + ']'.repeat(count);

test.each<[string, string | Buffer, string]>([
  ['is empty', '', 'it is empty, but must contain JSON. Create it again.'],
  ['contains only spaces', ' \r\n', 'it is empty, but must contain JSON. Create it again.'],
  [
    'was truncated',
    '{"a": [1, 2',
    'its JSON ends too early, at line 1, column 12. The file may be truncated; create it again.',
  ],
  [
    'was truncated inside a string',
    '{"a": "b',
    'its JSON ends too early, at line 1, column 9. The file may be truncated; create it again.',
  ],
  [
    'has an extra comma',
    '{\n  "a": 1,\n}',
    'it is not valid JSON from line 3, column 1 on. Correct it or create it again.',
  ],
  [
    'continues after its end',
    '{} {}',
    'it is not valid JSON from line 1, column 4 on. Correct it or create it again.',
  ],
  [
    'is a web page',
    '<!doctype html>',
    'it is not valid JSON from line 1, column 1 on. Correct it or create it again.',
  ],
  [
    'has single quotes',
    "{'a': 1}",
    'it is not valid JSON from line 1, column 2 on. Correct it or create it again.',
  ],
  [
    'closes what was never opened',
    '[}',
    'it is not valid JSON from line 1, column 2 on. Correct it or create it again.',
  ],
  ['has an invalid escape', '["\\x"]', 'it is not valid JSON. Create it again.'],
  [
    'nests 100,000 lists',
    deep(100_000),
    'it is nested more than 500 levels deep at line 1, column 501. Is it the right file?',
  ],
  [
    'nests lists without closing them',
    '['.repeat(1e6),
    'it is nested more than 500 levels deep at line 1, column 501. Is it the right file?',
  ],
  [
    'contains NUL bytes',
    '{}\n\0\0',
    'it contains a NUL byte in line 2 and is probably damaged. Restore it or create it again.',
  ],
  ['is not UTF-8', Buffer.from([0x7b, 0x22, 0xe4, 0x22]), 'it is not valid UTF-8 text. Save it as UTF-8.'],
  [
    'has half a UTF-16 character',
    Buffer.from([0xff, 0xfe, 0x7b, 0, 0x7d]),
    'it is not valid UTF-16LE text. Save it as UTF-8.',
  ],
])('a file that %s is rejected in one sentence', (_, content, reason) => {
  writeFileSync(file, content);
  expect(() => readJsonFile(file)).toThrow(new FileError(file, '', `${file} cannot be read: ${reason}`));
});

test('a file that is too large is not read', () => {
  writeFileSync(file, 'x'.repeat(2_000_000));
  expect(() => readTextFile(file, { maxBytes: 1024 * 1024 })).toThrow(
    `${file} cannot be read: its size is 2 MiB, and the limit is 1 MiB. Is it the right file?`,
  );
});

test('something that is not a file is rejected without waiting for it', () => {
  const noFile = 'it is a device, a pipe or a socket, not a file.';
  expect(() => readTextFile('/dev/zero')).toThrow(`/dev/zero cannot be read: ${noFile}`);
  expect(() => readTextFile(folder)).toThrow(`${folder} cannot be read: it is a folder, not a file.`);
  expect(() => readTextFile(join(folder, 'gone'))).toThrow(
    'cannot be read: there is no such file or folder.',
  );
  expect(() => readTextFile(join(file, 'below'))).toThrow('a part of the path is a file, not a folder.');
});

/** The value, or undefined if it is rejected; any other error is a bug. */
function valueOrRefusal(read: () => unknown): unknown {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof FileError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

test('an unreadable file is rejected, except for the superuser', () => {
  const secret = join(folder, 'secret');
  writeFileSync(secret, '{}');
  chmodSync(secret, 0);
  const isSuperuser = process.getuid?.() === 0;
  expect(valueOrRefusal(() => readJsonFile(secret))).toEqual(isSuperuser ? { value: {} } : undefined);
});

test('a text is JSON for us if and only if the parser accepts it', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json(),
        fc.tuple(fc.json(), fc.nat(), fc.string({ maxLength: 3 })).map(([json, at, more]) => {
          const place = at % (json.length + 1);
          return json.slice(0, place) + more + json.slice(place + (more.length % 2));
        }),
      ),
      (content) => {
        writeFileSync(file, content);
        expect(valueOrRefusal(() => readJsonFile(file))).toEqual(
          // A text that holds zeros is refused as such.
          content.includes('\0') ? undefined : valueOrRefusal(() => JSON.parse(content) as unknown),
        );
      },
    ),
    { numRuns: 300 },
  );
});
