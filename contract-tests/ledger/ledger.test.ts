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
import { getHistory, listBrokenClauses } from './clause-rows.ts';
import { createLedger, type Ledger } from './format.ts';
import { addRun, toEarlier } from './ledger.ts';

const { lifeCycle } = spec;
const target = 'http://127.0.0.1:4010';

function recordRun(
  ledger: Ledger,
  exchanges: readonly ExchangeDraft[],
  verdicts: readonly Verdict[] = [],
): Ledger {
  return addRun(ledger, {
    startedAt: '2026-05-06T15:00:00.000Z',
    evidence: createEvidence(...exchanges),
    verdicts,
    outcome: { status: 0, message: '' },
    lifeCycle,
    drift: 0,
  });
}

const on = (date: string) => ({ Date: new Date(`${date}T15:00:00Z`).toUTCString() });
const listOn = (date: string, ...jobs: readonly unknown[]) =>
  exchangeDraft('list', jobs, { headers: on(date) });

test('a job is stored as last listed, with its place and the time of its last single status', () => {
  const other = job({ job_id: secondId, status: 'queued' });
  const ended = job({ status: 'completed' });
  const all = [list(other, job()), exchangeDraft('watch-list', [other, ended]), detail(job())];
  const ledger = recordRun(createLedger(target), all);
  expect(toEarlier(ledger)).toMatchObject({
    runs: 1,
    jobs: [
      { jobId: secondId, place: 0, status: 'queued' },
      {
        jobId: firstId,
        place: 1,
        status: 'completed',
        updatedAt: '2026-05-06T14:25:42Z',
        lastRead: '2026-05-06T15:00:02.000Z',
      },
    ],
  });
  expect(ledger.jobs[0]).not.toHaveProperty('last_read');
  // It is kept until the next time.
  expect(recordRun(ledger, [list(other, ended)]).jobs[1]?.last_read).toBe('2026-05-06T15:00:02.000Z');
});

test('two runs on one day count as one day in a status', () => {
  let ledger = createLedger(target);
  for (const date of ['2026-05-06', '2026-05-06', '2026-05-07', '2026-05-08'])
    ledger = recordRun(ledger, [listOn(date, job())]);
  expect(ledger.jobs[0]).toMatchObject({
    days_in_status: 3,
    first_seen: '2026-05-06T15:00:00.000Z',
    last_seen: '2026-05-08T15:00:00.000Z',
  });
  ledger = recordRun(ledger, [listOn('2026-05-09', job({ status: 'paused' }))]);
  expect(ledger.jobs[0]?.days_in_status).toBe(1);
});

test('a job that was not seen is stored without its place, and a deleted job is removed', () => {
  const first = recordRun(createLedger(target), [list(job())]);
  const unseen = recordRun(first, [list()]);
  expect(unseen.jobs.map(({ job_id: id, place }) => [id, place])).toEqual([[firstId, undefined]]);
  const gone = exchangeDraft('earlier-detail', { detail: 'Not found.' }, { jobId: firstId, status: 404 });
  expect(recordRun(unseen, [list(), gone]).jobs).toEqual([]);
});

test.each([
  ['a status outside the vocabulary', { status: 'jane@example.com' }],
  ['an invalid timestamp', { submitted_at: 'Jane Doe' }],
  ['a timestamp followed by other text', { updated_at: `2026-05-06T14:25:42Z${'0'.repeat(40)}` }],
])('%s is not stored', (_, changes) => {
  const [kept] = recordRun(createLedger(target), [list(job(changes))]).jobs;
  const [field = '', value = ''] = Object.entries(changes)[0] ?? [];
  expect(kept).not.toHaveProperty(field);
  expect(JSON.stringify(kept)).not.toContain(value);
});

test('an id that may contain a name is not stored', () => {
  expect(recordRun(createLedger(target), [list(job({ job_id: 'jane.doe' }))]).jobs).toEqual([]);
});

test('each clause has one letter per run, even a clause added later', () => {
  const first = recordRun(createLedger(target), [], [sampleVerdicts.kept, sampleVerdicts.broken]);
  const second = recordRun(first, [], [sampleVerdicts.kept, sampleVerdicts.unobserved]);
  expect(second.clauses).toEqual({ 'a-kept': 'kk', 'b-broken': 'b-', 'e-unobserved': '-u' });
  const none = { at: '2026-05-06T15:00:00.000Z', broken: 0, warnings: 0, notices: 0, unobserved: 0 };
  expect(getHistory(second, () => 'broken')).toEqual([
    { ...none, kept: 1, broken: 1 },
    { ...none, kept: 1, unobserved: 1 },
  ]);
  expect(getHistory(second, () => 'warning')[0]).toEqual({ ...none, kept: 1, warnings: 1 });
});

test('at most thirty runs and a thousand jobs are stored', () => {
  const many = Array.from({ length: 1100 }, (_, index) =>
    job({ job_id: firstId.replace(/^.{4}/, String(index).padStart(4, '0')) }),
  );
  let ledger = recordRun(createLedger(target), [list(...many)], [sampleVerdicts.broken]);
  expect(ledger.jobs).toHaveLength(1000);
  for (let run = 0; run < 40; run += 1) ledger = recordRun(ledger, [], [sampleVerdicts.kept]);
  expect(ledger.runs).toHaveLength(30);
  expect(ledger.clauses).toEqual({ 'a-kept': 'k'.repeat(30) });
});

test('the ledger drops the earliest runs first', () => {
  let ledger = recordRun(createLedger(target), [], [sampleVerdicts.broken]);
  for (let run = 0; run < 30; run += 1) ledger = recordRun(ledger, [], [sampleVerdicts.kept]);
  const last = addRun(ledger, {
    startedAt: '2026-06-07T15:00:00.000Z',
    evidence: createEvidence(),
    verdicts: [sampleVerdicts.broken],
    outcome: { status: 1, message: '' },
    lifeCycle,
    drift: 0,
  });
  expect(last.runs.at(-1)).toEqual({ at: '2026-06-07T15:00:00.000Z', exit_status: 1 });
  expect(last.clauses[sampleVerdicts.broken.clause.id]).toMatch(/^-+b$/);
});

test('a clause counts as broken before if its last verdict was broken', () => {
  const { broken, kept, unobserved } = sampleVerdicts;
  const clause = broken.clause;
  const rows = (...verdicts: readonly Verdict[]) =>
    verdicts.reduce((ledger, one) => recordRun(ledger, [], [one]), createLedger(target));
  expect(listBrokenClauses(createLedger(target))).toBeUndefined();
  expect(listBrokenClauses(rows({ ...kept, clause }, broken))).toEqual(new Set([clause.id]));
  expect(listBrokenClauses(rows(broken, { ...unobserved, clause }))).toEqual(new Set([clause.id]));
  expect(listBrokenClauses(rows(broken, { ...kept, clause }))).toEqual(new Set());
});
