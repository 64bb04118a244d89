// Which control token a mock has, and where it never appears.
import { catchMessage } from '../../openapi/testing/message-of.ts';
import { createControlToken, findTokenWarning, hideToken, readControlToken } from './control-token.ts';

const read = (token: string | undefined) =>
  readControlToken({ controlTokenEnv: 'MOCK_TOKEN' }, token === undefined ? {} : { MOCK_TOKEN: token });

test('the token is the value of the variable', () => {
  expect(read('abcdefgh01234567')).toBe('abcdefgh01234567');
  expect(readControlToken({}, { MOCK_TOKEN: 'abcdefgh01234567' })).toBeUndefined();
});

test.each([
  ['short-t', 'has only 7 characters'],
  [`secret${'x'.repeat(200)}`, 'has 206 characters'],
  ['with a space in it', 'has a character that is not allowed'],
  ['secret-0123456789~', 'has a character that is not allowed'],
  ['secret-0123456789\n', 'has a character that is not allowed'],
  ['secret-ä-0123456789', 'has a character that is not allowed'],
])('the value %j is rejected, and not repeated', (token, mistake) => {
  const message = catchMessage(() => read(token));
  expect(message).toContain(
    `--control-token-env names the environment variable MOCK_TOKEN, which ${mistake}.`,
  );
  expect(message).not.toContain(token);
});

test.each([
  ['s3cret-token', 'has only 12 characters, so that it is easier to guess'],
  ['aaaaaaaaaaaaaaaaaaaa', 'repeats a few characters, so that it is easy to guess'],
])('the value %j is accepted with a warning, which does not repeat it', (token, weakness) => {
  expect(read(token)).toBe(token);
  const warning = findTokenWarning({ controlTokenEnv: 'MOCK_TOKEN' }, token);
  expect(warning).toMatch(`The control token in the environment variable MOCK_TOKEN ${weakness}.`);
  expect(warning).not.toContain(token);
});

test('a token that nobody guesses gets no warning', () => {
  expect(findTokenWarning({ controlTokenEnv: 'MOCK_TOKEN' }, 'abcdefgh01234567')).toBeUndefined();
  expect(findTokenWarning({}, undefined)).toBeUndefined();
});

test.each([
  [undefined, 'is not set'],
  ['', 'is empty'],
])('the value %j is rejected', (token, mistake) => {
  expect(catchMessage(() => read(token))).toContain(`MOCK_TOKEN, which ${mistake}.`);
});

test('a property of every object is no variable', () => {
  expect(catchMessage(() => readControlToken({ controlTokenEnv: 'constructor' }, {}))).toContain(
    'is not set',
  );
});

test.each([
  ['127.0.0.1', false],
  ['127.0.0.2', false],
  ['::1', false],
  ['localhost', false],
  ['0.0.0.0', true],
  ['::', true],
  ['192.0.2.7', true],
  ['fd00::2', true],
  ['my-machine', true],
  ['localhost.example', true],
  ['127.example', true],
])('a mock on %s makes a token: %s', (host, isMade) => {
  expect(createControlToken({ host }) !== undefined).toBe(isMade);
});

test('each token is new, and has 192 bits', () => {
  const tokens = [1, 2, 3].map(() => createControlToken({ host: '::' }) ?? '');
  expect(new Set(tokens).size).toBe(3);
  for (const token of tokens) expect(token).toMatch(/^[\w-]{32}$/);
});

test('no line has the token', () => {
  const lines: string[] = [];
  const print = (line: string) => lines.push(line);
  const { log, warn, logRequest } = hideToken({ log: print, warn: print, logRequest: print }, 'SECRET');
  for (const hidden of [log, warn, logRequest]) hidden?.('a SECRET and SECRET');
  expect(lines).toEqual(Array<string>(3).fill('a *** and ***'));
});
