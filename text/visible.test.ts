import * as fc from 'fast-check';

import { toVisible, toVisibleJson } from './visible.ts';

test.each([
  ['plain text, ü, 漢, עברית, العربية and 😀'],
  ['a picture ❤\ufe0f and a key 1\ufe0f\u20e3'],
  ['e\u0301, no-break\u00a0space, thin\u2009space and §'],
])('%j is unchanged', (text) => {
  expect(toVisible(text)).toBe(text);
});

/** First and last of each range. */
const ranges: readonly (readonly [string, number, number])[] = [
  ['controls', 0x00, 0x1f],
  ['delete and the second set of controls', 0x7f, 0x9f],
  ['the soft hyphen', 0xad, 0xad],
  ['the grapheme joiner', 0x34f, 0x34f],
  ['the Arabic letter mark', 0x61c, 0x61c],
  ['Hangul fillers', 0x115f, 0x1160],
  ['Mongolian selectors and the vowel separator', 0x180b, 0x180f],
  ['spaces without width, joiners and marks of direction', 0x200b, 0x200f],
  ['separators of lines and paragraphs', 0x2028, 0x2029],
  ['embeddings and overrides', 0x202a, 0x202e],
  ['word joiner and invisible operators', 0x2060, 0x2064],
  ['the one that is not assigned', 0x2065, 0x2065],
  ['isolates', 0x2066, 0x2069],
  ['symmetric swapping and shapes', 0x206a, 0x206f],
  ['another Hangul filler', 0x3164, 0x3164],
  ['halves of letters', 0xd800, 0xdfff],
  ['characters that are none', 0xfdd0, 0xfdef],
  ['variation selectors', 0xfe00, 0xfe0f],
  ['the byte order mark', 0xfeff, 0xfeff],
  ['the narrow Hangul filler', 0xffa0, 0xffa0],
  ['annotations', 0xfff9, 0xfffc],
  ['the last two of a plane', 0xfffe, 0xffff],
  ['marks of musical notation', 0x1d173, 0x1d17a],
  ['tags', 0xe0000, 0xe007f],
  ['more variation selectors', 0xe0100, 0xe01ef],
];

test.each(ranges)('%s are made visible', (_, first, last) => {
  for (let code = first; code <= last; code += 1) {
    const letter = String.fromCodePoint(code);
    expect(toVisible(`a${letter}b`)).toBe(`a\\u{${code.toString(16)}}b`);
    const json = toVisibleJson(JSON.stringify([`a${letter}b`]));
    expect(json).toMatch(/^[\x20-\x7e]*$/);
    expect(JSON.parse(json)).toEqual([`a${letter}b`]);
  }
});

test('allowed characters are unchanged', () => {
  expect(toVisible('one\n\ttwo\r\n', '\n\t')).toBe('one\n\ttwo\\u{d}\n');
});

test('any text is made visible in one pass, and as JSON its meaning is unchanged', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const visible = toVisible(text);
      expect(toVisible(visible)).toBe(visible);
      const value = { [text]: [text, { text }] };
      expect(JSON.parse(toVisibleJson(JSON.stringify(value, null, 2)))).toEqual(value);
    }),
  );
});
