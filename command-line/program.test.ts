// The program as a whole: its commands, messages and exit statuses.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { endPrograms, startProgram, startProgramWith } from './testing/program.ts';

afterEach(endPrograms);

const helpStart =
  'Usage: enrichment-sandbox COMMAND [flags]\n\n  mock               serve the simulated enrichment API\n';

test.each([[['--help']], [['-h']], [['help']]])('%j lists the commands', async (args) => {
  const { status, stdout, stderr } = await startProgram(...args).ended;
  expect([status, stdout.slice(0, helpStart.length), stderr]).toEqual([0, helpStart, '']);
});

test('--version prints the version of the package', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(await startProgram('--version').ended).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
});

test('-h after a command prints its help', async () => {
  const { status, stdout } = await startProgram('mock', '-h').ended;
  expect([status, stdout.split('\n')[0]]).toEqual([0, 'Usage: enrichment-sandbox mock [flags]']);
});

test('a missing command is an error that lists the commands', async () => {
  const { status, stdout } = await startProgram().ended;
  expect([status, stdout.slice(0, helpStart.length)]).toEqual([2, helpStart]);
});

test.each([
  ['mok', 'Unknown command "mok"; did you mean "mock"?\n'],
  [
    'serve',
    'Unknown command "serve"; the commands are mock, demo, torture, contract, contract judge, contract explore, contract diff, contract backtest and mcp.\n',
  ],
  [
    'constructor',
    'Unknown command "constructor"; the commands are mock, demo, torture, contract, contract judge, contract explore, contract diff, contract backtest and mcp.\n',
  ],
])('the unknown command "%s" is rejected with the known ones', async (name, stderr) => {
  expect(await startProgram(name).ended).toEqual({ status: 2, stdout: '', stderr });
});

test('a mock continues after its output is closed', async () => {
  const mock = startProgram('mock', '--port=0');
  const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(await mock.printed('Add an hour')) ?? [];
  mock.unread();
  // Each of them has something to be said about it.
  for (const path of ['/', '/api/v1/enrichment/status', '/v1/enrichment/status/'])
    expect((await fetch(`${url}${path}`, { redirect: 'manual' })).status).toBeGreaterThanOrEqual(300);
  expect((await fetch(`${url}/__mock__/api/health`)).status).toBe(200);
  mock.signal('SIGTERM');
  expect((await mock.ended).status).toBe(0);
});

test('invisible characters in the input are escaped in messages', async () => {
  const { status, stderr } = await startProgram('mo\u202eck\u001b[31m').ended;
  expect([status, stderr]).toEqual([
    2,
    expect.stringContaining('Unknown command "mo\\u{202e}ck\\u{1b}[31m"'),
  ]);
});

/** JavaScript that does this as soon as the mock listens. */
function whenListening(act: string): string {
  return `const { prototype } = require('node:net').Server; const { listen } = prototype;
prototype.listen = function (...args) { ${act}; return listen.apply(this, args); };`;
}

describe('an internal error ends with exit status 3 and one line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'program-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ['it is thrown', "require('node:util').parseArgs = () => { throw new RangeError('planted'); };"],
    ['it is an unhandled rejection', whenListening("Promise.reject(new Error('planted'))")],
    ['a timer throws it', whenListening("setTimeout(() => { throw new Error('planted'); })")],
  ])('when it %s', async (_, fault) => {
    const file = join(folder, 'fault.cjs');
    writeFileSync(file, `${fault}\nrequire('node:module').syncBuiltinESMExports();\n`);
    const ended = await startProgramWith({ NODE_OPTIONS: `--require ${file}` }, 'mock', '--port=0').ended;
    const sentence = 'This is a bug in enrichment-sandbox, please report it: planted\n';
    expect([ended.status, ended.stderr]).toEqual([3, sentence]);
  });
});
