// Tests the nightly workflow: runs its shell steps, with a `gh` that only records its arguments.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

import { contractFlags } from '../contract-tests/commands/options.ts';

interface Step {
  readonly name: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

function listSteps(file: string): readonly Step[] {
  const { jobs } = parse(readFileSync(file, 'utf8')) as {
    readonly jobs: { readonly staging: { readonly steps: readonly Step[] } };
  };
  return jobs.staging.steps;
}

/** The workflow of this project, and the copy for users of the package. */
const files = ['.github/workflows/nightly.yml', 'examples/pipelines/github-actions.yml'];
const [steps = [], copied = []] = files.map(listSteps);

const knownFlags = new Set<string>(Object.keys(contractFlags));

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nightly-'));
  mkdirSync(join(folder, 'report'));
  mkdirSync(join(folder, 'bin'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const inFolder = (name: string) => readFileSync(join(folder, name), 'utf8');

function runStep(id: string, env: Readonly<Record<string, string>>) {
  const { run = 'false' } = steps.find((step) => step.id === id) ?? {};
  const { PATH = '' } = process.env;
  // The options are those of GitHub for `shell: bash`.
  const ended = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: `${join(folder, 'bin')}:${PATH}`, ...env },
  });
  return { status: ended.status, output: ended.stdout + ended.stderr };
}

interface Changes {
  readonly newly: readonly string[];
  readonly fixed: readonly string[];
}

/** @param error the reason for which nothing was judged */
function reportWith(changes?: Changes, error?: string): void {
  const clauses = [
    { id: 'a', weight: 'failure' },
    { id: 'w', weight: 'warning' },
  ];
  const report = { error: error === undefined ? null : { reason: error }, clauses };
  const value = changes === undefined ? report : { ...report, changes };
  writeFileSync(join(folder, 'report/report.json'), JSON.stringify(value));
  writeFileSync(join(folder, 'report/summary.md'), 'The summary\n');
}

const nothingNew = { newly: [], fixed: [] };
const somethingNew = { newly: ['a'], fixed: [] };
const newWarning = { newly: ['w'], fixed: [] };
const fixed = { newly: [], fixed: ['a'] };

test('every GitHub action is pinned to a major version', () => {
  const used = steps.flatMap(({ uses }) => (uses === undefined ? [] : [uses]));
  expect(used.length).toBeGreaterThan(4);
  expect(used.filter((one) => !/^[\w-]+(\/[\w-]+)+@v\d+$/.test(one))).toEqual([]);
});

test('only one step gets secrets, as variables, and no script contains an expression', () => {
  const withSecrets = steps.filter((step) => JSON.stringify(step).includes('secrets.'));
  // The first step only learns whether there is a token.
  expect(withSecrets.map(({ id }) => id)).toEqual(['setup', 'contract']);
  expect(withSecrets[0]?.env?.['HAS_TOKEN']).toBe("${{ secrets.CONTRACT_TOKEN != '' }}");
  expect(steps.filter(({ run = '' }) => run.includes('${{'))).toEqual([]);
});

test('the workflow uses only flags of the suite', () => {
  const { run = '' } = steps.find(({ id }) => id === 'contract') ?? {};
  const flags = [...run.matchAll(/--([a-z-]+)/g)].map(([, flag = '']) => flag);
  expect(flags).toContain('report-dir');
  expect(flags.filter((flag) => !knownFlags.has(flag))).toEqual([]);
  expect(flags).not.toContain('allow-writes');
});

const plain = (all: readonly Step[]) =>
  JSON.stringify(all)
    .replaceAll('npx --no-install enrichment-sandbox contract', 'node dist/cli.js contract')
    .replaceAll(/"name":"(Build|Install)"(,"if":"[^"]*")?,"run":"[^"]*"/g, '"name":"Install"$2');

test('the copy for users of the package differs only in the installation and the call of the suite', () => {
  expect(plain(copied)).toBe(plain(steps));
});

test.each([
  ['', 'false', 'false', true],
  ['', '', 'false', true],
  ['', 'true', 'true', false],
  ['https://test.example', 'false', 'true', false],
  ['https://test.example', 'true', 'true', false],
])('with the base URL %j and a token: %j, the job is ready: %s', (url, token, ready, isNoticed) => {
  const output = join(folder, 'output');
  const ended = runStep('setup', { CONTRACT_BASE_URL: url, HAS_TOKEN: token, GITHUB_OUTPUT: output });
  expect([ended.status, inFolder('output')]).toEqual([0, `ready=${ready}\n`]);
  expect(ended.output.startsWith('::notice::Nothing was judged: CONTRACT_BASE_URL')).toBe(isNoticed);
});

test('without a setup no other step runs', () => {
  const conditions = steps.slice(1).map((step) => step.if ?? '');
  const guarded =
    /steps\.setup\.outputs\.ready == 'true'|steps\.contract\.outputs\.status|hashFiles\('ledger/;
  expect(conditions.filter((condition) => !guarded.test(condition))).toEqual([]);
});

test('results go to the Security tab only with verdicts, since an empty result would close every alert', () => {
  const { if: condition = '' } = steps.find(({ uses = '' }) => uses.includes('upload-sarif')) ?? {};
  expect(condition).toMatch(/status == '0' \|\| .*status == '1'\)$/);
});

test("the contract step keeps the suite's output and exit status, and does not end the job", () => {
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'dist/cli.js'), "console.error('No.'); process.exitCode = 3;");
  const output = join(folder, 'output');
  const { status } = runStep('contract', { GITHUB_OUTPUT: output, CONTRACT_BASE_URL: '', WATCH: '0s' });
  expect([status, inFolder('output'), inFolder('report/output.txt')]).toEqual([0, 'status=3\n', 'No.\n']);
});

test.each([
  ['any', '0', nothingNew, 0],
  ['any', '1', nothingNew, 1],
  ['any', '3', undefined, 3],
  ['new', '0', nothingNew, 0],
  ['new', '1', nothingNew, 0],
  ['new', '1', somethingNew, 1],
  ['new', '1', newWarning, 0],
  ['new', '1', undefined, 1],
  ['new', '3', undefined, 3],
  ['new', '2', undefined, 2],
  ['never', '1', somethingNew, 0],
  ['never', '3', undefined, 0],
  ['any', '', undefined, 3],
  ['often', '0', nothingNew, 2],
])(
  'with CONTRACT_FAIL_ON=%s, exit status %j and the changes %j, the job ends with %d',
  (failOn, ended, news, wanted) => {
    reportWith(news);
    expect(runStep('verdict', { FAIL_ON: failOn, STATUS: ended }).status).toBe(wanted);
  },
);

type Issue = readonly [
  what: string,
  ended: string,
  open: string,
  news: Changes | undefined,
  error: string | undefined,
  before: string | undefined,
  wanted: readonly string[],
];

const created = ['label create', 'issue create'];
const issueCommands = ['issue edit 7', 'issue comment 7'];

test.each<Issue>([
  ['broken for the first time', '1', '', undefined, undefined, undefined, created],
  ['broken again after somebody closed the issue', '1', '', nothingNew, undefined, 'judged', created],
  ['broken in another clause', '1', '7', somethingNew, undefined, 'judged', issueCommands],
  ['broken in fewer clauses', '1', '7', fixed, undefined, 'judged', issueCommands],
  ['broken as before', '1', '7', nothingNew, undefined, 'judged', []],
  [
    'broken as before, after a run that was not judged',
    '1',
    '7',
    nothingNew,
    undefined,
    'unreachable',
    issueCommands,
  ],
  ['kept again', '0', '7', fixed, undefined, 'judged', ['issue comment 7', 'issue close 7']],
  [
    'kept after a run that was not judged',
    '0',
    '7',
    nothingNew,
    undefined,
    'unreachable',
    ['issue comment 7', 'issue close 7'],
  ],
  ['kept as before', '0', '', nothingNew, undefined, 'judged', []],
  ['not judged for the first time', '3', '', undefined, 'unreachable', undefined, created],
  ['not judged, while a promise is broken', '3', '7', undefined, 'unreachable', 'judged', issueCommands],
  ['not judged for another reason', '3', '7', undefined, 'token-refused', 'unreachable', issueCommands],
  ['not judged for the same reason', '3', '7', undefined, 'unreachable', 'unreachable', []],
  ['wrongly configured', '2', '', undefined, 'configuration', 'judged', created],
])('the issue of a run that is %s', (_, ended, open, news, error, before, wanted) => {
  reportWith(news, error);
  if (before !== undefined) {
    mkdirSync(join(folder, 'ledger'));
    writeFileSync(join(folder, 'ledger/state.txt'), `${before}\n`);
  }
  const { status, output, asked } = runIssue(ended, open);
  expect([status, output]).toEqual([0, '']);
  const [list = '', ...others] = asked;
  expect(list).toMatch(/^issue list --label contract-staging --state open /);
  expect(others.map((line) => /^\w+ \w+( \d+)?/.exec(line)?.[0])).toEqual(wanted);
  const title = ended === '1' ? 'Staging breaks the contract' : 'Staging could not be judged';
  expect(others.filter((line) => line.includes('--title') && !line.includes(`--title ${title}`))).toEqual([]);
  expect(inFolder('issue.md')).toBe(
    'The summary\n\nThe reports are attached to [this run](https://run.example/1).\n',
  );
  expect(inFolder('ledger/state.txt')).toBe(`${error ?? 'judged'}\n`);
});

function runIssue(status: string, open: string) {
  writeFileSync(join(folder, 'bin/gh'), '#!/bin/sh\necho "$@" >> asked\n[ "$2" != list ] || echo "$OPEN"\n', {
    mode: 0o755,
  });
  const ended = runStep('issue', { STATUS: status, RUN: 'https://run.example/1', OPEN: open });
  return { ...ended, asked: inFolder('asked').trimEnd().split('\n') };
}

test('a run with a failed earlier step is reported in the issue and in the job summary', () => {
  const { status, asked } = runIssue('', '');
  expect([status, asked.length]).toEqual([0, 3]);
  const text = '### ⚠️ Nothing was judged.\n\nAn earlier step failed.\n';
  expect(inFolder('issue.md')).toContain(text);
  expect(runStep('tell', { GITHUB_STEP_SUMMARY: join(folder, 'page') }).status).toBe(0);
  expect(inFolder('page')).toBe(text);
});

test('the job summary contains the summary of the run', () => {
  reportWith();
  expect(runStep('tell', { GITHUB_STEP_SUMMARY: join(folder, 'page') }).status).toBe(0);
  expect(inFolder('page')).toBe('The summary\n');
});
