// The workflows of this repository as a whole: which steps run, with which inputs. Their scripts: tools/nightly.test.ts.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';

import { evaluate, fillIn } from './testing/expressions.ts';
import { runSteps, type Step } from './testing/run-steps.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workflows-'));
  mkdirSync(join(folder, 'bin'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (path: string) => readFileSync(path, 'utf8');
const listSteps = (file: string, job: string) =>
  (parse(read(file)) as { readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>> })
    .jobs[job]?.steps ?? [];

/** A program that writes its arguments into the file "calls", and ends with 0. */
function addProgram(name: string, more = ''): void {
  writeFileSync(join(folder, 'bin', name), `#!/bin/sh\necho ${name} "$@" >> calls\n${more}`, { mode: 0o755 });
}

/** What expressions find in the tests of expressions. */
const lookup = (name: string) => ({ 'inputs.run': 'mock', 'steps.a-b.outputs.c': '1' })[name];

const calls = () => read(join(folder, 'calls')).trimEnd().split('\n');

describe('an expression', () => {
  test.each([
    ["inputs.run == 'mock'", true],
    ["inputs.run != 'mock' || inputs.none", undefined],
    ["inputs.none || 'it''s'", "it's"],
    ["always() && (steps.a-b.outputs.c == '0' || steps.a-b.outputs.c == '1')", true],
    ['!inputs.none && inputs.run', 'mock'],
    ["join('a', 'b')", 'ab'],
  ])('%s is %j', (expression, value) => {
    const functions = { always: () => true, join: (...words: readonly unknown[]) => words.join('') };
    expect(evaluate(expression, lookup, functions)).toBe(value);
  });

  test('in a text leaves the rest as it is', () => {
    expect(fillIn('a ${{ inputs.run }} b ${{ inputs.none }}.', lookup)).toBe('a mock b .');
  });
});

describe('the release workflow', () => {
  const steps = listSteps('.github/workflows/release.yml', 'publish');
  const run = async (variables: Readonly<Record<string, string>>) => {
    mkdirSync(join(folder, '.ci'), { recursive: true });
    writeFileSync(join(folder, '.ci/run'), '#!/bin/sh\necho .ci/run >> calls\n', { mode: 0o755 });
    addProgram('npm');
    addProgram('node');
    return runSteps(steps, {
      folder,
      contexts: { vars: variables, github: { ref_name: 'v1.2.0' } },
      variables: { PATH: join(folder, 'bin') + delimiter + process.env['PATH'] },
    });
  };

  test('does nothing without the setting, and says so', async () => {
    const { ran, output } = await run({});
    expect(ran).toEqual(['Check whether this is set up']);
    expect(output).toContain('::notice::Nothing was published: NPM_PUBLISH is not true');
  });

  test('tests, packs and publishes the version of the tag', async () => {
    const { outcome, ran, used } = await run({ NPM_PUBLISH: 'true' });
    expect([outcome, ran]).toEqual(['success', steps.map(({ name }) => name)]);
    expect(calls()).toEqual([
      '.ci/run',
      'npm pack --pack-destination=build/release',
      'node tools/release.mjs 1.2.0 --publish',
    ]);
    expect(used['actions/setup-node@v5']).toEqual({ 'node-version': '24' });
    expect(used['actions/checkout@v5']).toEqual({ 'persist-credentials': 'false' });
  });

  test('publishes nothing when a test fails', async () => {
    const broken = steps.map((step) => (step.run?.startsWith('.ci/run') ? { ...step, run: 'exit 1' } : step));
    const { outcome, ran } = await runSteps(broken, {
      folder,
      contexts: { vars: { NPM_PUBLISH: 'true' }, github: { ref_name: 'v1.2.0' } },
    });
    expect([outcome, ran.at(-1)]).toEqual(['failure', 'Test and pack']);
  });
});

describe.each([
  ['.github/workflows/nightly.yml', 'node'],
  ['examples/pipelines/github-actions.yml', 'npx'],
])('the nightly workflow %s', (file, suite) => {
  const [job = ''] = Object.keys((parse(read(file)) as { readonly jobs: object }).jobs);
  const steps = listSteps(file, job);

  /** The suite ends with the given status, after it has written its report. */
  const run = (status: number, settings: Readonly<Record<string, string>> = {}) => {
    const report = JSON.stringify({ error: null, clauses: [], changes: { newly: [], fixed: [] } });
    const write = `case "$*" in *" contract "*) echo '${report}' > report/report.json; echo Summary > report/summary.md; exit ${status};; esac\n`;
    addProgram('npm');
    addProgram('gh');
    addProgram(suite, suite === 'node' ? `${write}exec '${process.execPath}' "$@"\n` : write);
    return runSteps(steps, {
      folder,
      contexts: {
        vars: { CONTRACT_BASE_URL: 'https://test.example', ...settings },
        secrets: { CONTRACT_TOKEN: 'a-secret' },
        inputs: {},
        github: { run_id: 7, run_attempt: 1, server_url: 'https://git.example', repository: 'a/b' },
      },
      variables: { PATH: join(folder, 'bin') + delimiter + process.env['PATH'] },
    });
  };

  test('a kept contract: every step but the upload to the Security tab', async () => {
    const { outcome, output, ran, used, summary } = await run(0);
    expect([outcome, summary]).toEqual(['success', 'Summary\n']);
    expect(ran).toEqual(steps.map(({ name }) => name).filter((name) => !name?.includes('Security')));
    expect(used['actions/cache/save@v4']?.['key']).toBe('contract-ledger-staging-7-1');
    expect(calls().find((call) => call.includes(' contract '))).toContain(
      'contract --base-url https://test.example --watch 60s --ledger ledger/staging.json --report-dir report',
    );
    expect(output).not.toContain('a-secret');
  });

  test.each([
    [1, {}, 'failure', true],
    [1, { CONTRACT_FAIL_ON: 'never' }, 'success', true],
    [3, {}, 'failure', false],
  ])('exit status %d of the suite with %j: %s, verdicts: %s', async (status, settings, wanted, isJudged) => {
    const ended = await run(status, { CONTRACT_CODE_SCANNING: 'true', ...settings });
    expect([ended.outcome, ended.status]).toEqual([wanted, wanted === 'failure' ? status : 0]);
    expect(ended.ran.some((name) => name.includes('Security'))).toBe(isJudged);
    expect(ended.ran).toContain('Upload the reports');
  });
});
