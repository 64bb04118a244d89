import { resolvePointer, follow, escapeStep } from './document.ts';

const document = {
  paths: { '/a~b/': { get: 1 } },
  list: [{ name: 'first' }],
  one: { $ref: '#/two' },
  two: { $ref: '#/list/0' },
  round: { $ref: '#/round' },
};

test.each([
  ['#', document],
  ['#/list/0/name', 'first'],
  ['/list/0/name', 'first'],
  ['#/paths/~1a~0b~1/get', 1],
  ['#/list/1', undefined],
  ['#/list/0/name/length', undefined],
  ['#/toString', undefined],
])('the pointer %s leads to its value and nothing else', (pointer, value) => {
  expect(resolvePointer(document, pointer)).toBe(value);
});

test('slashes and tildes in a step are escaped, so that the pointer round-trips', () => {
  expect(escapeStep('/a~b/')).toBe('~1a~0b~1');
});

test('a $ref is followed to its end, with the pointer of its target', () => {
  expect(follow(document, document.one, '#/one')).toEqual({ value: { name: 'first' }, pointer: '#/list/0' });
  expect(follow(document, 'text', '#/somewhere')).toEqual({ value: 'text', pointer: '#/somewhere' });
});

test('a circular $ref is reported', () => {
  expect(() => follow(document, document.round, '#/round')).toThrow(
    'The $ref at #/round is circular; it must lead to a value.',
  );
});
