import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { contract } from '../contract/index.ts';
import type { LegalVariant } from './variant-server.ts';
import { changeSentJobs } from './change-response.ts';
import { legalVariants } from './legal-variants/index.ts';
import { deletingVariants, pagedVariants } from './legal-variants/lists-and-times.ts';
import { writes } from '../contract/writes.ts';
import { recordRow } from './table.ts';
import { oldestJobId, runTrial, type TrialOptions } from './trial.ts';

const folder = mkdtempSync(join(tmpdir(), 'odd-worlds-'));
afterAll(() => rmSync(folder, { recursive: true }));

const eitherKind = new Set(['list-not-cut', 'list-pages-lead-on', 'list-links-same-host', 'list-count-true']);
/** Not every world has a user without jobs, or the job that the user knows. */
const givenByTheUser = new Set(['empty-list-empty', 'known-job-readable', 'known-job-listed']);

async function getOutcome(options: TrialOptions) {
  const { ids } = await runTrial({ watchMs: 60_000, ...options });
  // A list is either paged or not, so that the clauses of the other kind have no evidence.
  const unobserved = ids('unobserved').filter((id) => !eitherKind.has(id) && !givenByTheUser.has(id));
  return { broken: ids('broken'), crashed: ids('crashed'), unobserved };
}

/** Each of these fails more than one request in twenty, which lowers the availability and does not discredit the responses. */
const unavailable = new Set([
  'is unavailable now and then',
  'loses its backend twice in a row',
  'throttles now and then',
  'drops the connection now and then',
]);
const mostlyAnswered = 'requests-answered';

/** The clauses that may be unobserved: which requests fail depends on their number. */
const keptBut = (...hidden: readonly string[]) => ({
  broken: [],
  crashed: [],
  unobserved: { asymmetricMatch: (seen: readonly string[]) => seen.every((id) => hidden.includes(id)) },
});

/** The clauses that some legal variants leave unobserved: without the Date header, for instance, no time is known to be in the future. */
const hiddenBy: Readonly<Record<string, readonly string[]>> = {
  'sends no Date header': [
    'not-in-the-future',
    'not-far-in-the-future',
    'updated-moves-with-status',
    'new-job-dated',
    'resume-only-paused',
  ],
  'is behind a gateway whose clock is an hour late': ['not-far-in-the-future', 'updated-moves-with-status'],
  'is behind a gateway whose clock is an hour early': ['not-far-in-the-future'],
  'lets the token neither submit nor act': writes.map(({ id }) => id),
  'has no credits left': writes.map(({ id }) => id),
  'needs no trailing slash': ['redirect-same-host', 'redirect-permanent', 'redirect-keeps-query'],
};

/** Which requests they leave without a response is random: a write is not sent again if it may have succeeded. */
const unreliable = new Set(['loses its backend twice in a row', 'drops the connection now and then']);

/** What HTTP or the framework allow, and is worth a notice all the same. */
const noticed: Readonly<Record<string, readonly string[]>> = {
  'compresses its responses': ['not-compressed-unasked'],
  'translates its 404': ['not-found-in-any-language'],
};

test.each(Object.entries(pagedVariants))('a server that %s breaks no promise', async (name, variant) => {
  const { broken, crashed } = await getOutcome({ variant });
  recordRow({ kind: 'legal variant', name, expected: [], broken: [...broken, ...crashed] });
  expect([broken, crashed]).toEqual([[], []]);
});

test.each(Object.entries(deletingVariants))('a user who %s breaks no promise', async (name, create) => {
  const { broken, crashed } = await getOutcome({ variant: create(), readsOnly: true });
  recordRow({ kind: 'legal variant', name, expected: [], broken: [...broken, ...crashed] });
  expect([broken, crashed]).toEqual([[], []]);
});

test.each(Object.entries(legalVariants))('a server that %s breaks no promise', async (name, variant) => {
  const outcome = await getOutcome({ variant, knownJobId: oldestJobId });
  const expected = unavailable.has(name) ? [mostlyAnswered] : (noticed[name] ?? []);
  recordRow({ kind: 'legal variant', name, expected, broken: [...outcome.broken, ...outcome.crashed] });
  expect(unreliable.has(name) ? { ...outcome, unobserved: [] } : outcome).toEqual({
    ...keptBut(...(hiddenBy[name] ?? [])),
    broken: expected,
  });
});

test('a legal variant gets at most a notice', () => {
  const levels = new Set(
    contract.filter(({ id }) => Object.values(noticed).flat().includes(id)).map(({ level }) => level),
  );
  expect([...levels]).toEqual(['ASSUMED']);
});

test('there are enough legal variants', () => {
  expect(Object.keys(legalVariants).length).toBeGreaterThanOrEqual(30);
});

const impatient: LegalVariant = legalVariants['is unavailable now and then'] ?? {};

test('a slow server behind an impatient proxy breaks the clause on availability and no other', async () => {
  expect(await getOutcome({ requestMs: 1000, variant: impatient })).toEqual({
    ...keptBut(),
    broken: [mostlyAnswered],
  });
});

test.each<[string, TrialOptions, readonly string[]]>([
  ['is slow', { requestMs: 3000 }, []],
  ['is slow and paged', { requestMs: 3000, readings: ['list-envelope=page-number'] }, []],
  ['accepts any string as an id', { readings: ['job-id-route=string', 'not-found=named'] }, []],
])('a server that %s breaks no promise', async (_, options, unseen) => {
  expect(await getOutcome(options)).toEqual(keptBut(...unseen));
});

const finished = ['Enhancement Completed', 'Failure', 'Upload Failed'];
const scenarios = ['straight-through', 'fails-half-way', 'upload-fails'];

/** A world file in which alice has this many jobs, all finished, and bob has one. */
function getWorld(jobs: number): string {
  const own = Array.from({ length: jobs }, (_, index) => {
    const kind = index % finished.length;
    return `      - {scenario: ${scenarios[kind]}, in: ${finished[kind]}, for: ${index + 1}h}`;
  });
  const bob =
    '  bob:\n    token: bob-token\n    jobs:\n      - {in: Draft, for: 1s}\n      - {scenario: fails-half-way, in: Failure, for: 2h}';
  const erin = '  erin:\n    token: expired-token\n    expired: true';
  const text = `about: Made for a test.\nusers:\n  alice:\n    token: alice-token\n    jobs:\n${own.join('\n')}\n${bob}\n${erin}\n`;
  const file = join(folder, `${jobs}.yaml`);
  writeFileSync(file, text);
  return file;
}

const sameSecond = changeSentJobs((job) => {
  const isOld = 'submitted_at' in job && String(job.submitted_at) < '2026-05-06T14:00';
  return isOld ? { ...job, submitted_at: '2000-01-01T00:00:00Z' } : job;
});

test.each<[string, number, LegalVariant, readonly string[]]>([
  ['one job', 1, {}, ['list-newest-first', 'paused-stays', 'results-not-yet', 'results-not-yet-error']],
  ['finished jobs only', 5, {}, ['paused-stays']],
  ['300 jobs of the same second', 300, sameSecond, ['paused-stays']],
])('a user with %s breaks no promise', async (_, jobs, variant, unseen) => {
  expect(await getOutcome({ flags: ['--world', getWorld(jobs)], variant })).toEqual(keptBut(...unseen));
});

/** A client of alice's that changes the mock during the survey, before every nth request. */
function meanwhile(every: number, act: (mockUrl: string) => Promise<unknown>): LegalVariant {
  return { before: async ({ count }, mockUrl) => (count % every === 0 ? act(mockUrl) : undefined) };
}

const headers = { Authorization: 'Bearer alice-token', 'Content-Type': 'application/json' };
const post = (url: string, body: unknown) =>
  fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
const submit = (mockUrl: string) =>
  post(`${mockUrl}/api/v1/enrichment/submit/`, { records: [{ first_name: 'Ada' }] });

const control = async (mockUrl: string) => {
  const list = await fetch(`${mockUrl}/api/v1/enrichment/status/`, { headers });
  for (const { job_id: id, status } of (await list.json()) as { job_id: string; status: string }[]) {
    const action = { 'in-progress': 'pause', paused: 'resume' }[status];
    if (action !== undefined)
      await post(`${mockUrl}/api/v1/enrichment-control/`, { csv_file_id: id, action });
  }
};

const inPages: TrialOptions = { readings: ['list-envelope=page-number'], flags: ['--world', getWorld(30)] };

test('a user who submits jobs in the meantime breaks no promise', async () => {
  expect(await getOutcome({ variant: meanwhile(2, submit) })).toEqual(keptBut());
});

test('a user who submits jobs to a paged list in the meantime breaks no promise, and the links name the server behind', async () => {
  const { broken, crashed } = await getOutcome({ ...inPages, variant: meanwhile(3, submit) });
  expect([broken, crashed]).toEqual([['list-links-same-host'], []]);
});

test('a user who pauses and resumes jobs in the meantime gets a notice about moving paused jobs, and breaks nothing else', async () => {
  // The run's own job changes during the survey too, so that some of its promises are not observed.
  const { broken, crashed } = await getOutcome({ variant: meanwhile(3, control) });
  expect([broken, crashed]).toEqual([['paused-stays', 'new-job-undisturbed'], []]);
});
