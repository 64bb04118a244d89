// Tests that the folder of a run contains every report of this run, and none of an earlier one, however the run ends.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Judge } from '../verdict/clause.ts';
import { job } from '../testing/exchanges.ts';
import { reportFiles, checkReports, createUsedFolder } from '../testing/report-folder.ts';
import { failingWith, oneClause, quick, run, serveTarget } from '../testing/run-inside.ts';
import { serve, stopAll } from '../testing/serve.ts';

const root = mkdtempSync(join(tmpdir(), 'every-report-'));
afterAll(() => rmSync(root, { recursive: true }));
afterEach(stopAll);

const kept: Judge = () => ({ verdict: 'kept', exchanges: [] });
const crash: Judge = () => {
  throw new TypeError('no such thing');
};
const unobserved: Judge = () => ({ verdict: 'unobserved', missing: { need: 'sight', message: 'anything' } });
const alice = { CONTRACT_TOKEN: 'alice-token' };
const answering = (status: number, headers: Readonly<Record<string, string>> = {}, body = '<p>') =>
  serve((_, response) => response.writeHead(status, headers).end(body));
const html = { 'Content-Type': 'text/html' };

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
    run([...at((await serveTarget()).url, folder), ...flags], alice, parts);

const getList = (...jobs: readonly unknown[]) =>
  answering(200, { 'Content-Type': 'application/json' }, JSON.stringify(jobs));

const causes: readonly Cause[] = [
  ['an unreachable target', async (folder) => run(at('http://127.0.0.1:1', folder), alice), 3, 'unreachable'],
  ['a refused token', withTarget(() => answering(401)), 3, 'token-refused'],
  ['a forbidden token', withTarget(() => answering(403)), 3, 'token-refused'],
  ['a rate limit', withTarget(() => answering(429, { 'Retry-After': '60' })), 3, 'unavailable'],
  [
    'a proxy without its backend',
    withTarget(() => answering(503, { 'Retry-After': '60' })),
    3,
    'unavailable',
  ],
  ['a login page', withTarget(() => answering(200, html)), 3, 'not-the-api'],
  ['a captive portal', withTarget(() => answering(511)), 3, 'not-the-api'],
  ['a redirect', withTarget(() => answering(302, { Location: '/login/' })), 3, 'not-the-api'],
  ['another server', withTarget(() => answering(404)), 3, 'not-the-api'],
  ['nothing observed', withParts(oneClause(unobserved)), 3, 'nothing-observed'],
  ['too little observed', withParts(oneClause(kept), '--require-coverage', '100%'), 3, 'too-little-observed'],
  ['a crash in a clause', withParts(oneClause(crash)), 3, 'check-crashed'],
  ['a fault of the suite', withParts(failingWith(new Error('no such thing'))), 3, 'internal-error'],
  [
    'a fault of the suite that is not an Error',
    withParts(failingWith({ code: 'EODD' })),
    3,
    'internal-error',
  ],
  ['a signal', withParts({ stopAsked: Promise.resolve() }), 3, 'interrupted'],
  [
    'its own mock failing to start',
    async (folder) =>
      run(
        [...quick, '--report-dir', folder],
        {},
        { startTarget: () => Promise.reject(new Error('no port')) },
      ),
    3,
    'internal-error',
  ],
  ['no token', async (folder) => run(at((await getList()).url, folder), {}), 2, 'configuration'],
  [
    'a mode that the production host does not allow',
    async (folder) => run([...at('https://app.ecoreservice.com', folder), '--mode', 'nightly'], alice),
    2,
    'configuration',
  ],
  [
    "another target's ledger",
    async (folder) => {
      const ledger = join(folder, '..', 'ledger.json');
      const runs = [{ at: '2026-05-06T15:00:00.000Z', exit_status: 0 }];
      const format = 'enrichment-sandbox/contract-ledger';
      const value = { format, version: 2, target: 'https://elsewhere.example', jobs: [], runs, clauses: {} };
      writeFileSync(ledger, JSON.stringify(value));
      return run([...at((await getList(job())).url, folder), '--ledger', ledger], alice);
    },
    2,
    'configuration',
  ],
  [
    'an unreadable document',
    withParts(oneClause(kept), '--spec', join(root, 'none.yaml')),
    2,
    'configuration',
  ],
  ['an unknown flag', withParts(oneClause(kept), '--no-such-flag'), 2, 'configuration'],
  ['an invalid base URL', async (folder) => run(at('http://', folder), alice), 2, 'configuration'],
];

test.each(causes)('every report explains a run that ends with %s', async (_, begin, exitStatus, reason) => {
  const folder = createUsedFolder(root);
  const ended = await begin(folder);
  const report = checkReports(folder);
  expect([report.exit_status, report.error?.reason]).toEqual([exitStatus, reason]);
  expect(report.summary).toBe(report.error?.message);
  // The program itself reports a thrown error.
  expect(typeof ended.status === 'number' ? ended.status : exitStatus).toBe(exitStatus);
  const left = report.clauses.length === 0 ? reportFiles : readdirSync(folder);
  expect(readdirSync(folder)).toEqual(left);
});

test('every report also describes a judged run', async () => {
  const folder = createUsedFolder(root);
  await withParts(oneClause(kept))(folder);
  expect(checkReports(folder)).toMatchObject({ exit_status: 0, error: null });
  expect(readdirSync(folder)).toEqual(
    expect.arrayContaining([...reportFiles, 'evidence.har', 'profile.yaml']),
  );
});
