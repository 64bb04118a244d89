import { chooseReadings, getDefaultReadings, getReading } from './questions.ts';
import { loadShippedSpec } from './shipped.ts';

const { questions } = loadShippedSpec();

test('by default every question has the reading of the document', () => {
  expect(getDefaultReadings(questions)).toMatchObject({
    'list-envelope': 'bare-array',
    timestamps: 'seconds',
    'not-found': 'plain',
    'path-prefix': 'both',
  });
});

test('a choice overrides the default, and the last of two wins', () => {
  const { readings, mistakes } = chooseReadings(questions, [
    'timestamps=milliseconds',
    'timestamps=microseconds',
  ]);
  expect(mistakes).toEqual([]);
  expect(readings).toEqual({ ...getDefaultReadings(questions), timestamps: 'microseconds' });
});

const ids = Object.keys(questions).map((id) => JSON.stringify(id));
const known = `${ids.slice(0, -1).join(', ')} or ${ids.at(-1)}`;

test.each([
  ['timestamp=seconds', `unknown question "timestamp"; allowed: ${known}; did you mean "timestamps"?`],
  ['constructor=x', `unknown question "constructor"; allowed: ${known}`],
  ['', `unknown question ""; allowed: ${known}`],
  [
    'timestamps=second',
    '"timestamps" has no reading "second"; allowed: "seconds", "milliseconds" or "microseconds"; did you mean "seconds"?',
  ],
  [
    'timestamps=toString',
    '"timestamps" has no reading "toString"; allowed: "seconds", "milliseconds" or "microseconds"',
  ],
  ['timestamps', '"timestamps" has no reading ""; allowed: "seconds", "milliseconds" or "microseconds"'],
])('the choice "%s" is rejected with the allowed ones', (argument, message) => {
  expect(chooseReadings(questions, [argument]).mistakes).toEqual([`--reading ${argument}: ${message}`]);
});

test.each([
  [[], '3.16', { 'framework-version': '3.16', 'not-found': 'named' }],
  [[], '3.18', { 'framework-version': '3.18', 'not-found': 'named' }],
  [[], '3.14', { 'framework-version': '3.14', 'not-found': 'plain' }],
  [[], undefined, { 'framework-version': '3.14', 'not-found': 'plain' }],
  [['not-found=plain'], '3.16', { 'framework-version': '3.16', 'not-found': 'plain' }],
  [['framework-version=3.16'], undefined, { 'framework-version': '3.16', 'not-found': 'named' }],
  [['framework-version=3.14'], '3.16', { 'framework-version': '3.14', 'not-found': 'plain' }],
])('with %j the version %s selects its readings, except for explicit choices', (chosen, version, want) => {
  expect(chooseReadings(questions, chosen, version)).toEqual({
    readings: { ...getDefaultReadings(questions), ...want },
    mistakes: [],
  });
});

test.each([['3.15'], ['toString'], ['']])('the version "%s" is rejected with the allowed ones', (version) => {
  expect(chooseReadings(questions, [], version).mistakes).toEqual([
    `--drf is "${version}"; it must be "3.14", "3.16" or "3.18".`,
  ]);
});

test('all wrong choices are reported at once', () => {
  expect(chooseReadings(questions, ['a=b', 'timestamps=seconds', 'c']).mistakes).toHaveLength(2);
});

test('an unknown question is a bug', () => {
  expect(getReading(questions, {}, 'timestamps')['fraction-digits']).toBe(0);
  expect(() => getReading(questions, {}, 'colour')).toThrow('The document has no question "colour".');
  expect(() => getReading(questions, { timestamps: 'hours' }, 'timestamps')).toThrow(
    'The document has no reading "hours" of "timestamps".',
  );
});
