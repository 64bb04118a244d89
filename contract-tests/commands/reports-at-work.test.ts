// Tests the folder of the reports during a run, after it, and after failures.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Judge } from '../verdict/clause.ts';
import { canaries } from '../testing/hostile.ts';
import {
  reportFiles,
  type WrittenReport,
  checkReports,
  createUsedFolder,
  staleText,
} from '../testing/report-folder.ts';
import { oneClause, quick, run, serveTarget } from '../testing/run-inside.ts';
import { serve, stopAll } from '../testing/serve.ts';

const root = mkdtempSync(join(tmpdir(), 'reports-at-work-'));
afterAll(() => rmSync(root, { recursive: true }));
afterEach(stopAll);

const kept: Judge = () => ({ verdict: 'kept', exchanges: [] });
const alice = { CONTRACT_TOKEN: 'alice-token' };
const at = (url: string, folder: string) => ['--base-url', url, ...quick, '--report-dir', folder];
const answering = (status: number, headers: Readonly<Record<string, string>> = {}) =>
  serve((_, response) => response.writeHead(status, headers).end('<p>'));

const withParts =
  (parts: Parameters<typeof run>[2], ...flags: readonly string[]) =>
  async (folder: string) =>
    run([...at((await serveTarget()).url, folder), ...flags], alice, parts);

test('the reports folder says during a run that the run is unfinished, so a killed run leaves no stale report', async () => {
  const folder = createUsedFolder(root);
  let seen: WrittenReport | undefined;
  const parts = oneClause((evidence) => {
    seen = checkReports(folder);
    return kept(evidence);
  });
  await withParts(parts)(folder);
  expect(seen).toMatchObject({ exit_status: 3, error: { reason: 'unfinished' } });
  expect(checkReports(folder).error).toBeNull();
});

test('a ledger that cannot be written after the run is reported beside the verdicts', async () => {
  const folder = createUsedFolder(root);
  const place = mkdtempSync(join(root, 'ledger-'));
  const ledger = join(place, 'ledger.json');
  // Now the ledger is a folder with content, so no file can replace it.
  const parts = oneClause((evidence) => {
    mkdirSync(join(ledger, 'full'), { recursive: true });
    return kept(evidence);
  });
  const { status, complained } = await withParts(parts, '--ledger', ledger)(folder);
  const report = checkReports(folder);
  expect(report).toMatchObject({ exit_status: 2, error: { reason: 'configuration' } });
  expect([status, complained.at(-1), report.clauses.length]).toEqual([2, report.error?.message, 1]);
});

test('--json writes report.json to standard output as well', async () => {
  const folder = createUsedFolder(root);
  const { url } = await answering(401);
  const { printed, complained } = await run([...at(url, folder), '--json'], alice);
  expect(JSON.parse(printed.join(''))).toEqual(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')));
  expect(complained.at(-1)).toMatch(/^The target rejected the token/);
});

test('--help and --list leave the reports unchanged', async () => {
  const folder = createUsedFolder(root);
  for (const flag of ['--help', '--list']) await run([flag, '--report-dir', folder], alice);
  expect(readFileSync(join(folder, 'report.json'), 'utf8')).toBe(staleText);
});

test('only an unwritable folder prevents the reports', async () => {
  const file = join(root, 'a-file');
  writeFileSync(file, '');
  const { status } = await run(at('http://127.0.0.1:1', join(file, 'below')), alice);
  expect(status).toMatch(/^The reports cannot be written: /);
});

test('no report contains a secret that the target puts into a redirect', async () => {
  const folder = createUsedFolder(root);
  const { url } = await answering(302, { Location: `/login/?token=${canaries.CONTRACT_TOKEN}` });
  await run(at(url, folder), { ...canaries });
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  expect(texts.filter((text) => text.includes(canaries.CONTRACT_TOKEN))).toEqual([]);
  expect(texts.filter((text) => text.includes('[redacted]')).length).toBe(reportFiles.length - 1);
  expect(existsSync(join(folder, 'evidence.har'))).toBe(false);
});
