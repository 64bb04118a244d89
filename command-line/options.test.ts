import { type Flags, formatFlagHelp, fold, readFlags } from './options.ts';

const flags = {
  port: { type: 'string', value: 'N', help: 'Where to listen.' },
  file: { type: 'string', value: 'FILE', multiple: true, help: 'A file, of which there may be several.' },
  quiet: { type: 'boolean', help: 'Say nothing.' },
} as const satisfies Flags;

test('flags are read by name, with their values', () => {
  const { given, mistakes } = readFlags(flags, ['--port', '80', '--file', 'a', '--quiet', '--file=b']);
  expect([{ ...given }, mistakes]).toEqual([{ port: '80', file: ['a', 'b'], quiet: true }, []]);
});

test('without arguments, nothing is set', () => {
  expect(readFlags(flags, [])).toMatchObject({ given: {}, mistakes: [] });
});

test.each([
  [['--prt', '80'], 'Unknown flag --prt; did you mean --port?'],
  [['--nothing'], 'Unknown flag --nothing; see --help.'],
  [['--constructor'], 'Unknown flag --constructor; see --help.'],
  [['-q'], 'Unknown flag -q; see --help.'],
  [['--no-quiet'], 'Unknown flag --no-quiet; see --help.'],
  [['--port'], '--port needs a value: --port N.'],
  [['--port', '--quiet'], '--port needs a value: --port N.'],
  [['--quiet=yes'], '--quiet takes no value, but was given "yes".'],
  [['--port', '1', '--port', '2'], '--port is given more than once; give it once.'],
  [['--quiet', '--quiet'], '--quiet is given more than once; give it once.'],
])('%j is rejected with advice', (args, mistake) => {
  expect(readFlags(flags, args).mistakes).toEqual([mistake]);
});

test('an argument that is not a flag is rejected', () => {
  expect(readFlags(flags, ['80']).mistakes).toEqual([
    'Unexpected argument "80"; this command takes only flags, which begin with --; see --help.',
  ]);
});

test('all mistakes are reported, in the order of the arguments', () => {
  expect(readFlags(flags, ['--port', '--qiet', '80']).mistakes).toEqual([
    '--port needs a value: --port N.',
    'Unexpected argument "80"; this command takes only flags, which begin with --; see --help.',
  ]);
  expect(readFlags(flags, ['--qiet', '--prt=5']).mistakes).toEqual([
    'Unknown flag --qiet; did you mean --quiet?',
    'Unknown flag --prt; did you mean --port?',
  ]);
});

test('the help has one aligned line per flag and wraps long descriptions', () => {
  const long = { ...flags, port: { ...flags.port, help: `${'word '.repeat(20)}end` } };
  expect(formatFlagHelp(long)).toBe(
    [
      '  --port N     word word word word word word word word word word word word word word word word word',
      '               word word word end',
      '  --file FILE  A file, of which there may be several.',
      '  --quiet      Say nothing.',
    ].join('\n'),
  );
});

test.each([
  ['', 10, ['']],
  ['one two three', 7, ['one two', 'three']],
  ['unbreakable words', 5, ['unbreakable', 'words']],
  ['exactly ten', 11, ['exactly ten']],
])('"%s" wrapped at %i columns becomes %j', (text, width, lines) => {
  expect(fold(text, width)).toEqual(lines);
});

const read = (...args: readonly string[]) => readFlags(flags, args, ['OLD', 'NEW']);

test('operands are the arguments that are not flags, in any position', () => {
  expect(read('a', '--port', '80', 'b')).toMatchObject({
    given: { port: '80' },
    operands: ['a', 'b'],
    mistakes: [],
  });
  expect(read('a', '--quiet').mistakes).toEqual(['NEW is missing; see --help.']);
  expect(read('a', 'b', 'c').mistakes).toEqual(['Unexpected argument "c"; this command takes OLD and NEW.']);
});
