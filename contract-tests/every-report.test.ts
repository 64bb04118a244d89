// However a run ends, its folder tells of this run and of no other: every report is there, and nothing of an earlier run.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { newAjv } from '../openapi/validators.ts';
import type { Judge } from './clause.ts';
import schema from './report/report.schema.json' with { type: 'json' };
import { job } from './testing/exchanges.ts';
import { canaries } from './testing/hostile.ts';
import { oneClause, quick, run, target } from './testing/run-inside.ts';
import { serve, stopAll } from './testing/serve.ts';

const isReport = newAjv().compile(schema);
const root = mkdtempSync(join(tmpdir(), 'every-report-'));
afterAll(() => rmSync(root, { recursive: true }));
afterEach(stopAll);

const always = ['junit.xml', 'report.html', 'report.json', 'report.sarif', 'summary.md'];
const ofJudged = ['drift.overlay.yaml', 'evidence.har', 'profile.yaml'];
const yesterday = 'What was written yesterday.';

/** A folder in which a run of yesterday left everything that a run can leave. */
function usedFolder(): string {
  const folder = mkdtempSync(join(root, 'reports-'));
  for (const name of [...always, ...ofJudged]) writeFileSync(join(folder, name), yesterday);
  return folder;
}

const kept: Judge = () => ({ verdict: 'kept', exchanges: [] });
const crash: Judge = () => {
  throw new TypeError('no such thing');
};
const unobserved: Judge = () => ({ verdict: 'unobserved', missing: 'anything' });
const alice = { CONTRACT_TOKEN: 'alice-token' };
const answering = (status: number, headers: Readonly<Record<string, string>> = {}, body = '<p>') =>
  serve((_, response) => response.writeHead(status, headers).end(body));
const html = { 'Content-Type': 'text/html' };

interface Told {
  readonly exit_status: number;
  readonly summary: string;
  readonly error: { readonly reason: string; readonly message: string } | null;
  readonly clauses: readonly unknown[];
}

/** Every report says how the run ended, in the words that the user was told. */
function toldIn(folder: string): Told {
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const report = JSON.parse(read('report.json')) as Told;
  isReport(report);
  expect(isReport.errors ?? []).toEqual([]);
  const [sarif] = JSON.parse(read('report.sarif')).runs;
  expect(sarif.invocations[0]).toMatchObject({
    executionSuccessful: report.error === null,
    exitCode: report.exit_status,
  });
  const errors = Number(/<testsuites [^>]*errors="(\d+)"/.exec(read('junit.xml'))?.[1]);
  expect(errors > 0).toBe(report.error !== null);
  expect(readdirSync(folder).filter((name) => read(name).includes(yesterday))).toEqual([]);
  if (report.error === null) return report;
  const [first = ''] = report.error.message.split('\n');
  const [words = ''] = first.split(/[<>&"'`[\]]|https?:/);
  for (const name of always) expect([name, read(name)]).toEqual([name, expect.stringContaining(words.trim())]);
  expect(sarif.invocations[0].toolExecutionNotifications[0]).toMatchObject({ level: 'error' });
  expect(read('report.html')).toContain('<p class="state">Not judged</p>');
  expect(read('junit.xml')).toContain(`type="${report.error.reason}"`);
  expect(read('summary.md')).toMatch(/^### ⚠️ /);
  return report;
}

type Cause = readonly [
  name: string,
  begin: (folder: string) => Promise<Awaited<ReturnType<typeof run>>>,
  exitStatus: number,
  reason: string,
];

const at = (url: string, folder: string) => ['--base-url', url, ...quick, '--report-dir', folder];

const withTarget = (serving: () => Promise<{ readonly url: string }>) => async (folder: string) =>
  run(at((await serving()).url, folder), alice);

const withParts =
  (parts: Parameters<typeof run>[2], ...flags: readonly string[]) =>
  async (folder: string) =>
    run([...at((await target()).url, folder), ...flags], alice, parts);

const listOf = (...jobs: readonly unknown[]) =>
  answering(200, { 'Content-Type': 'application/json' }, JSON.stringify(jobs));

const causes: readonly Cause[] = [
  ['a target that is not there', async (folder) => run(at('http://127.0.0.1:1', folder), alice), 3, 'unreachable'],
  ['a refused token', withTarget(() => answering(401)), 3, 'token-refused'],
  ['a forbidden one', withTarget(() => answering(403)), 3, 'token-refused'],
  ['a throttle', withTarget(() => answering(429, { 'Retry-After': '60' })), 3, 'unavailable'],
  ['a proxy without its backend', withTarget(() => answering(503, { 'Retry-After': '60' })), 3, 'unavailable'],
  ['a login page', withTarget(() => answering(200, html)), 3, 'not-the-api'],
  ['a network that wants a login', withTarget(() => answering(511)), 3, 'not-the-api'],
  ['a redirect', withTarget(() => answering(302, { Location: '/login/' })), 3, 'not-the-api'],
  ['another server', withTarget(() => answering(404)), 3, 'not-the-api'],
  ['nothing observed', withParts(oneClause(unobserved)), 3, 'nothing-observed'],
  [
    'too little observed',
    withParts(oneClause(kept), '--require-coverage', '100%'),
    3,
    'too-little-observed',
  ],
  ['a crash in a clause', withParts(oneClause(crash)), 3, 'check-crashed'],
  [
    'a fault of ours',
    withParts({ ...oneClause(kept), present: () => Promise.reject(new Error('no such thing')) }),
    3,
    'internal-error',
  ],
  [
    'a fault of ours that is no error',
    withParts({ ...oneClause(kept), present: () => Promise.reject({ code: 'EODD' } as unknown as Error) }),
    3,
    'internal-error',
  ],
  [
    'a count that cannot be trusted',
    withParts({ ...oneClause(kept), present: async () => ({ passed: 0, failed: 0, skipped: 0 }) }),
    3,
    'internal-error',
  ],
  ['a signal', withParts({ stopAsked: Promise.resolve() }), 3, 'interrupted'],
  [
    'a mock of its own that does not start',
    async (folder) =>
      run([...quick, '--report-dir', folder], {}, { startTarget: () => Promise.reject(new Error('no port')) }),
    3,
    'internal-error',
  ],
  ['no token', async (folder) => run(at((await listOf()).url, folder), {}), 2, 'configuration'],
  [
    'a mode that production does not allow',
    async (folder) => run([...at('https://api.ecoreservice.com', folder), '--mode', 'nightly'], alice),
    2,
    'configuration',
  ],
  [
    "another target's ledger",
    async (folder) => {
      const ledger = join(folder, '..', 'ledger.json');
      const runs = [{ at: '2026-05-06T15:00:00.000Z', exit_status: 0 }];
      const format = 'enrichment-sandbox/contract-ledger';
      const value = { format, version: 1, target: 'https://elsewhere.example', jobs: [], runs, clauses: {} };
      writeFileSync(ledger, JSON.stringify(value));
      return run([...at((await listOf(job())).url, folder), '--ledger', ledger], alice);
    },
    2,
    'configuration',
  ],
  [
    'a document that cannot be read',
    withParts(oneClause(kept), '--spec', join(root, 'none.yaml')),
    2,
    'configuration',
  ],
  ['a flag that there is not', withParts(oneClause(kept), '--no-such-flag'), 2, 'configuration'],
  ['a base URL that is none', async (folder) => run(at('http://', folder), alice), 2, 'configuration'],
];

test.each(causes)('a run that ends with %s is told in every report', async (_, begin, exitStatus, reason) => {
  const folder = usedFolder();
  const ended = await begin(folder);
  const report = toldIn(folder);
  expect([report.exit_status, report.error?.reason]).toEqual([exitStatus, reason]);
  expect(report.summary).toBe(report.error?.message);
  // What is thrown is told where the program ends.
  if (typeof ended.status === 'number') expect(ended.status).toBe(exitStatus);
  if (report.clauses.length === 0) expect(readdirSync(folder)).toEqual(always);
});

test('a run that is judged is told in every report too', async () => {
  const folder = usedFolder();
  await withParts(oneClause(kept))(folder);
  expect(toldIn(folder)).toMatchObject({ exit_status: 0, error: null });
  expect(readdirSync(folder)).toEqual(expect.arrayContaining([...always, 'evidence.har', 'profile.yaml']));
});

test('while a run is at work its folder says so, so that one that is killed leaves no report of yesterday', async () => {
  const folder = usedFolder();
  let seen: Told | undefined;
  const parts = {
    ...oneClause(kept),
    present: async () => {
      seen = toldIn(folder);
      return { passed: 1, failed: 0, skipped: 0 };
    },
  };
  await withParts(parts)(folder);
  expect(seen).toMatchObject({ exit_status: 3, error: { reason: 'unfinished' } });
  expect(toldIn(folder).error).toBeNull();
});

test('a ledger that cannot be kept after the run is told beside the verdicts', async () => {
  const folder = usedFolder();
  const place = mkdtempSync(join(root, 'ledger-'));
  const ledger = join(place, 'ledger.json');
  const parts = {
    ...oneClause(kept),
    // Now the ledger is a folder that is not empty, and nothing can be put in its place.
    present: async () => {
      mkdirSync(join(ledger, 'full'), { recursive: true });
      return { passed: 1, failed: 0, skipped: 0 };
    },
  };
  const { status } = await withParts(parts, '--ledger', ledger)(folder);
  const report = toldIn(folder);
  expect(report).toMatchObject({ exit_status: 2, error: { reason: 'configuration' } });
  expect([status, report.clauses.length]).toEqual([report.error?.message, 1]);
});

test('--json writes the same to standard output', async () => {
  const folder = usedFolder();
  const { url } = await answering(401);
  const { printed, complained } = await run([...at(url, folder), '--json'], alice);
  expect(JSON.parse(printed.join(''))).toEqual(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')));
  expect(complained.at(-1)).toMatch(/^The target refuses the token/);
});

test('help and the list of clauses leave the reports alone', async () => {
  const folder = usedFolder();
  for (const flag of ['--help', '--list']) await run([flag, '--report-dir', folder], alice);
  expect(readFileSync(join(folder, 'report.json'), 'utf8')).toBe(yesterday);
});

test('a folder that cannot be written is the only reason for no reports', async () => {
  const file = join(root, 'a-file');
  writeFileSync(file, '');
  const { status } = await run(at('http://127.0.0.1:1', join(file, 'below')), alice);
  expect(status).toMatch(/^The reports cannot be written: /);
});

test('no secret comes out of a target that gives it back instead of answering', async () => {
  const folder = usedFolder();
  const { url } = await answering(302, { Location: `/login/?token=${canaries.CONTRACT_TOKEN}` });
  await run(at(url, folder), { ...canaries });
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  expect(texts.filter((text) => text.includes(canaries.CONTRACT_TOKEN))).toEqual([]);
  expect(texts.filter((text) => text.includes('[redacted]')).length).toBe(always.length);
  expect(existsSync(join(folder, 'evidence.har'))).toBe(false);
});
