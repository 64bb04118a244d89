import { toPrintable } from './printable.ts';

test.each([
  ['plain text, ü and 😀', 'plain text, ü and 😀'],
  ['two\nlines\tand a tab', 'two\nlines\tand a tab'],
  ['\u001b[31mred\u001b[0m', '\\u{1b}[31mred\\u{1b}[0m'],
  ['back\rover', 'back\\u{d}over'],
  ['\u0000\u0008\u000b\u007f\u009b', '\\u{0}\\u{8}\\u{b}\\u{7f}\\u{9b}'],
  ['half \ud800 a pair', 'half \\u{d800} a pair'],
  ['\ufffe\uffff', '\\u{fffe}\\u{ffff}'],
  ['\u202egnp.exe\u2066', '\\u{202e}gnp.exe\\u{2066}'],
  ['no\u200bwidth\u{e0041}', 'no\\u{200b}width\\u{e0041}'],
])('%j is printed as %j', (text, shown) => {
  expect(toPrintable(text)).toBe(shown);
});
