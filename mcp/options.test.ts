// The flags of the command.
import { readMcpOptions } from './options.ts';

test('by default it controls the mock on this machine', () => {
  expect(readMcpOptions([], {})).toEqual({
    url: 'http://127.0.0.1:4010',
    port: 4010,
    start: false,
    world: 'default',
    controlToken: undefined,
  });
});

test('all flags', () => {
  const args = ['--mock=https://mock.example', '--allow-remote', '--world=mine', '--control-token-env=TOKEN'];
  expect(readMcpOptions(args, { TOKEN: 'secret' })).toMatchObject({
    url: 'https://mock.example',
    world: 'mine',
    controlToken: 'secret',
  });
});

test.each([
  [
    ['--mock=http://mock.example:4010'],
    '--mock http://mock.example:4010 is on another machine. Agents could change what others use there; --allow-remote allows it.',
  ],
  [['--mock=http://127.0.0.1.evil.example'], 'is on another machine'],
  [['--mock=http://localhost.evil.example'], 'is on another machine'],
  [['--mock=http://127.0.0.1:4010/api/v1'], 'without a path'],
  [['--mock=http://user:pass@127.0.0.1:4010'], 'without a path'],
  [['--mock=4010'], 'it must be a URL such as http://127.0.0.1:4010.'],
  [['--mock=file:///etc'], 'it must be a URL'],
  [['--world=a b'], '--world is "a b"; it must be a letter or digit'],
  [['--control-token-env=NOPE'], '--control-token-env NOPE: the environment variable is not set.'],
  [['--start', '--allow-remote', '--mock=http://mock.example'], '--start starts a mock on this machine only'],
  [['--wrld=x'], 'Unknown flag --wrld; did you mean --world?'],
])('%j', (args, message) => {
  expect(() => readMcpOptions(args, {})).toThrow(message);
});

test.each(['http://localhost:1', 'http://127.0.0.2', 'http://[::1]:4010', 'http://mock.localhost'])(
  '%s is this machine',
  (url) => {
    expect(readMcpOptions([`--mock=${url}`], {}).url).toBe(url);
  },
);
