// Tests that a run with a ledger reports the lasting step that it completes, and fails only on request.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { oneClause, quick, run, serveTarget } from '../testing/run-inside.ts';
import { stopAll } from '../testing/serve.ts';
import { createSteppedLedger } from '../testing/stepped-ledger.ts';

const folder = mkdtempSync(join(tmpdir(), 'steps-'));
const ledger = join(folder, 'ledger.json');
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(stopAll);

const kept = oneClause(() => ({ verdict: 'kept', exchanges: [] }));
const env = { CONTRACT_TOKEN: 'alice-token' };
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));

/** Runs against a target with one job, whose list had sixty jobs until two nights ago. */
async function runAfterLoss(...flags: readonly string[]) {
  const { url } = await serveTarget();
  const stored = createSteppedLedger(url, 42);
  const statistics = stored.statistics.map(({ at }, night) => ({
    at,
    values: { list_jobs: night < 40 ? 60 : 1 },
  }));
  writeFileSync(ledger, JSON.stringify({ ...stored, statistics }));
  const given = ['--base-url', url, ...quick, '--ledger', ledger, '--report-dir', folder];
  return run([...given, ...flags], env, kept);
}

test('a run reports the step that it completes, and adds its own numbers to the ledger', async () => {
  const { status, printed } = await runAfterLoss();
  expect(status).toBe(0);
  expect(printed.join('\n')).toMatch(
    /\nLasting steps \(a notice\):\n {2}worse, new {15}jobs in the list: from 60 to 1, since /,
  );
  expect(read('report.json').steps).toMatchObject([{ metric: 'list_jobs', is_new: true, is_worse: true }]);
  const { statistics, version } = read('ledger.json');
  expect([version, statistics.length, statistics.at(-1).values]).toEqual([
    3,
    43,
    expect.objectContaining({ list_jobs: 1, availability: 100 }),
  ]);
});

test('with --fail-on step it fails, and the ledger says so', async () => {
  const { status, printed } = await runAfterLoss('--fail-on', 'step');
  expect([status, read('ledger.json').runs.at(-1).exit_status]).toEqual([1, 1]);
  expect(printed.at(-1)).toMatch(
    /But a lasting step fails this run: jobs in the list: from 60 to 1, since [-\d]+\.$/,
  );
});

test('the next run shows it once more, and does not fail again', async () => {
  const { url } = await serveTarget();
  await runAfterLoss('--fail-on', 'step');
  const stored = read('ledger.json');
  writeFileSync(ledger, JSON.stringify({ ...stored, target: url }));
  // The runs of this test are minutes apart, so this one counts with the one before it.
  const days = stored.statistics.map(({ values }: { values: object }, night: number) => ({
    at: new Date(Date.parse('2026-03-01T03:17:00Z') + night * 86_400_000).toISOString(),
    values,
  }));
  writeFileSync(ledger, JSON.stringify({ ...stored, target: url, statistics: days }));
  const { status, printed } = await run(
    ['--base-url', url, ...quick, '--ledger', ledger, '--fail-on', 'step'],
    env,
    kept,
  );
  expect(status).toBe(0);
  expect(printed.join('\n')).toContain('worse, found 2026-04-12');
});

test('--fail-on step needs a ledger', async () => {
  const { url } = await serveTarget();
  const { status } = await run(['--base-url', url, '--fail-on', 'step'], env, kept);
  expect(status).toBe(
    '--fail-on step compares with earlier runs, so it needs --ledger. Name the file of the ledger.',
  );
});
