import { catchMessage } from '../../openapi/testing/message-of.ts';
import { readMockOptions } from './options.ts';

test('without flags the mock listens on this machine, on port 4010, in real time', () => {
  expect(readMockOptions([])).toMatchObject({
    port: 4010,
    host: '127.0.0.1',
    maxWorlds: 5000,
    worldIdle: 3_600_000,
    mutants: [],
    noCors: false,
    quietCoach: false,
    logged: 'messages',
  });
});

test('each flag sets its value', () => {
  const args = [
    '--port=0',
    '--host=0.0.0.0',
    '--speed=0.5',
    '--freeze',
    '--now=2026-05-06T14:23:11Z',
    '--no-cors',
    '--no-coach',
  ];
  expect(readMockOptions([...args, '--max-worlds=5', '--world-idle=90s'])).toMatchObject({
    port: 0,
    host: '0.0.0.0',
    speed: 0.5,
    frozen: true,
    noCors: true,
    quietCoach: true,
    start: Date.parse('2026-05-06T14:23:11Z'),
    maxWorlds: 5,
    worldIdle: 90_000,
  });
});

test.each([
  ['--port=http', '--port is "http"; it must be a whole number from 0 to 65535.'],
  ['--port=70000', '--port is "70000"; it must be a whole number from 0 to 65535.'],
  ['--port=80.5', '--port is "80.5"; it must be a whole number from 0 to 65535.'],
  ['--port=-1', '--port is "-1"; it must be a whole number from 0 to 65535.'],
  ['--port=', '--port is ""; it must be a whole number from 0 to 65535.'],
  ['--speed=0', '--speed is "0"; it must be a number from 0.1 to 100000.'],
  ['--speed=fast', '--speed is "fast"; it must be a number from 0.1 to 100000.'],
  ['--speed=Infinity', '--speed is "Infinity"; it must be a number from 0.1 to 100000.'],
  ['--now=yesterday', '--now is "yesterday"; it must be a date and time such as 2026-05-06T14:23:11Z.'],
  ['--now=2026-05-06', '--now is "2026-05-06"; it must be a date and time such as 2026-05-06T14:23:11Z.'],
  ['--journal=0', '--journal is "0"; it must be a whole number from 1 to 100000.'],
  ['--max-worlds=0', '--max-worlds is "0"; it must be a whole number from 1 to 1000000.'],
  [
    '--world-idle=soon',
    '--world-idle is "soon"; it must be a duration such as 90s, 5m, 1h30m, 250ms, 2d or PT5M.',
  ],
  ['--mutant=nothing-of-the-kind', 'Unknown mutant "nothing-of-the-kind"; --mutants lists them.'],
  [
    '--log=request',
    '--log is "request"; it must be "messages", "requests", "json" or "nothing"; did you mean "requests"?',
  ],
  ['--prot=80', 'Unknown flag --prot; did you mean --port?'],
])('%s is rejected with the allowed values', (argument, message) => {
  expect(catchMessage(() => readMockOptions([argument]))).toBe(message);
});

test('all errors are reported at once', () => {
  expect(
    catchMessage(() => readMockOptions(['--prot=80', '--speed=fast', '--mutant=x', '--now', '5'])).split(
      '\n',
    ),
  ).toEqual([
    'Unknown flag --prot; did you mean --port?',
    '--speed is "fast"; it must be a number from 0.1 to 100000.',
    '--now is "5"; it must be a date and time such as 2026-05-06T14:23:11Z.',
    'Unknown mutant "x"; --mutants lists them.',
  ]);
});

test.each([
  [
    ['--allow-host=http://sandbox'],
    '--allow-host is ["http://sandbox"]; it must be a host name without a port',
  ],
  [['--allow-host=sandbox:4010'], '--allow-host is ["sandbox:4010"]'],
  [['--allow-host=*'], '--allow-host is ["*"]'],
  [['--allow-host=a*.example'], '--allow-host is ["a*.example"]'],
  [
    ['--control-token-env=operator token'],
    '--control-token-env is "operator token"; it must be the name of an environment variable.',
  ],
])('%j is rejected', (args, want) => {
  expect(catchMessage(() => readMockOptions(args))).toContain(want);
});

test('origins are collected; one with a path, a star or no scheme is wrong', () => {
  const args = ['--allow-origin=http://localhost:5173', '--allow-origin=https://app.example'];
  expect(readMockOptions(args).allowedOrigins).toEqual(['http://localhost:5173', 'https://app.example']);
  for (const wrong of ['http://localhost:5173/', '*', 'null', 'localhost:5173', 'file:///x'])
    expect(() => readMockOptions([`--allow-origin=${wrong}`])).toThrow('must be an origin such as');
});

test('names of hosts are collected', () => {
  const args = ['--allow-host=host.docker.internal', '--allow-host=*.internal', '--allow-host=my_service'];
  expect(readMockOptions(args).allowedHosts).toEqual(['host.docker.internal', '*.internal', 'my_service']);
});
