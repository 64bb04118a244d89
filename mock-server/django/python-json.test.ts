import fc from 'fast-check';

import { runAtOnce } from '../portions/at-once.ts';
import { wholeShape } from './json-shape.ts';
import { PythonFloat } from './python.ts';
import { readPythonJson } from './python-json.ts';

const parsePythonJson = (text: string) =>
  runAtOnce(readPythonJson(text, { shape: wholeShape, isUtf8: false }));

const accepted = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** Python distinguishes floats from integers, and has integers of any size. */
const plain = (value: unknown): unknown =>
  value instanceof PythonFloat || typeof value === 'bigint' ? Number(value) : value;

test('formatted JSON is parsed to the same value', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(3), (text, indent) => {
      const written = JSON.stringify(JSON.parse(text), null, indent);
      const { value } = parsePythonJson(written) as { value: unknown };
      expect(JSON.stringify(value, (_, inner: unknown) => plain(inner), indent)).toBe(written);
    }),
  );
});

test('it accepts the same input as JavaScript', () => {
  const tokens = '{ } [ ] : , " a \\ \\u00e9 1 - 0 . e + null'.split(' ');
  const token = fc.constantFrom(...tokens, ' ', '\n', '\u0001');
  fc.assert(
    fc.property(fc.array(token, { maxLength: 12 }), (parts) => {
      const text = parts.join('');
      expect([text, parsePythonJson(text).kind === 'value']).toEqual([text, accepted(text)]);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['1', 1],
  ['-0', 0],
  ['1.5', 1.5],
  ['1.0', new PythonFloat(1)],
  ['1e400', new PythonFloat(Number.POSITIVE_INFINITY)],
  ['9007199254740993', 9_007_199_254_740_993n],
  ['{"__proto__":1}', JSON.parse('{"__proto__":1}') as unknown],
])('%s is parsed without loss', (text, value) => {
  expect(parsePythonJson(text)).toEqual({ kind: 'value', value });
});
