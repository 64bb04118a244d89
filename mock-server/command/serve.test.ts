// The command `mock` as a user or a script starts it.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { endPrograms, type Program, startProgram } from '../../command-line/testing/program.ts';
import { mutants } from '../mutants/index.ts';
import { mockFlags } from '../start/options.ts';
import { ownJob } from '../testing/answers.ts';
import { sendRequest } from '../testing/http-client.ts';
import { spec } from '../testing/shipped.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'serve-'));
});
afterEach(async () => {
  await endPrograms();
  rmSync(folder, { recursive: true });
});

const fileWith = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const mock = (...args: readonly string[]) => startProgram('mock', ...args);
/** Waits until it listens. @returns its URL */
const listening = async (started: Program) =>
  /http:\/\/127\.0\.0\.1:\d+/.exec(await started.printed('Add an hour'))?.[0] ?? '';

test('--help lists every flag, even if there are errors', async () => {
  const { status, stdout } = await mock('--help', '--nothing').ended;
  expect(status).toBe(0);
  for (const [name, { help }] of Object.entries(mockFlags)) {
    expect(stdout).toMatch(new RegExp(`^  --${name}( |$)`, 'm'));
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(help);
  }
  expect(stdout).toContain('Exit status: 0 stopped by the user, 1 --self-check found a response');
});

test('--readings, --scenarios and --mutants print their lists and exit', async () => {
  const [readings, scenarios, known] = await Promise.all(
    ['--readings', '--scenarios', '--mutants'].map(async (flag) => mock(flag).ended),
  );
  expect([readings?.status, scenarios?.status, known?.status]).toEqual([0, 0, 0]);
  for (const id of Object.keys(spec.questions)) expect(readings?.stdout).toContain(`${id}: `);
  expect(scenarios?.stdout).toContain('  straight-through    Every step in turn, completed in a few minutes');
  for (const { name } of mutants) expect(known?.stdout).toContain(`  ${name}`);
});

test('the start-up message has the URL, the tokens, and a command that can be pasted', async () => {
  const started = mock('--port', '0', '--freeze', '--now', '2026-05-06T14:25:42Z');
  const url = await listening(started);
  const text = await started.printed('clock\n');
  expect(text).toContain(`  Base URL    ${url}/api/v1/\n              ${url}/backend/api/v1/\n`);
  expect(text).toContain('  Tokens      alice-token (14 jobs)  bob-token (4 jobs)');
  const [, token = '', target = ''] = /curl -H 'Authorization: Bearer (\S+)' (\S+)/.exec(text) ?? [];
  const { status, body } = await sendRequest(target, { headers: { Authorization: `Bearer ${token}` } });
  expect([status, JSON.parse(body)]).toEqual([200, expect.objectContaining({ status: 'queued' })]);
});

test('--ready-file exists as long as the mock is listening', async () => {
  const file = join(folder, 'ready.json');
  const started = mock('--port=0', '--ready-file', file);
  const url = await listening(started);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
    url,
    tokens: {
      alice: 'alice-token',
      bob: 'bob-token',
      carol: 'carol-token',
      erin: 'expired-token',
      dave: 'dave-token',
      frank: 'test-token',
    },
    pid: started.pid,
  });
  started.signal('SIGTERM');
  expect((await started.ended).status).toBe(0);
  expect(readdirSync(folder)).toEqual([]);
});

test('invalid flags are reported all at once, with exit status 2', async () => {
  expect(await mock('--prot=80', '--speed=fast', '--now=never').ended).toEqual({
    status: 2,
    stdout: '',
    stderr: [
      'Unknown flag --prot; did you mean --port?',
      '--speed is "fast"; it must be a number from 0.1 to 100000.',
      '--now is "never"; it must be a date and time such as 2026-05-06T14:23:11Z.',
      '',
    ].join('\n'),
  });
});

test('a port in use is reported with the alternatives', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const { status, stderr } = await mock('--port', String(port)).ended;
  server.close();
  expect([status, stderr]).toEqual([
    2,
    `Port ${port} is in use. Choose another one with --port N, or a free one with --port 0.\n`,
  ]);
});

test.each([
  [
    'a host that is not of this machine',
    ['--host=192.0.2.1'],
    '192.0.2.1 is not an address of this machine. Leave out --host, or use 0.0.0.0.',
  ],
  [
    'a world that is not there',
    ['--world=gone.yaml'],
    'gone.yaml cannot be read: there is no such file or folder.',
  ],
  [
    'a document that is not there',
    ['--spec=gone.yaml'],
    'gone.yaml cannot be read: there is no such file or folder.',
  ],
  [
    'a scenario that is a folder',
    ['--scenario=fixtures'],
    'fixtures cannot be read: it is a folder, not a file.',
  ],
  [
    'an invalid document',
    ['--spec=fixtures/worlds/default.yaml'],
    'fixtures/worlds/default.yaml:2: this is not an OpenAPI 3.1 document; it must be a map in which "openapi" is a 3.1 version such as "3.1.0"',
  ],
  [
    'an invalid reading',
    ['--reading=timestamps=second'],
    '--reading timestamps=second: "timestamps" has no reading "second"; allowed: "seconds", "milliseconds" or "microseconds"; did you mean "seconds"?',
  ],
  [
    'a ready file that cannot be written',
    ['--ready-file=gone/ready.json'],
    'gone/ready.json cannot be written: there is no such file or folder. Create the folder first, or give another path.',
  ],
])('%s is reported in one sentence, with exit status 2', async (_, args, sentence) => {
  expect(await mock('--port=0', ...args).ended).toEqual({ status: 2, stdout: '', stderr: `${sentence}\n` });
});

test('a custom world is served, with its scenarios', async () => {
  const scenario = fileWith('mine.yaml', 'about: A scenario for a test.\nsteps: [{status: Draft}]\n');
  const world = fileWith(
    'world.yaml',
    'about: A world for a test.\nusers: {zoe: {token: zoe, jobs: [{scenario: mine}]}}\n',
  );
  const url = await listening(mock('--port=0', '--world', world, '--scenario', scenario));
  const { body } = await sendRequest(`${url}/api/v1/enrichment/status/`, {
    headers: { Authorization: 'Bearer zoe' },
  });
  expect(JSON.parse(body)).toMatchObject([{ status: 'queued' }]);
});

test('errors in a world file are reported with file and line', async () => {
  const world = fileWith('world.yaml', 'about: A world for a test.\nusers:\n  zoe: {tokn: zoe}\n');
  const { status, stderr } = await mock('--port=0', '--world', world).ended;
  expect([status, stderr]).toEqual([
    2,
    `${world}:3: "users.zoe" lacks the key "token"\n` +
      `${world}:3: "users.zoe" cannot have the key "tokn"; allowed: token, expired, active, balance, quota, jobs; did you mean "token"?\n`,
  ]);
});

test('--reading, --speed and --freeze take effect', async () => {
  const url = await listening(
    mock(
      '--port=0',
      '--now=2026-05-06T14:25:42Z',
      '--freeze',
      '--speed=60',
      '--reading=timestamps=microseconds',
    ),
  );
  const { body } = await sendRequest(`${url}${ownJob}`, { headers: { Authorization: 'Bearer alice-token' } });
  expect(body).toContain('"submitted_at":"2026-05-06T14:25:40.560000Z"');
  const clock = await sendRequest(`${url}/__mock__/api/worlds/default/clock`);
  expect(JSON.parse(clock.body)).toEqual({
    world: 'default',
    now: '2026-05-06T14:25:42.000Z',
    speed: 60,
    frozen: true,
  });
});

test('with --self-check a response that violates the document is reported at once, and in the exit status', async () => {
  const strict = readFileSync('openapi/enrichment.yaml', 'utf8').replace(
    'required: [job_id, status, submitted_at, updated_at]',
    'required: [job_id, status, submitted_at, updated_at, colour]',
  );
  const started = mock('--port=0', '--self-check', '--spec', fileWith('strict.yaml', strict));
  const url = await listening(started);
  const headers = { Authorization: 'Bearer alice-token' };
  expect((await sendRequest(`${url}${ownJob}`, { headers })).status).toBe(200);
  started.signal('SIGINT');
  const { status, stderr } = await started.ended;
  expect(status).toBe(1);
  expect(stderr).toContain(
    `The mock's response to GET ${ownJob} (getStatus, 200) violates the document at body/colour: expected a value, got nothing`,
  );
});

test('with --log json, what keeps it from starting is a line like others', async () => {
  const { status, stdout, stderr } = await mock('--port=0', '--log=json', '--world=nowhere.yaml').ended;
  expect([status, stdout]).toEqual([2, '']);
  expect(JSON.parse(stderr)).toMatchObject({
    level: 'error',
    event: 'refused',
    message: expect.stringContaining('nowhere.yaml'),
  });
});
