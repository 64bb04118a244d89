// A client cannot control the terminal that shows the log.
import { toPlainLine } from './plain-line.ts';

test.each([
  ['GET /api/v1/: 404. ü, 漢 and 😀', 'GET /api/v1/: 404. ü, 漢 and 😀'],
  ['\u001b[31mred', '\\u{1b}[31mred'],
  ['\u009b31mred', '\\u{9b}31mred'],
  ['a\r\nGET /forged/: 200', 'a\\u{d}\\u{a}GET /forged/: 200'],
  ['a\u2028b', 'a\\u{2028}b'],
  ['\u202eimmaterial', '\\u{202e}immaterial'],
  [
    '\u2065\u2066\u206f\u061c\u180e\ufeff\u{e0041}',
    '\\u{2065}\\u{2066}\\u{206f}\\u{61c}\\u{180e}\\u{feff}\\u{e0041}',
  ],
  ['half \ud800 a pair', 'half \\u{d800} a pair'],
])('%j is printed as %j', (text, line) => {
  expect(toPlainLine(text)).toBe(line);
});
