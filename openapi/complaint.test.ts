import { ComplaintsError, formatSuggestion, formatOneOf, refuseIfAny } from './complaint.ts';
import { catchMessage } from './testing/message-of.ts';

test.each([
  [[], 'nothing'],
  [['a'], '"a"'],
  [['a', 'b'], '"a" or "b"'],
  [['a', 'b', 3], '"a", "b" or 3'],
])('the values %j are formatted as %s', (values, text) => {
  expect(formatOneOf(values)).toBe(text);
});

test.each([
  ['smal', ['small', 'large'], '; did you mean "small"?'],
  ['SMALL', ['small', 'large'], '; did you mean "small"?'],
  ['x-basi', ['x-basis', 'x-source'], '; did you mean "x-basis"?'],
  ['lerge', ['small', 'large'], '; did you mean "large"?'],
  ['prot', ['port', 'host'], '; did you mean "port"?'],
  ['tiny', ['small', 'large'], ''],
  ['a', ['b'], '; did you mean "b"?'],
  ['', ['small'], ''],
  ['small', [], ''],
])('for "%s" instead of %j the suggestion is%s', (given, allowed, hint) => {
  expect(formatSuggestion(given, allowed)).toBe(hint);
});

test.each([
  ['a long word', `${'x'.repeat(1_000_000)}y`, ['x'.repeat(1_000_000)]],
  ['many words', 'job-7', Array.from({ length: 100_000 }, (_, index) => `job-${index}`)],
])('%s from somebody else is not compared', (_, given, allowed) => {
  expect(formatSuggestion(given, allowed)).toBe('');
});

test('complaints are reported one per line, in the order of the lines', () => {
  const complaints = [10, 2].map((line) => ({ file: 'a.yaml', line, message: `mistake on ${line}` }));
  expect(catchMessage(() => refuseIfAny(complaints))).toBe(
    'a.yaml:2: mistake on 2\na.yaml:10: mistake on 10',
  );
  expect(() => refuseIfAny([])).not.toThrow();
});

test('the error keeps its complaints as data', () => {
  const complaint = { file: 'a.yaml', line: 1, message: 'wrong' };
  expect(new ComplaintsError([complaint])).toMatchObject({
    name: 'ComplaintsError',
    complaints: [complaint],
  });
});
