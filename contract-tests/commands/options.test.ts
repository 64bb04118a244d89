import { catchMessage } from '../../openapi/testing/message-of.ts';
import { contract } from '../contract/index.ts';
import { readContractOptions } from './options.ts';

const clauses = contract.filter(({ id }) => id === 'list-shape' || id === 'detail-shape');
const read = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  readContractOptions(args, env, clauses);
const mistakesIn = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  catchMessage(() => read(args, env)).split('\n');

const url = 'https://host.example';
const token = 'alice-token';

test('without flags and variables the suite judges a mock with its defaults', () => {
  expect(read([])).toEqual({
    given: {},
    watchMs: undefined,
    timeoutMs: 15_000,
    strict: false,
    allowWrites: false,
    only: [],
    off: new Set(),
    failOn: [],
    clauses,
    changedLevels: [],
    summaries: [],
  });
});

test('only a flag allows writing, no variable does', () => {
  expect(read(['--allow-writes']).allowWrites).toBe(true);
  expect(read([], { CONTRACT_ALLOW_WRITES: '1' }).allowWrites).toBe(false);
});

test('each flag sets its option', () => {
  const args = [
    '--watch',
    '1m30s',
    '--timeout=250ms',
    '--strict',
    '--off',
    'list-shape',
    '--off',
    'detail-shape',
  ];
  expect(read(args)).toMatchObject({
    watchMs: 90_000,
    timeoutMs: 250,
    strict: true,
    off: new Set(['list-shape', 'detail-shape']),
  });
});

describe('the target', () => {
  const target = { baseUrl: url, token, tokenVariable: 'CONTRACT_TOKEN' };

  test.each<[string, readonly string[], Readonly<Record<string, string>>, object]>([
    ['flag', ['--base-url', url], { CONTRACT_TOKEN: token }, target],
    ['variable', [], { CONTRACT_BASE_URL: url, CONTRACT_TOKEN: token }, target],
    [
      'flag before variable',
      ['--base-url', url],
      { CONTRACT_BASE_URL: 'https://other', CONTRACT_TOKEN: token },
      target,
    ],
    [
      'variable named by a flag',
      ['--token-env', 'MINE', '--base-url', url],
      { MINE: token, CONTRACT_TOKEN: 'unread' },
      { ...target, tokenVariable: 'MINE' },
    ],
    ['no token yet', ['--base-url', url], {}, { ...target, token: '' }],
    [
      'empty variables treated as unset',
      ['--base-url', url],
      { CONTRACT_TOKEN: '', CONTRACT_OTHER_TOKEN: '', CONTRACT_EXPIRED_TOKEN: '' },
      { ...target, token: '' },
    ],
    [
      'all tokens',
      ['--base-url', url],
      { CONTRACT_TOKEN: token, CONTRACT_OTHER_TOKEN: 'bob-token', CONTRACT_EXPIRED_TOKEN: 'erin-token' },
      { ...target, otherToken: 'bob-token', expiredToken: 'erin-token' },
    ],
  ])('comes from %s', (_, args, env, wanted) => {
    expect(read(args, env).target).toEqual(wanted);
  });

  test.each(['--help', '--list'])('is not required by %s', (flag) => {
    expect(read([flag], { CONTRACT_TOKEN: token }).target).toBeUndefined();
  });
});

const unusable = (shown: string) =>
  `The base URL${shown} is invalid. Give a host, or an http or https URL without user name and password, e.g. https://host.`;
const bare = (name: string) =>
  `${name} contains a character that no token has, such as a space or a line break. Give the token alone, without "Bearer".`;
const notATokenFlag =
  '--token-env must be the name of a variable that is set, such as CONTRACT_TOKEN. Never pass the token itself.';

test.each<[string, readonly string[], Readonly<Record<string, string>>, string]>([
  [
    'an invalid watch time',
    ['--watch', 'soon'],
    {},
    '--watch is "soon"; it must be a duration such as 90s, 5m, 1h30m, 250ms, 2d or PT5M.',
  ],
  [
    'a watch without its unit',
    ['--watch', '60'],
    {},
    '--watch is "60"; it must be a duration such as 90s, 5m, 1h30m, 250ms, 2d or PT5M.',
  ],
  ['a watch of days', ['--watch', '25h'], {}, '--watch is "25h"; it must be at most 24h.'],
  ['an empty time', ['--timeout', '0s'], {}, '--timeout is "0s"; it must be longer than 0s.'],
  ['an infinite time', ['--timeout', '9999h'], {}, '--timeout is "9999h"; it must be at most 24h.'],
  ['an empty ledger path', ['--ledger', ''], {}, '--ledger is empty. Give a file.'],
  [
    "a ledger for the suite's own mock",
    ['--ledger', 'ledger.json'],
    {},
    '--ledger needs a base URL, because a mock that is started for one run has no earlier runs. Give --base-url or set CONTRACT_BASE_URL.',
  ],
  ['an empty folder', ['--report-dir', ''], {}, '--report-dir is empty. Give a folder.'],
  [
    'an unknown clause',
    ['--off', 'lists-shape'],
    {},
    '--off lists-shape: no clause has this id; did you mean "list-shape"?',
  ],
  [
    'a clause that resembles no other',
    ['--off', 'x'],
    {},
    '--off x: no clause has this id; --list shows all clauses',
  ],
  [
    'a token without a target',
    [],
    { CONTRACT_TOKEN: token },
    'CONTRACT_TOKEN is set, but there is no base URL. Give --base-url or set CONTRACT_BASE_URL, or unset CONTRACT_TOKEN to judge a mock.',
  ],
  [
    'a named token without a target',
    ['--token-env', 'MINE'],
    { MINE: token },
    'MINE is set, but there is no base URL. Give --base-url or set CONTRACT_BASE_URL, or unset MINE to judge a mock.',
  ],
  [
    'an empty target',
    [],
    { CONTRACT_BASE_URL: '' },
    'The base URL is empty. Give --base-url or CONTRACT_BASE_URL a value, e.g. https://host.',
  ],
  [
    'a target of spaces',
    ['--base-url', ' '],
    {},
    'The base URL is empty. Give --base-url or CONTRACT_BASE_URL a value, e.g. https://host.',
  ],
  ['an invalid target', ['--base-url', 'ftp://host'], {}, unusable(' "ftp://host"')],
  [
    'a target with a password, which the message does not repeat',
    ['--base-url', 'https://me:secret@host'],
    {},
    unusable(''),
  ],
  [
    'the token as the target',
    ['--base-url', `/${token}`],
    { CONTRACT_TOKEN: token },
    unusable(' "/[redacted]"'),
  ],
  [
    'an unset variable',
    ['--token-env', 'MINE', '--base-url', url],
    {},
    '--token-env MINE: this variable is not set. Set it to the token of a user with jobs.',
  ],
  ['the token in place of the variable', ['--token-env', 'eyJhbGciOi', '--base-url', url], {}, notATokenFlag],
  [
    'a token that includes the scheme',
    ['--base-url', url],
    { CONTRACT_TOKEN: 'Bearer abc' },
    bare('CONTRACT_TOKEN'),
  ],
  [
    'a token with a line break',
    ['--base-url', url],
    { CONTRACT_TOKEN: 'alice-token\n' },
    bare('CONTRACT_TOKEN'),
  ],
  [
    'another token with an umlaut',
    ['--base-url', url],
    { CONTRACT_TOKEN: token, CONTRACT_OTHER_TOKEN: 'bob-tökén' },
    bare('CONTRACT_OTHER_TOKEN'),
  ],
  [
    'a token that is too short to redact',
    ['--base-url', url],
    { CONTRACT_TOKEN: 'abcd' },
    'CONTRACT_TOKEN has fewer than 5 characters. So short a token cannot be redacted reliably in the reports.',
  ],
  [
    'one token for two users',
    ['--base-url', url],
    { CONTRACT_TOKEN: token, CONTRACT_OTHER_TOKEN: token },
    'CONTRACT_OTHER_TOKEN is the same token as CONTRACT_TOKEN; the tokens must be different.',
  ],
  [
    'one variable for two users',
    ['--base-url', url, '--token-env', 'CONTRACT_OTHER_TOKEN'],
    { CONTRACT_OTHER_TOKEN: token },
    'CONTRACT_OTHER_TOKEN is the same token as CONTRACT_OTHER_TOKEN; the tokens must be different.',
  ],
  [
    'the valid token as the expired one',
    ['--base-url', url],
    { CONTRACT_TOKEN: token, CONTRACT_OTHER_TOKEN: 'bob-token', CONTRACT_EXPIRED_TOKEN: 'bob-token' },
    'CONTRACT_EXPIRED_TOKEN is the same token as CONTRACT_OTHER_TOKEN; the tokens must be different.',
  ],
  ['an unknown flag', ['--strickt'], {}, 'Unknown flag --strickt; did you mean --strict?'],
])('%s is a mistake', (_, args, env, sentence) => {
  expect(mistakesIn(args, env)).toEqual([sentence]);
});

test('one message lists all mistakes in flags and variables', () => {
  const args = ['--watch', 'x', '--timeout', '0s', '--off', 'x', '--base-url', 'ftp://x', '--strict=yes'];
  const env = { CONTRACT_TOKEN: 'a b', CONTRACT_OTHER_TOKEN: 'abc' };
  expect(mistakesIn(args, env)).toHaveLength(7);
});

test('--help works despite other mistakes', () => {
  expect(read(['--help', '--watch', 'x']).given.help).toBe(true);
});

test.each([
  ['as an argument', ['Sup3rSecretT0ken']],
  ['as a number', ['--max-requests', 'Sup3rSecretT0ken']],
  ['as a duration', ['--watch=Sup3rSecretT0ken']],
  ['as a flag', ['--Sup3rSecretT0ken']],
  ['as a clause', ['--off', 'Sup3rSecretT0ken']],
  ['in an address', ['--base-url', 'ftp://host/?token=Sup3rSecretT0ken']],
])('no message repeats a token that was given %s', (_, args) => {
  const env = { CONTRACT_TOKEN: 'Sup3rSecretT0ken', CONTRACT_BASE_URL: url };
  const said = mistakesIn(args, env).join('\n');
  expect(said).not.toMatch(/sup3r|t0ken/i);
  expect(said).not.toBe('');
});
