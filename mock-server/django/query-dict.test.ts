// Forms as Django parses them, including those that are megabytes of escapes.
import { utf8 } from './encodings/utf-8.ts';
import { parsePairs } from './query-dict.ts';

test.each([
  [
    'a=%41%c3%a9&b=+',
    [
      ['a', 'A\u00e9'],
      ['b', ' '],
    ],
  ],
  [
    'a=%4&b=%zz%',
    [
      ['a', '%4'],
      ['b', '%zz%'],
    ],
  ],
  ['\u00c3\u00a9%41=1', [['\u00e9A', '1']]],
  ['a=%ff', [['a', '\ufffd']]],
])('%j', (bytes, pairs) => {
  expect(parsePairs(bytes, utf8)).toEqual(pairs);
});

test('a body of escapes is parsed completely', () => {
  const [pair] = parsePairs(`a=${'%41'.repeat(1_000_000)}`, utf8);
  expect(typeof pair === 'string' ? pair : pair?.[1]).toHaveLength(1_000_000);
});
