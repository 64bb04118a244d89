// The nightly workflow: its steps are run here as far as they are shell, with a `gh` that only notes what it is asked.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

import { contractFlags } from '../contract-tests/options.ts';

interface Step {
  readonly name: string;
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const source = readFileSync('.github/workflows/nightly.yml', 'utf8');
const { jobs } = parse(source) as {
  readonly jobs: { readonly staging: { readonly steps: readonly Step[] } };
};
const { steps } = jobs.staging;

/** One that another part of the suite may bring. */
const knownFlags = new Set([...Object.keys(contractFlags), 'ledger']);

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

function reportWith(changes?: { newly: readonly string[]; fixed: readonly string[] }): void {
  writeFileSync(join(folder, 'report/report.json'), JSON.stringify(changes === undefined ? {} : { changes }));
  writeFileSync(join(folder, 'report/summary.md'), 'The summary\n');
}

const nothingNew = { newly: [], fixed: [] };
const somethingNew = { newly: ['a'], fixed: [] };
const fixed = { newly: [], fixed: ['a'] };

test('every action is pinned by its major version', () => {
  const used = steps.flatMap(({ uses }) => (uses === undefined ? [] : [uses]));
  expect(used.length).toBeGreaterThan(4);
  expect(used.filter((one) => !/^[\w-]+(\/[\w-]+)+@v\d+$/.test(one))).toEqual([]);
});

test('secrets go into one step, as variables, and no expression stands in a script', () => {
  const withSecrets = steps.filter((step) => JSON.stringify(step).includes('secrets.'));
  expect(withSecrets.map(({ id }) => id)).toEqual(['contract']);
  expect(steps.filter(({ run = '' }) => run.includes('${{'))).toEqual([]);
});

test('the flags are those of the suite', () => {
  const { run = '' } = steps.find(({ id }) => id === 'contract') ?? {};
  const flags = [...run.matchAll(/--([a-z-]+)/g)].map(([, flag = '']) => flag);
  expect(flags).toContain('report-dir');
  expect(flags.filter((flag) => !knownFlags.has(flag))).toEqual([]);
  expect(flags).not.toContain('allow-writes');
});

test('the script for cron in the README is one for any shell, and its flags are those of the suite', () => {
  const [, text = ''] = /\n( {4}#!\/bin\/sh\n(?: {4}.*\n)+)/.exec(readFileSync('README.md', 'utf8')) ?? [];
  const script = text.replaceAll(/^ {4}/gm, '');
  const { status, stderr } = spawnSync('sh', ['-n'], { input: script, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  const [, command = ''] = /contract (--(?:\\\n|.)*)/.exec(script) ?? [];
  const flags = [...command.matchAll(/--([a-z-]+)/g)].map(([, flag = '']) => flag);
  expect(flags).toEqual(['base-url', 'watch', 'quiet', 'ledger', 'report-dir']);
  expect(flags.filter((flag) => !knownFlags.has(flag))).toEqual([]);
});

test('what the suite says and how it ends is kept, and does not end the job there', () => {
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
  ['new', '1', undefined, 1],
  ['new', '3', undefined, 3],
  ['new', '2', undefined, 2],
  ['never', '1', somethingNew, 0],
  ['never', '3', undefined, 0],
  ['any', '', undefined, 3],
  ['often', '0', nothingNew, 2],
])(
  'with CONTRACT_FAIL_ON=%s and exit status %j, news %j, the job ends with %d',
  (failOn, ended, news, wanted) => {
    reportWith(news);
    expect(runStep('verdict', { FAIL_ON: failOn, STATUS: ended }).status).toBe(wanted);
  },
);

test.each([
  ['broken for the first time', '1', '', undefined, ['label create', 'issue create']],
  ['broken, and the issue was closed by hand', '1', '', nothingNew, ['label create', 'issue create']],
  ['broken in another way', '1', '7', somethingNew, ['issue comment 7']],
  ['broken less', '1', '7', fixed, ['issue comment 7']],
  ['broken as before', '1', '7', nothingNew, []],
  ['kept again', '0', '7', fixed, ['issue comment 7', 'issue close 7']],
  ['kept as before', '0', '', nothingNew, []],
])('the issue of a night that is %s', (_, ended, open, news, wanted) => {
  reportWith(news);
  writeFileSync(join(folder, 'bin/gh'), '#!/bin/sh\necho "$@" >> asked\n[ "$2" != list ] || echo "$OPEN"\n', {
    mode: 0o755,
  });
  const { status, output } = runStep('issue', { STATUS: ended, RUN: 'https://run.example/1', OPEN: open });
  expect([status, output]).toEqual([0, '']);
  const [list = '', ...asked] = inFolder('asked').trimEnd().split('\n');
  expect(list).toMatch(/^issue list --label contract-staging --state open /);
  expect(asked.map((line) => /^\w+ \w+( \d+)?/.exec(line)?.[0])).toEqual(wanted);
  expect(inFolder('issue.md')).toBe(
    'The summary\n\nThe reports are with [this run](https://run.example/1).\n',
  );
});

test.each([
  ['the summary', true, 'The summary\n'],
  ['what was said when nothing was judged', false, '### ❌ Nothing was judged\n\n    No <b>.\n'],
])('the page of the run shows %s', (_, judged, shown) => {
  if (judged) reportWith();
  writeFileSync(join(folder, 'report/output.txt'), 'No <b>.\n');
  expect(runStep('tell', { GITHUB_STEP_SUMMARY: join(folder, 'page') }).status).toBe(0);
  expect(inFolder('page')).toBe(shown);
});
