import * as fc from 'fast-check';

import { parseCsvLines, formatCsvLines } from './csv.ts';

const textsIn = (text: string) => parseCsvLines(text).map(({ cells }) => cells.map((cell) => cell.text));

test.each<[string, string, readonly (readonly string[])[]]>([
  ['nothing', '', []],
  [
    'lines',
    'a,b\r\nc,d\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['a last line without a line end', 'a\nb', [['a'], ['b']]],
  [
    'empty cells',
    ',a,\r\n,,',
    [
      ['', 'a', ''],
      ['', '', ''],
    ],
  ],
  ['quotes', '"a,""b""",c\r\n', [['a,"b"', 'c']]],
  ['a line end in quotes', '"a\r\nb"\r\n', [['a\r\nb']]],
  ['an empty line', 'a\n\nb', [['a'], [''], ['b']]],
  ['an unclosed quote', '"a,b\nc', [['"a', 'b'], ['c']]],
  ['a quote inside a cell', 'a"b,c', [['a"b', 'c']]],
])('the parser splits %s into cells', (_, text, lines) => {
  expect(textsIn(text)).toEqual(lines);
});

test('formatting and parsing preserve any text', () => {
  const text = fc.string({ unit: fc.constantFrom('a', ',', '"', '\r', '\n', ' ', 'ü') });
  fc.assert(fc.property(text, (any) => expect(formatCsvLines(parseCsvLines(any))).toBe(any)));
});
