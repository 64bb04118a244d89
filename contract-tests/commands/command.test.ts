import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createAjv } from '../../openapi/testing/ajv.ts';
import { contract as clauses } from '../contract/index.ts';
import { parseEvidence } from '../evidence/read-har.ts';
import { contractFlags } from './options.ts';
import reportSchema from '../report/report.schema.json' with { type: 'json' };
import { runContract, type MockProcess, startMock } from '../testing/command.ts';
import { runContractInProcess } from '../testing/command-inside.ts';

const folder = mkdtempSync(join(tmpdir(), 'contract-command-'));
afterAll(() => rmSync(folder, { recursive: true }));

const mocks: MockProcess[] = [];
afterAll(() => Promise.all(mocks.map(({ stop }) => stop())));

/** Tests with the same flags share a mock. */
async function mockWith(...flags: readonly string[]): Promise<string> {
  const mock = await startMock(...flags);
  mocks.push(mock);
  return mock.url;
}

const listPath = '/api/v1/enrichment/status/';
const alice = { CONTRACT_TOKEN: 'alice-token' };
const everybody = { ...alice, CONTRACT_OTHER_TOKEN: 'bob-token', CONTRACT_EXPIRED_TOKEN: 'expired-token' };
const at = (url: string, ...flags: readonly string[]) => ['--base-url', url, '--watch', '0s', ...flags];

test('--help names every flag, every variable and every exit status', async () => {
  const { status, stdout, stderr } = await runContract(['--help']);
  expect([status, stderr]).toEqual([0, '']);
  const variables = ['BASE_URL', 'TOKEN', 'OTHER_TOKEN', 'EXPIRED_TOKEN'].map((name) => `CONTRACT_${name} `);
  const all = [
    ...Object.keys(contractFlags).map((name) => `--${name}`),
    ...variables,
    '0 contract kept, 1 ',
    ', 2 ',
    ', 3 ',
  ];
  expect(all.filter((one) => !stdout.includes(one))).toEqual([]);
});

test('--list lists every clause with its source, whatever variables are set', async () => {
  const { status, stdout, stderr } = await runContract(['--list'], alice);
  expect([status, stderr]).toEqual([0, '']);
  const lines = stdout.trimEnd().split('\n');
  expect(lines).toHaveLength(clauses.length * 2);
  expect(lines.filter((_, index) => index % 2 === 0).map((line) => line.split(/\s+/)[1])).toEqual(
    clauses.map(({ id }) => id),
  );
});

describe('an honest mock', () => {
  test('is judged by its responses alone and keeps the contract', async () => {
    const reports = join(folder, 'made', 'for', 'reports');
    const args = ['--watch', '1s', '--report-dir', reports];
    const { status, stdout } = await runContract(args, { TMPDIR: join(folder, 'nowhere') });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^No base URL is given, so this run starts a mock and judges it\.\n/);
    expect(stdout).toMatch(
      /\nThe contract is kept: \d+ promises are kept(, \d+ could not be observed)?\.\n$/,
    );
    expect(stdout).toContain(`\nReports: ${reports}\n`);
    expect(readdirSync(reports).toSorted()).toEqual([
      'badge.json',
      'evidence.har',
      'junit.xml',
      'profile.yaml',
      'report.html',
      'report.json',
      'report.sarif',
      'summary.md',
    ]);
    expectReports(reports, { exit_status: 0, strict: false });
  });

  test('also keeps it for a user without jobs, and the report says how little was observed', async () => {
    const url = await mockWith();
    const { status, stdout } = await runContractInProcess(at(url), {
      ...everybody,
      CONTRACT_TOKEN: 'carol-token',
    });
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /\n {2}detail-shape +a single status with status code 200; the caller's list is empty\n/,
    );
    const [, kept, unseen] =
      /\nThe caller has no jobs, so little was judged: (\d+) promises are kept, (\d+) could not be observed\. Use the token of a user with jobs\.\n$/.exec(
        stdout,
      ) ?? [];
    expect(Number(kept) + Number(unseen)).toBe(clauses.length);
    expect(Number(unseen)).toBeGreaterThan(15);
  });
});

describe('a mock that lists the oldest job first', () => {
  let url = '';
  beforeAll(async () => {
    url = await mockWith('--mutant', 'oldest-first');
  });

  test('breaks the contract, and the report gives clause, source, expected, actual and a line to repeat', async () => {
    const reports = join(folder, 'lying');
    const { status, stdout } = await runContract(at(url, '--report-dir', reports), everybody);
    expect(status).toBe(1);
    const broken = stdout.split('\n\n').find((part) => part.startsWith('BROKEN')) ?? '';
    expect(stdout).toContain(`Reports: ${reports}\n`);
    expect(
      broken
        .replaceAll(url, 'URL')
        .replaceAll(/[0-9a-f-]{36}/g, 'ID')
        .replaceAll(/\d{4}-\S+Z/g, 'TIME')
        .split('\n')
        // Three breaches are told in full, and the line to repeat them follows once.
        .filter((_, line) => line < 3 || line === 7),
    ).toEqual([
      'BROKEN   list-newest-first: The list starts with the newest job. [MUST, documented: status page, List All Jobs for the Current User]',
      '  expected  job ID of TIME before job ID of TIME',
      '  actual    it is listed after the other job  (exchange #1)',
      `  repeat    curl -i -H "Authorization: Bearer $CONTRACT_TOKEN" -H 'Accept: application/json' -H 'User-Agent: enrichment-sandbox-contract' 'URL${listPath}'`,
    ]);
    expect(stdout).toMatch(/\nThe contract is broken: 1 required promise is not kept\.\n$/);
    expectReports(reports, { exit_status: 1 });
  });

  test('keeps it when that clause is switched off, and the summary counts it as off', async () => {
    const { status, stdout } = await runContractInProcess(at(url, '--off', 'list-newest-first'), everybody);
    expect(status).toBe(0);
    expect(stdout).toMatch(/ clauses: \d+ kept, 0 broken, \d+ unobserved, 1 off\. /);
  });

  test('keeps a section without that clause, and the run leaves the ledger unchanged', async () => {
    const ledger = join(folder, 'part.json');
    const args = at(url, '--only', 'Authentication', '--ledger', ledger);
    const { status, stdout } = await runContractInProcess(args, everybody);
    expect([status, existsSync(ledger)]).toEqual([0, false]);
    expect(stdout).toMatch(/\nThe chosen part of the contract \(\d+ of \d+ clauses\) is kept: /);
  });
});

test('a broken SHOULD causes a warning, and fails a strict run', async () => {
  const url = await mockWith('--mutant', 'no-challenge');
  const [normal, strict] = await Promise.all([
    runContractInProcess(at(url), everybody),
    runContractInProcess(at(url, '--strict'), everybody),
  ]);
  expect([normal.status, strict.status]).toEqual([0, 1]);
  expect(normal.stdout).toMatch(/^WARNING {2}unauthorized-challenge: /);
  expect(strict.stdout).toMatch(/^BROKEN {3}unauthorized-challenge: /);
});

describe('a document that calls the status in-progress running', () => {
  const file = join(folder, 'renamed.yaml');
  const renamed = readFileSync('openapi/enrichment.yaml', 'utf8').replaceAll('in-progress', 'running');
  writeFileSync(file, renamed);

  test('drives both mock and suite', async () => {
    const { status, stdout } = await runContract(['--spec', file, '--watch', '1s']);
    expect([status, stdout.includes('BROKEN')]).toEqual([0, false]);
  });

  test('differs from the shipped document: a mock that follows it breaks the vocabulary', async () => {
    const url = await mockWith('--spec', file);
    const { status, stdout } = await runContractInProcess(at(url), everybody);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^BROKEN {3}status-vocabulary: .*\n.*\n {2}actual {4}"running" /);
    expect(stdout.match(/^BROKEN/gm)).toHaveLength(1);
  });
});

/** Checks that the three reports are from one run, and fit their schemas. */
function expectReports(reports: string, wanted: object): void {
  const read = (name: string) => readFileSync(join(reports, name), 'utf8');
  const report = JSON.parse(read('report.json')) as {
    readonly clauses: readonly { exchanges: readonly string[] }[];
    readonly requests: number;
  };
  const isReport = createAjv().compile(reportSchema);
  isReport(report);
  expect(isReport.errors ?? []).toEqual([]);
  expect(report).toMatchObject(wanted);
  const { exchanges, target } = parseEvidence(JSON.parse(read('evidence.har')));
  const known = new Set(exchanges.map(({ id }) => id));
  expect(report.clauses.flatMap((clause) => clause.exchanges).filter((id) => !known.has(id))).toEqual([]);
  // The response under another prefix describes the deployment, and is not evidence.
  const elsewhere = Object.keys(target.otherPrefixes ?? {}).length;
  expect(report.requests).toBe(exchanges.length + elsewhere);
  expect(read('junit.xml')).toContain(`tests="${clauses.length}"`);
}
