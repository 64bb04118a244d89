// README.md promises that no part of ten characters of a token is left, whatever surrounds it and however it
// is encoded.
import * as fc from 'fast-check';

import { redacted, createRedactor } from './redactor.ts';

const utf8 = (text: string) => [...Buffer.from(text)];
const hex = (code: number, width: number) => code.toString(16).padStart(width, '0');
const each = (text: string, write: (code: number) => string) =>
  [...text].map((letter) => write(letter.codePointAt(0) ?? 0)).join('');
const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
const inHtmlNames = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const writings: Readonly<Record<string, (piece: string) => string>> = {
  'as it is': (piece) => piece,
  'in upper case': (piece) => piece.toUpperCase(),
  'in lower case': (piece) => piece.toLowerCase(),
  'percent-encoded': encodeURIComponent,
  'percent-encoded in lower case': (piece) =>
    encodeURIComponent(piece).replaceAll(/%../g, (two) => two.toLowerCase()),
  'percent-encoded whole': (piece) =>
    utf8(piece)
      .map((byte) => `%${hex(byte, 2)}`)
      .join(''),
  'percent-encoded here and there': (piece) =>
    each(piece, (code) => (code % 2 === 0 ? `%${hex(code, 2)}` : String.fromCodePoint(code))),
  'percent-encoded twice': (piece) => encodeURIComponent(encodeURIComponent(piece)),
  'percent-encoded three times': (piece) => encodeURIComponent(encodeURIComponent(encodeURIComponent(piece))),
  'in JSON': inJson,
  'in JSON, in numbers': (piece) => each(piece, (code) => `\\u${hex(code, 4)}`),
  'in JSON within JSON': (piece) => inJson(inJson(piece)),
  'in a JavaScript string': (piece) => each(piece, (code) => `\\x${hex(code, 2)}`),
  'in JSON within an address': (piece) => encodeURIComponent(inJson(piece)),
  'in HTML': inHtmlNames,
  'in HTML, in numbers': (piece) => each(piece, (code) => `&#${code};`),
  'in HTML, in hexadecimal numbers': (piece) => each(piece, (code) => `&#X${hex(code, 4)};`),
  'in HTML within JSON': (piece) => inJson(inHtmlNames(piece)),
  'in hexadecimal': (piece) => Buffer.from(piece).toString('hex'),
  'in upper case hexadecimal': (piece) => Buffer.from(piece).toString('hex').toUpperCase(),
  'in two bytes a letter': (piece) => each(piece, (code) => `${String.fromCodePoint(code)}\0`),
  'with marks that have no width': (piece) => [...piece].join('\u200d'),
};
/** Without the characters that depend on their neighbours. */
const within = (piece: string, before: number, encoding: 'base64' | 'base64url') =>
  Buffer.from('?'.repeat(before) + piece)
    .toString(encoding)
    .slice(Math.ceil((before * 8) / 6), Math.floor(((before + piece.length) * 8) / 6));
const base64s = Object.fromEntries(
  [0, 1, 2].flatMap((before) => [
    [`in base64 after ${before} bytes`, (piece: string) => within(piece, before, 'base64')],
    [`in base64 for addresses after ${before} bytes`, (piece: string) => within(piece, before, 'base64url')],
    [
      `in base64 within an address after ${before} bytes`,
      (piece: string) => encodeURIComponent(within(piece, before, 'base64')),
    ],
  ]),
);

const visible = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index));
const tokens = fc.string({ minLength: 10, maxLength: 40, unit: fc.constantFrom(...visible) });
// Letters that are longer in lower or in upper case, marks, halves of letters, anything.
const odd = fc.constantFrom(
  'İ',
  'ẞ',
  'ß',
  'ﬃ',
  'ŉ',
  'ΐ',
  'Σ',
  '\u212a',
  '\ud800',
  '\udc00',
  '😀',
  '\u0301',
  '\0',
);
const around = fc.array(fc.oneof(odd, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 4 });
/** The end of an escape is the beginning of no other one. */
const edge = (parts: readonly string[]) => parts.join('').replaceAll(/[\\%&;]/g, '');

describe('no fragment of ten characters is left of a token', () => {
  test.each(Object.entries({ ...writings, ...base64s }))('%s', (_, write) => {
    fc.assert(
      fc.property(tokens, fc.nat(), fc.nat(), around, around, (token, at, length, before, after) => {
        const start = at % (token.length - 9);
        const piece = token.slice(start, start + 10 + (length % (token.length - start - 9)));
        const written = write(piece);
        const left = createRedactor(['another-one-0815', token])(`${edge(before)}${written}${edge(after)}`);
        expect(left).toContain(redacted);
        expect(left.toLowerCase()).not.toContain(written.toLowerCase());
        // Nor the better part of it.
        expect(left.toLowerCase()).not.toContain(
          written.slice(0, Math.ceil(written.length * 0.75)).toLowerCase(),
        );
        expect(left.toLowerCase()).not.toContain(written.slice(Math.floor(written.length / 4)).toLowerCase());
      }),
      { numRuns: 30 },
    );
  });
});

test('a fragment of six characters with a letter and a digit is replaced too', () => {
  const token = fc.string({ minLength: 6, maxLength: 30, unit: fc.constantFrom(...'abcXYZ019'.split('')) });
  fc.assert(
    fc.property(token, fc.nat(), fc.string({ unit: 'binary' }), (secret, at, beside) => {
      const piece = secret.slice(at % (secret.length - 5)).slice(0, 6);
      fc.pre(/\d/.test(piece) && /[a-z]/i.test(piece));
      expect(createRedactor([secret])(`${beside}İ${piece}${beside}`)).toContain(redacted);
    }),
  );
});

test.each([
  [
    'cut over two fields',
    '{"a":"Sup3rSecretT0","b":"ken4MyAccount99"}',
    '{"a":"[redacted]","b":"[redacted]"}',
  ],
  [
    'in the name of a file',
    'attachment; filename="İ-Sup3rSecretT0ken4.csv"',
    'attachment; filename="İ-[redacted].csv"',
  ],
  [
    'in an error',
    'İzin yok: Sup3rSecretT0ken4MyA... kullanıcıya ait',
    'İzin yok: [redacted]... kullanıcıya ait',
  ],
  ['in a link', '<a href="/?t=Sup3r%53ecretT0ken4">İ</a>', '<a href="/?t=[redacted]">İ</a>'],
])('a token is removed %s', (_, text, left) => {
  expect(createRedactor(['Sup3rSecretT0ken4MyAccount99'])(text)).toBe(left);
});

test('an id inside a token counts as a fragment of the token, not as a job id', () => {
  const id = '9944b091-62bc-4418-8d84-6dd0e4bbdfc6';
  expect(createRedactor([`key_${id}_7`])(`user ${id}`)).toBe(`user ${redacted}`);
});
