import { printable } from './printable.ts';

test.each([
  ['plain text, ü and 😀', 'plain text, ü and 😀'],
  ['two\nlines\tand a tab', 'two\nlines\tand a tab'],
  ['\u001b[31mred\u001b[0m', '\ufffd[31mred\ufffd[0m'],
  ['back\rover', 'back\ufffdover'],
  ['\u0000\u0008\u000b\u007f\u009b', '\ufffd\ufffd\ufffd\ufffd\ufffd'],
  ['half \ud800 a pair', 'half \ufffd a pair'],
  ['\ufffe\uffff', '\ufffd\ufffd'],
])('%j is printed as %j', (text, shown) => {
  expect(printable(text)).toBe(shown);
});
