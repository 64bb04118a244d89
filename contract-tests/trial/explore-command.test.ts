// The command against mocks over HTTP: its output, its reports and its exit status.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startExploreMock } from '../../mock-server/for-commands/explore.ts';
import { mutants } from '../../mock-server/mutants/index.ts';
import { createExploreCommand } from '../commands/explore.ts';
import type { StartExploreMock } from '../commands/run-exploration.ts';
import { replay } from '../api/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'explore-'));
const stops: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const stop of stops) await stop();
  rmSync(folder, { recursive: true });
});

const root = process.cwd();
const double = mutants.filter(({ name }) => name === 'pause-twice-at-once');
const start: StartExploreMock = async () => startExploreMock(undefined, root);

async function startWithRace() {
  const mock = await startExploreMock(undefined, root, double);
  stops.push(mock.stop);
  return mock;
}

interface Options {
  readonly env?: Readonly<Record<string, string>>;
  readonly startMock?: StartExploreMock;
  readonly stopAsked?: Promise<void>;
}

async function run(
  args: readonly string[],
  { env = {}, startMock = start, stopAsked = neverStopped }: Options = {},
) {
  const output = { stdout: '', stderr: '' };
  const status = await createExploreCommand(startMock)
    .run(args, {
      env,
      root,
      print: (text) => void (output.stdout += `${text}\n`),
      complain: (text) => void (output.stderr += `${text}\n`),
      progress: () => undefined,
      stopAsked,
    })
    .catch((error: Error) => error.message);
  return { status, ...output };
}

const neverStopped = new Promise<void>(() => undefined);
const race = 'submit A; wait A in-progress; pause A & pause A';

test('without a base URL, it explores a mock of its own and finds nothing', async () => {
  const { status, stdout } = await run(['--seed', '7', '--time', '2s']);
  expect(status).toBe(0);
  expect(stdout).toMatch(
    /^No base URL is given, so this run starts a mock and explores it\.\nSeed 7: \d+ sequences?, .*; then the time was over \(--time\)\.\n/,
  );
  expect(stdout).toMatch(/\nNothing was found\. /);
});

test('a fault is printed with its picture, curl lines and a test, and compared with a mock', async () => {
  const mock = await startWithRace();
  const { you, other } = mock.createTokens('found');
  const env = { CONTRACT_TOKEN: you, CONTRACT_OTHER_TOKEN: other };
  const args = [
    '--base-url',
    mock.baseUrl,
    '--allow-writes',
    '--sequence',
    race,
    '--times',
    '50',
    '--report-dir',
    folder,
    '--json',
  ];
  const { status, stdout, stderr } = await run(args, { env });
  expect(status).toBe(1);
  const [json, text] = ['explore.json', 'explore.txt'].map((name) =>
    readFileSync(join(folder, name), 'utf8'),
  );
  expect(JSON.parse(stdout)).toEqual(JSON.parse(json ?? ''));
  expect(JSON.parse(stdout)).toMatchObject({
    format: 'enrichment-sandbox/exploration',
    target: mock.baseUrl,
    exit_status: 1,
    faults: [{ kind: 'no-order', sequence: race, on_mock: 'passes' }],
    jobs_left_paused: [],
  });
  expect(text).toContain('you 1  [submit A: 201][wait A: in-progress][pause A: 200');
  expect(stderr).toContain('A mock of the document does not fail with it.');
  for (const secret of [you, other]) expect([stdout, stderr, text].join('\n')).not.toContain(secret);

  const { curl } = (JSON.parse(stdout) as { faults: readonly { curl: string }[] }).faults[0] ?? { curl: '' };
  expect(spawnSync('bash', ['-n'], { input: curl, encoding: 'utf8' })).toMatchObject({
    status: 0,
    stderr: '',
  });
});

const playRace = async ({ baseUrl, createTokens }: Awaited<ReturnType<StartExploreMock>>, times: number) =>
  replay(race, { baseUrl, allowWrites: true, times, env: { CONTRACT_TOKEN: createTokens('replay').you } });

test('the printed test fails while the fault is there, and passes on a mock', async () => {
  const mock = await startWithRace();
  const plain = await start(undefined, root);
  stops.push(plain.stop);
  expect((await playRace(mock, 50)).findings.map(({ kind }) => kind)).toEqual(['no-order']);
  expect(await playRace(plain, 2)).toEqual({ findings: [], played: 2, leftPaused: [] });
});

test('an interrupted exploration resumes its jobs first', async () => {
  const mock = await start(undefined, root);
  stops.push(mock.stop);
  const { you } = mock.createTokens('stopped');
  const list = async () => {
    const response = await fetch(`${mock.baseUrl}/api/v1/enrichment/status/`, {
      headers: { Authorization: `Bearer ${you}` },
    });
    return ((await response.json()) as readonly { status: string }[]).map(({ status }) => status);
  };
  const stopAsked = (async () => {
    while (!(await list()).includes('paused')) await new Promise(setImmediate);
  })();
  const args = [
    '--base-url',
    mock.baseUrl,
    '--allow-writes',
    '--sequence',
    'submit A; wait A in-progress; pause A; wait A completed',
    '--times',
    '50',
  ];
  const { status, stdout } = await run(args, { env: { CONTRACT_TOKEN: you }, stopAsked });
  expect([status, (await list()).includes('paused')]).toEqual([0, false]);
  expect(stdout).toContain('; then it was interrupted.');
});

test.each<[string, readonly string[], Readonly<Record<string, string>>, number | string]>([
  [
    'without permission to write',
    ['--base-url', 'http://127.0.0.1:1'],
    { CONTRACT_TOKEN: 'some-token' },
    'An exploration submits jobs, which may cost credits, and pauses and resumes them, so it needs --allow-writes.',
  ],
  [
    'of production',
    ['--base-url', 'https://app.ecoreservice.com', '--allow-writes'],
    { CONTRACT_TOKEN: 'some-token' },
    '--allow-writes is not allowed: app.ecoreservice.com is production, and the suite never writes to production. Omit it.',
  ],
  [
    'without a token',
    ['--base-url', 'http://127.0.0.1:1', '--allow-writes'],
    {},
    'No token is set. Set CONTRACT_TOKEN to the token of a user who may submit, or name another variable with --token-env.',
  ],
  [
    'of a target that does not respond',
    ['--base-url', 'http://127.0.0.1:1', '--allow-writes'],
    { CONTRACT_TOKEN: 'some-token' },
    3,
  ],
  [
    'with a mistyped sequence',
    ['--sequence', 'submit A; pase A'],
    {},
    '--sequence: "pase A" is not a call; allowed: submit, read, list, results, pause, resume and wait; did you mean "pause"?.',
  ],
  [
    'with wrong numbers',
    ['--max-jobs', '0', '--times', '2', '--time', 'soon'],
    {},
    '--time is "soon"; it must be a duration such as 90s, 5m, 1h30m, 250ms, 2d or PT5M.\n--max-jobs is "0"; it must be a whole number from 1 to 999999.\n--times repeats a sequence, so it needs --sequence.',
  ],
])('an exploration %s sends nothing', async (_, args, env, expected) => {
  const { status, stdout, stderr } = await run(args, { env });
  expect(status).toEqual(expected);
  expect(stdout).not.toContain('Seed');
  expect(`${stdout}${stderr}`).not.toContain('some-token');
});
