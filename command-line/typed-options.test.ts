// The values that each kind of option accepts, as the text of a flag and as a value of a program, and its
// name in messages.
import {
  anyDuration,
  durationUpTo,
  findUnknownOptions,
  instantKind,
  numberFrom,
  numberOrWord,
  oneOf,
  type Option,
  type OptionKind,
  pairs,
  readOptions,
  string,
  strings,
  truth,
} from './typed-options.ts';

const createTable = <Value>(kind: OptionKind<Value>) => ({
  key: { flag: 'world-idle', name: 'worldIdle', kind, default: undefined, help: '' } as Option<unknown>,
});

const at = Date.parse('2026-05-06T14:23:11Z');

test.each<readonly [string, OptionKind<unknown>, unknown, unknown, unknown]>([
  ['a number', numberFrom(0.1, 10, false), '0.5', 0.5, 0.5],
  ['a number or a word', numberOrWord(1, 9, ['auto']), 'auto', 'auto', 'auto'],
  ['the number of these', numberOrWord(1, 9, ['auto']), '3', 3, 3],
  ['a whole number', numberFrom(1, 10), '10', 10, 10],
  ['a boolean', truth, true, true, true],
  ['a string', string, 'a', 'a', 'a'],
  ['strings', strings, ['a', 'b'], ['a', 'b'], ['a', 'b']],
  ['pairs', pairs, ['a=b'], { a: 'b' }, ['a=b']],
  ['an instant', instantKind, '2026-05-06T14:23:11Z', new Date(at), at],
  ['a duration', anyDuration, '90s', 90_000, 90_000],
  ['a word for a duration', durationUpTo({ words: ['profile'] }), 'profile', 'profile', 'profile'],
  ['one of several words', oneOf(['a', 'b']), 'b', 'b', 'b'],
])('%s means the same as a flag and as an option in code', (_, kind, text, value, read) => {
  const table = createTable(kind);
  expect([
    readOptions(table, { 'world-idle': text }, 'flags'),
    readOptions(table, { worldIdle: value }, 'program'),
  ]).toEqual([
    { values: { key: read }, mistakes: [] },
    { values: { key: read }, mistakes: [] },
  ]);
});

const forms = 'such as 90s, 5m, 1h30m, 250ms, 2d or PT5M';

test.each<readonly [OptionKind<unknown>, unknown, string, unknown, string]>([
  [
    numberFrom(1, 10),
    '0',
    'is "0"; it must be a whole number from 1 to 10.',
    0,
    'is 0; it must be a whole number from 1 to 10.',
  ],
  [
    numberFrom(1, 10),
    '',
    'is ""; it must be a whole number from 1 to 10.',
    '5',
    'is "5"; it must be a whole number from 1 to 10.',
  ],
  [
    numberFrom(1, 9, false),
    '0x2',
    'is "0x2"; it must be a number from 1 to 9.',
    Number.NaN,
    'is null; it must be a number from 1 to 9.',
  ],
  [truth, 'yes', 'is "yes"; it must be true or false.', 1, 'is 1; it must be true or false.'],
  [string, '', 'is ""; it must be a non-empty string.', 5, 'is 5; it must be a non-empty string.'],
  [
    strings,
    [''],
    'is [""]; it must be a non-empty string.',
    'a',
    'is "a"; it must be a list of non-empty strings.',
  ],
  [
    instantKind,
    'noon',
    'is "noon"; it must be a date and time such as 2026-05-06T14:23:11Z.',
    new Date(Number.NaN),
    'is null; it must be a date and time such as 2026-05-06T14:23:11Z, or a valid Date.',
  ],
  [
    durationUpTo({ max: '1m', words: ['profile'] }),
    'profil',
    `is "profil"; it must be a duration of at most 1m, ${forms}, or "profile"; did you mean "profile"?`,
    60_001,
    `is 60001; it must be a duration of at most 1m, ${forms}, or a number of milliseconds, or "profile".`,
  ],
  [
    oneOf(['messages', 'requests']),
    'request',
    'is "request"; it must be "messages" or "requests"; did you mean "requests"?',
    'x',
    'is "x"; it must be "messages" or "requests".',
  ],
])(
  'an invalid value is reported under the name that the caller used: %j',
  (kind, text, ofFlag, value, ofProgram) => {
    const table = createTable(kind);
    expect([
      readOptions(table, { 'world-idle': text }, 'flags').mistakes,
      readOptions(table, { worldIdle: value }, 'program').mistakes,
    ]).toEqual([[`--world-idle ${ofFlag}`], [`"worldIdle" ${ofProgram}`]]);
  },
);

test('in code, pairs are an object of strings', () => {
  const table = createTable(pairs);
  const refused = [['a=b'], { a: 5 }].map(
    (worldIdle) => readOptions(table, { worldIdle }, 'program').mistakes,
  );
  expect(refused).toEqual([
    ['"worldIdle" is ["a=b"]; it must be an object whose values are strings.'],
    ['"worldIdle" is {"a":5}; it must be an object whose values are strings.'],
  ]);
});

test('an unknown option is rejected with a suggestion or the known options', () => {
  expect(findUnknownOptions({ sped: 1, nonsense: 2, speed: 3 }, ['speed', 'now'])).toEqual([
    'Unknown option "sped"; did you mean "speed"?',
    'Unknown option "nonsense"; allowed: speed, now.',
  ]);
});
