import { createBodyLimiter, maxDepth, maxValues, measureJson } from './bounds.ts';
import type { Response } from './exchange.ts';

const response = (body: string): Response => ({ kind: 'response', status: 200, headers: [], body });
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const bodyAfter = (body: string) => createBodyLimiter()(response(body)).body;

test.each([
  ['a body at the maximum depth', nested(maxDepth)],
  ['a list with the maximum number of values', `[${'0,'.repeat(maxValues - 1)}0]`],
  ['a string with brackets', JSON.stringify(['['.repeat(10_000), '\\"['.repeat(10_000)])],
  ['an HTML page with brackets', `<p>${'['.repeat(10_000)}`],
  ['many short lists', `[${'[],'.repeat(1000)}[]]`],
  ['nothing', ''],
])('%s is stored unchanged', (_, body) => {
  expect(bodyAfter(body)).toBe(body);
});

test.each([
  [
    'one level too many',
    nested(maxDepth + 1),
    /^A body that nests deeper than 100 levels \(202 characters\): \[/,
  ],
  [
    'a million levels',
    '['.repeat(1e6),
    /^A body that nests deeper than 100 levels \(1000000 characters\): \[/,
  ],
  ['nested objects', '{"a":'.repeat(200), /^A body that nests deeper than 100 levels /],
  ['one value too many', `[${'0,'.repeat(maxValues + 1)}0]`, /^A body of more than 200000 values /],
])('a body with %s counts as undocumented in shape', (_, body, sentence) => {
  const shown = bodyAfter(body);
  expect(shown).toMatch(sentence);
  expect(shown.length).toBeLessThan(150);
  expect(() => JSON.parse(shown) as unknown).toThrow(SyntaxError);
});

test('one bound covers all bodies of a run', () => {
  const bound = createBodyLimiter();
  const large = 'x'.repeat(10 * 1024 * 1024);
  const lengths = Array.from({ length: 8 }, () => bound(response(large)).body.length);
  expect(lengths.filter((length) => length === large.length)).toHaveLength(6);
  expect(bound(response('{}')).body).toBe('{}');
});

test('measuring stops at the first exceeded bound', () => {
  expect(measureJson('['.repeat(1e7)).depth).toBe(maxDepth + 1);
});
