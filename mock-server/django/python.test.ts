// The cost of a client's text must be linear in its length; quadratic algorithms would take minutes here.
import { parseUuid } from './uuid.ts';
import { strip, stripKind } from './python.ts';

const many = 1_000_000;

test.each([
  ['  a b\u00a0', 'a b'],
  ['   ', ''],
  ['', ''],
  ['a', 'a'],
])('white space around %j is stripped', (text, want) => {
  expect(strip(text)).toBe(want);
});

test('a long run of white space in the middle is scanned only once', () => {
  const text = `a${' '.repeat(many)}b`;
  expect(strip(text)).toBe(text);
  expect(stripKind(`{${'}{'.repeat(3)}x}`, /[{}]/)).toBe('x');
});

test('an id of a million braces is rejected at once', () => {
  expect(parseUuid(`x${'{'.repeat(many)}x`)).toBeUndefined();
});
