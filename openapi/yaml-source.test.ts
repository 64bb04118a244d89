import { catchMessage } from './testing/message-of.ts';
import { parseYaml } from './yaml-source.ts';

const text = `# A comment.
name: first
list:
  - one
  - two: 2
    three: 3
base: &base
  inner: {deep: 1}
copy: *base
`;

test.each([
  [[], 2],
  [['name'], 2],
  [['list'], 3],
  [['list', 0], 4],
  [['list', 1], 5],
  [['list', 1, 'three'], 6],
  [['base', 'inner', 'deep'], 8],
  [['copy'], 9],
  [['copy', 'inner', 'deep'], 8],
])('the value at %j is on line %d', (path, line) => {
  expect(parseYaml(text, 'file.yaml').getLine(path)).toBe(line);
});

test.each([
  [['nothing'], 2],
  [['list', 7], 3],
  [['list', 1, 'four'], 5],
  [['name', 'deeper'], 2],
])('a missing value at %j is reported with the line of the nearest one', (path, line) => {
  expect(parseYaml(text, 'file.yaml').getLine(path)).toBe(line);
});

test('an alias has the value of its anchor', () => {
  expect(parseYaml(text, 'file.yaml').value).toMatchObject({ copy: { inner: { deep: 1 } } });
});

test('JSON is valid YAML, and has lines as well', () => {
  const source = parseYaml('{\n  "a": [\n    1,\n    2\n  ]\n}', 'file.json');
  expect(source.createComplaint(['a', 1], 'wrong')).toEqual({ file: 'file.json', line: 4, message: 'wrong' });
});

test('words that are booleans in other versions of YAML are strings', () => {
  expect(parseYaml('a: no\nb: on\nc: 1_000\n', 'file.yaml').value).toEqual({ a: 'no', b: 'on', c: '1_000' });
});

test.each([
  [
    'a duplicate key',
    'a: 1\nb: 2\na: 3\n',
    'file.yaml:3: this is not valid YAML: a map has the same key twice',
  ],
  [
    'an alias without an anchor',
    'a: 1\nb: *c\n',
    'file.yaml:2: "*c" refers to an anchor "&c" that is not defined before it',
  ],
  [
    'a tab that indents',
    'a:\n\tb: 1\n',
    'file.yaml:2: this is not valid YAML: Tabs are not allowed as indentation',
  ],
  [
    'several mistakes at once',
    'a: 1\na: 2\nb: "\n',
    'file.yaml:2: this is not valid YAML: a map has the same key twice\nfile.yaml:4: this is not valid YAML: Missing closing "quote',
  ],
])('%s is rejected with its line', (_, wrong, message) => {
  expect(catchMessage(() => parseYaml(wrong, 'file.yaml'))).toBe(message);
});

test('exponentially growing aliases are rejected', () => {
  const rows = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
  for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef'].map((pair) => [...pair])) {
    rows.push(`${to}: &${to} [${Array.from({ length: 10 }, () => `*${from}`).join(', ')}]`);
  }
  expect(catchMessage(() => parseYaml(rows.join('\n'), 'bomb.yaml'))).toBe(
    'bomb.yaml:1: this YAML cannot be used: Excessive alias count indicates a resource exhaustion attack',
  );
});

test.each([
  ['flow', `a: ${'['.repeat(100_000)}`],
  ['flow that ends', `a: ${'{a: '.repeat(3000)}1${'}'.repeat(3000)}`],
  ['items on one line', `a: 1\nb:\n  ${'- '.repeat(50_000)}`],
  ['keys', Array.from({ length: 3000 }, (_, level) => `${' '.repeat(level)}a:`).join('\n')],
])('unlimited nesting is rejected without parsing to the end: %s', (_, nested) => {
  expect(catchMessage(() => parseYaml(nested, 'file.yaml'))).toMatch(
    /^file\.yaml:\d+: this is nested more than 200 levels deep$/,
  );
});

test.each([
  [
    'aliases',
    `a: &a 1\nb: [${'*a, '.repeat(100_000)}*a]`,
    /^file\.yaml:1: this has 100001 aliases; at most 1000 are/,
  ],
  ['aliases of nothing', `b: [${'*a, '.repeat(100_000)}*a]`, /"\*a" refers to an anchor "&a"/],
  ['the same key', 'a: 1\n'.repeat(50_000), /^file\.yaml:2: .*twice\n/],
])('very many errors are one message: %s', (_, wrong, message) => {
  expect(catchMessage(() => parseYaml(wrong, 'file.yaml'))).toMatch(message);
});

test('very many keys are parsed', () => {
  const { value } = parseYaml(Array.from({ length: 50_000 }, (__, n) => `k${n}: ${n}`).join('\n'), 'f');
  expect(value).toMatchObject({ k0: 0, k49999: 49_999 });
});

test('brackets in a string do not count as nesting', () => {
  const brackets = '['.repeat(1000);
  expect(parseYaml(`a: "${brackets}"\nb: |\n  ${brackets}\n`, 'file.yaml').value).toEqual({
    a: brackets,
    b: `${brackets}\n`,
  });
});

test('a second document is rejected with its line', () => {
  expect(catchMessage(() => parseYaml('a: 1\n---\nb: 2\n', 'file.yaml'))).toBe(
    'file.yaml:2: this is not valid YAML: a second document begins here, but a file must contain one',
  );
});
