import type { Judge } from '../verdict/clause.ts';
import type { EarlierJob } from '../evidence/earlier.ts';
import {
  firstId,
  job,
  list,
  type ExchangeDraft,
  exchangeDraft,
  secondId,
  createObservations,
  thirdId,
} from '../testing/exchanges.ts';
import * as clauses from './earlier-runs.ts';

const before: EarlierJob = {
  jobId: firstId,
  status: 'in-progress',
  submittedAt: '2026-05-05T14:23:11Z',
  updatedAt: '2026-05-05T14:25:42Z',
  place: 0,
  firstSeen: '2026-05-05T15:00:00.000Z',
  lastSeen: '2026-05-05T15:00:00.000Z',
  daysInStatus: 1,
  lateMoves: 0,
};
const now = {
  status: 'in-progress',
  submitted_at: '2026-05-05T14:23:11Z',
  updated_at: '2026-05-05T14:25:42Z',
};

function judged(judge: Judge, jobs: readonly EarlierJob[], ...thisRun: readonly ExchangeDraft[]) {
  const seen = createObservations(...thisRun);
  return judge({ ...seen, evidence: { ...seen.evidence, earlier: { runs: 3, jobs } } });
}

/** A job had the first fields before, and has the second fields now. */
type Case = readonly [
  what: string,
  judge: Judge,
  verdict: string,
  was: Partial<EarlierJob>,
  is: Partial<typeof now>,
];

const cases: readonly Case[] = [
  [
    'a failed job becomes completed',
    clauses.finalStays,
    'broken',
    { status: 'failed' },
    { status: 'completed' },
  ],
  [
    'a completed job stays completed',
    clauses.finalStays,
    'kept',
    { status: 'completed' },
    { status: 'completed' },
  ],
  ['a job in progress becomes completed', clauses.finalStays, 'unobserved', {}, { status: 'completed' }],
  ['a job in progress becomes queued', clauses.legalOrder, 'broken', {}, { status: 'queued' }],
  ['a paused job becomes in-progress', clauses.legalOrder, 'kept', { status: 'paused' }, {}],
  [
    'a queued job becomes completed',
    clauses.legalOrder,
    'kept',
    { status: 'queued' },
    { status: 'completed' },
  ],
  ['a status is not in the vocabulary', clauses.legalOrder, 'unobserved', {}, { status: 'Draft' }],
  ['submitted_at stays the same', clauses.submittedNeverChanges, 'kept', {}, {}],
  [
    'submitted_at is a second later',
    clauses.submittedNeverChanges,
    'broken',
    {},
    { submitted_at: '2026-05-05T14:23:12Z' },
  ],
  [
    'submitted_at has gained microseconds',
    clauses.submittedNeverChanges,
    'kept',
    {},
    { submitted_at: '2026-05-05T14:23:11.123456Z' },
  ],
  [
    'submitted_at has another format',
    clauses.submittedNeverChanges,
    'kept',
    {},
    { submitted_at: '2026-05-05T14:23:11+00:00' },
  ],
  ['updated_at is later', clauses.updatedNeverGoesBack, 'kept', {}, { updated_at: '2026-05-06T01:00:00Z' }],
  [
    'updated_at is earlier',
    clauses.updatedNeverGoesBack,
    'broken',
    {},
    { updated_at: '2026-05-05T14:25:41Z' },
  ],
  [
    'updated_at has lost its fraction',
    clauses.updatedNeverGoesBack,
    'kept',
    { updatedAt: '2026-05-05T14:25:42.5Z' },
    {},
  ],
  [
    'a status has changed, but updated_at has not',
    clauses.updatedMovesWithStatus,
    'broken',
    {},
    { status: 'failed' },
  ],
  [
    'a status has changed within the second of the observation',
    clauses.updatedMovesWithStatus,
    'unobserved',
    { lastSeen: '2026-05-05T14:25:43.000Z' },
    { status: 'failed' },
  ],
  ['no status has changed', clauses.updatedMovesWithStatus, 'unobserved', {}, {}],
  [
    'a finished job is enhanced',
    clauses.finishedUntouched,
    'kept',
    { status: 'completed' },
    { status: 'completed', updated_at: '2026-05-06T01:00:00Z' },
  ],
  [
    'a finished job has a new updated_at in the third run',
    clauses.finishedUntouched,
    'broken',
    { status: 'completed', lateMoves: 2 },
    { status: 'completed', updated_at: '2026-05-06T01:00:00Z' },
  ],
  ['a job is in progress on thirty days', clauses.notForEver, 'kept', { daysInStatus: 29 }, {}],
  ['a job is in progress on thirty-one days', clauses.notForEver, 'broken', { daysInStatus: 30 }, {}],
  [
    'a job has been paused for a year',
    clauses.notForEver,
    'unobserved',
    { status: 'paused', daysInStatus: 365 },
    { status: 'paused' },
  ],
];

test.each(cases)('%s', (_, judge, verdict, was, is) => {
  expect(judged(judge, [{ ...before, ...was }], list(job({ ...now, ...is }))).verdict).toBe(verdict);
});

const ids = [firstId, secondId, thirdId];
const earlier = ids.map((jobId, place) => ({
  ...before,
  jobId,
  place,
  submittedAt: `2026-05-05T14:2${9 - place}:11Z`,
}));
const listed = (...which: readonly string[]) => list(...which.map((id) => job({ ...now, job_id: id })));
const found = (status: number) =>
  exchangeDraft('earlier-detail', job({ job_id: thirdId }), { jobId: thirdId, status });

test.each([
  ['the same order', 'kept', ids],
  ['another order', 'broken', [secondId, firstId, thirdId]],
  ['a new job at the top', 'kept', ['0a0a0a0a-3b7a-4c2d-8e6f-a1b2c3d4e5f6', ...ids]],
  ['one job less', 'kept', [firstId, thirdId]],
  ['one of the jobs alone', 'unobserved', [firstId]],
])('the list has %s', (_, verdict, which) => {
  expect(judged(clauses.orderStays, earlier, listed(...which)).verdict).toBe(verdict);
});

test('jobs with the same timestamp may swap places', () => {
  const twins = earlier.map((one) => ({ ...one, submittedAt: '2026-05-05T14:23:11Z' }));
  expect(judged(clauses.orderStays, twins, listed(secondId, firstId)).verdict).toBe('kept');
});

test.each([
  ['is found by its id', 200, 'broken', 'kept'],
  ['is not found by its id either', 404, 'kept', 'broken'],
  ['gets no response by its id', 503, 'kept', 'kept'],
])('a job that is missing in the list and %s', (_, status, stillListed, stillThere) => {
  const thisRun = [listed(firstId, secondId), found(status)];
  expect(judged(clauses.stillListed, earlier, ...thisRun).verdict).toBe(stillListed);
  expect(judged(clauses.stillThere, earlier, ...thisRun).verdict).toBe(stillThere);
});

test('a paged list proves nothing about jobs beyond its first page', () => {
  const page = exchangeDraft('list', {
    count: 90,
    next: 'http://x/?page=2',
    previous: null,
    results: [job(now)],
  });
  expect(judged(clauses.stillListed, earlier, page, found(200)).verdict).toBe('unobserved');
});

test('without a ledger, and in the first run, the clauses say so', () => {
  const seen = createObservations(list(job()));
  const first = { ...seen, evidence: { ...seen.evidence, earlier: { runs: 0, jobs: [] } } };
  for (const judge of Object.values(clauses)) {
    expect(judge(seen)).toEqual({
      verdict: 'unobserved',
      missing: { need: 'ledger', message: 'an earlier run (give --ledger FILE)' },
    });
    expect(judge(first)).toEqual({
      verdict: 'unobserved',
      missing: { need: 'earlier-run', message: 'an earlier run; the ledger is new' },
    });
  }
});
