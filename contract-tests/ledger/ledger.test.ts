import type { Verdict } from '../verdict/clause.ts';
import {
  detail,
  createEvidence,
  firstId,
  job,
  list,
  type ExchangeDraft,
  exchangeDraft,
  secondId,
  spec,
} from '../testing/exchanges.ts';
import { sampleVerdicts } from '../testing/runs.ts';
import { listBrokenClauses, toEarlier, getHistory, type Ledger, addRun, createLedger } from './ledger.ts';

const { apiStatuses: statuses, staysFor } = spec.lifeCycle;
const target = 'http://127.0.0.1:4010';

function night(
  ledger: Ledger,
  exchanges: readonly ExchangeDraft[],
  verdicts: readonly Verdict[] = [],
): Ledger {
  return addRun(ledger, {
    startedAt: '2026-05-06T15:00:00.000Z',
    evidence: createEvidence(...exchanges),
    verdicts,
    outcome: { status: 0, message: '' },
    statuses,
    staysFor,
  });
}

const on = (date: string) => ({ Date: new Date(`${date}T15:00:00Z`).toUTCString() });
const listOn = (date: string, ...jobs: readonly unknown[]) =>
  exchangeDraft('list', jobs, { headers: on(date) });

test('a job is kept as it was last seen, with its place', () => {
  const other = job({ job_id: secondId, status: 'queued' });
  const ledger = night(createLedger(target), [list(other, job()), detail(job({ status: 'completed' }))]);
  expect(toEarlier(ledger)).toMatchObject({
    runs: 1,
    jobs: [
      { jobId: secondId, place: 0, status: 'queued' },
      { jobId: firstId, place: 1, status: 'completed', updatedAt: '2026-05-06T14:25:42Z' },
    ],
  });
});

test('nights in a status are counted by the day, so that two runs in a day are one', () => {
  let ledger = createLedger(target);
  for (const date of ['2026-05-06', '2026-05-06', '2026-05-07', '2026-05-08'])
    ledger = night(ledger, [listOn(date, job())]);
  expect(ledger.jobs[0]).toMatchObject({
    days_in_status: 3,
    first_seen: '2026-05-06T15:00:00.000Z',
    last_seen: '2026-05-08T15:00:00.000Z',
  });
  ledger = night(ledger, [listOn('2026-05-09', job({ status: 'paused' }))]);
  expect(ledger.jobs[0]?.days_in_status).toBe(1);
});

test('a job that was not seen is kept without its place, one that has gone is forgotten', () => {
  const first = night(createLedger(target), [list(job())]);
  const unseen = night(first, [list()]);
  expect(unseen.jobs.map(({ job_id: id, place }) => [id, place])).toEqual([[firstId, undefined]]);
  const gone = exchangeDraft('earlier-detail', { detail: 'Not found.' }, { jobId: firstId, status: 404 });
  expect(night(unseen, [list(), gone]).jobs).toEqual([]);
});

test.each([
  ['a status that is no word of the document', { status: 'jane@example.com' }],
  ['a timestamp that is none', { submitted_at: 'Jane Doe' }],
  ['a timestamp that has much behind it', { updated_at: `2026-05-06T14:25:42Z${'0'.repeat(40)}` }],
])('%s is not kept', (_, changes) => {
  const [kept] = night(createLedger(target), [list(job(changes))]).jobs;
  const [field = '', value = ''] = Object.entries(changes)[0] ?? [];
  expect(kept).not.toHaveProperty(field);
  expect(JSON.stringify(kept)).not.toContain(value);
});

test('an id that may hold a name is not kept', () => {
  expect(night(createLedger(target), [list(job({ job_id: 'jane.doe' }))]).jobs).toEqual([]);
});

test('each clause has a letter for each run, also one that came later', () => {
  const first = night(createLedger(target), [], [sampleVerdicts.kept, sampleVerdicts.broken]);
  const second = night(first, [], [sampleVerdicts.kept, sampleVerdicts.unobserved]);
  expect(second.clauses).toEqual({ 'a-kept': 'kk', 'b-broken': 'b-', 'e-unobserved': '-u' });
  const none = { at: '2026-05-06T15:00:00.000Z', broken: 0, warnings: 0, notices: 0, unobserved: 0 };
  expect(getHistory(second, () => 'broken')).toEqual([
    { ...none, kept: 1, broken: 1 },
    { ...none, kept: 1, unobserved: 1 },
  ]);
  expect(getHistory(second, () => 'warning')[0]).toEqual({ ...none, kept: 1, warnings: 1 });
});

test('thirty runs and a thousand jobs are kept, and no more', () => {
  const many = Array.from({ length: 1100 }, (_, index) =>
    job({ job_id: firstId.replace(/^.{4}/, String(index).padStart(4, '0')) }),
  );
  let ledger = night(createLedger(target), [list(...many)], [sampleVerdicts.broken]);
  expect(ledger.jobs).toHaveLength(1000);
  for (let run = 0; run < 40; run += 1) ledger = night(ledger, [], [sampleVerdicts.kept]);
  expect(ledger.runs).toHaveLength(30);
  expect(ledger.clauses).toEqual({ 'a-kept': 'k'.repeat(30) });
});

test('of more runs than are kept it is the earliest that is forgotten', () => {
  let ledger = night(createLedger(target), [], [sampleVerdicts.broken]);
  for (let run = 0; run < 30; run += 1) ledger = night(ledger, [], [sampleVerdicts.kept]);
  const last = addRun(ledger, {
    startedAt: '2026-06-07T15:00:00.000Z',
    evidence: createEvidence(),
    verdicts: [sampleVerdicts.broken],
    outcome: { status: 1, message: '' },
    statuses,
    staysFor,
  });
  expect(last.runs.at(-1)).toEqual({ at: '2026-06-07T15:00:00.000Z', exit_status: 1 });
  expect(last.clauses[sampleVerdicts.broken.clause.id]).toMatch(/^-+b$/);
});

test('what was broken before is what was broken when it was last judged', () => {
  const { broken, kept, unobserved } = sampleVerdicts;
  const clause = broken.clause;
  const rows = (...verdicts: readonly Verdict[]) =>
    verdicts.reduce((ledger, one) => night(ledger, [], [one]), createLedger(target));
  expect(listBrokenClauses(createLedger(target))).toBeUndefined();
  expect(listBrokenClauses(rows({ ...kept, clause }, broken))).toEqual(new Set([clause.id]));
  expect(listBrokenClauses(rows(broken, { ...unobserved, clause }))).toEqual(new Set([clause.id]));
  expect(listBrokenClauses(rows(broken, { ...kept, clause }))).toEqual(new Set());
});
