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
import * as nights from './earlier-runs.ts';

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

function judged(judge: Judge, jobs: readonly EarlierJob[], ...tonight: readonly ExchangeDraft[]) {
  const seen = createObservations(...tonight);
  return judge({ ...seen, evidence: { ...seen.evidence, earlier: { runs: 3, jobs } } });
}

/** Of a job that was like this and is like that. */
type Case = readonly [
  what: string,
  judge: Judge,
  verdict: string,
  was: Partial<EarlierJob>,
  is: Partial<typeof now>,
];

const cases: readonly Case[] = [
  ['a failed job is completed', nights.finalStays, 'broken', { status: 'failed' }, { status: 'completed' }],
  [
    'a completed job is completed',
    nights.finalStays,
    'kept',
    { status: 'completed' },
    { status: 'completed' },
  ],
  ['a job at work is completed', nights.finalStays, 'unobserved', {}, { status: 'completed' }],
  ['a job at work is queued', nights.legalOrder, 'broken', {}, { status: 'queued' }],
  ['a paused job is at work', nights.legalOrder, 'kept', { status: 'paused' }, {}],
  ['a queued job is completed', nights.legalOrder, 'kept', { status: 'queued' }, { status: 'completed' }],
  ['a status is no word of the document', nights.legalOrder, 'unobserved', {}, { status: 'Draft' }],
  ['submitted_at is the same', nights.submittedNeverChanges, 'kept', {}, {}],
  [
    'submitted_at is a second later',
    nights.submittedNeverChanges,
    'broken',
    {},
    { submitted_at: '2026-05-05T14:23:12Z' },
  ],
  [
    'submitted_at has got microseconds',
    nights.submittedNeverChanges,
    'kept',
    {},
    { submitted_at: '2026-05-05T14:23:11.123456Z' },
  ],
  [
    'submitted_at is spelled otherwise',
    nights.submittedNeverChanges,
    'kept',
    {},
    { submitted_at: '2026-05-05T14:23:11+00:00' },
  ],
  ['updated_at is later', nights.updatedNeverGoesBack, 'kept', {}, { updated_at: '2026-05-06T01:00:00Z' }],
  [
    'updated_at is earlier',
    nights.updatedNeverGoesBack,
    'broken',
    {},
    { updated_at: '2026-05-05T14:25:41Z' },
  ],
  [
    'updated_at has lost its fraction',
    nights.updatedNeverGoesBack,
    'kept',
    { updatedAt: '2026-05-05T14:25:42.5Z' },
    {},
  ],
  [
    'a status has moved, and updated_at not',
    nights.updatedMovesWithStatus,
    'broken',
    {},
    { status: 'failed' },
  ],
  [
    'a status has moved within the second of the look',
    nights.updatedMovesWithStatus,
    'unobserved',
    { lastSeen: '2026-05-05T14:25:43.000Z' },
    { status: 'failed' },
  ],
  ['no status has moved', nights.updatedMovesWithStatus, 'unobserved', {}, {}],
  [
    'a finished job is enhanced',
    nights.finishedUntouched,
    'kept',
    { status: 'completed' },
    { status: 'completed', updated_at: '2026-05-06T01:00:00Z' },
  ],
  [
    'a finished job is touched for the third night',
    nights.finishedUntouched,
    'broken',
    { status: 'completed', lateMoves: 2 },
    { status: 'completed', updated_at: '2026-05-06T01:00:00Z' },
  ],
  ['a job is at work for thirty nights', nights.notForEver, 'kept', { daysInStatus: 29 }, {}],
  ['a job is at work for one night more', nights.notForEver, 'broken', { daysInStatus: 30 }, {}],
  [
    'a job has been paused for a year',
    nights.notForEver,
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
  ['a new job on top', 'kept', ['0a0a0a0a-3b7a-4c2d-8e6f-a1b2c3d4e5f6', ...ids]],
  ['a job less', 'kept', [firstId, thirdId]],
  ['one of them alone', 'unobserved', [firstId]],
])('the list has %s', (_, verdict, which) => {
  expect(judged(nights.orderStays, earlier, listed(...which)).verdict).toBe(verdict);
});

test('jobs of the same instant may change places', () => {
  const twins = earlier.map((one) => ({ ...one, submittedAt: '2026-05-05T14:23:11Z' }));
  expect(judged(nights.orderStays, twins, listed(secondId, firstId)).verdict).toBe('kept');
});

test.each([
  ['found by its id', 200, 'broken', 'kept'],
  ['not found either', 404, 'kept', 'broken'],
  ['not answered', 503, 'kept', 'kept'],
])('a job that is no longer listed is %s', (_, status, stillListed, stillThere) => {
  const tonight = [listed(firstId, secondId), found(status)];
  expect(judged(nights.stillListed, earlier, ...tonight).verdict).toBe(stillListed);
  expect(judged(nights.stillThere, earlier, ...tonight).verdict).toBe(stillThere);
});

test('a list that goes on says nothing of what is not on its first page', () => {
  const page = exchangeDraft('list', {
    count: 90,
    next: 'http://x/?page=2',
    previous: null,
    results: [job(now)],
  });
  expect(judged(nights.stillListed, earlier, page, found(200)).verdict).toBe('unobserved');
});

test('without a ledger, and on the first night, that is what was missing', () => {
  const seen = createObservations(list(job()));
  const first = { ...seen, evidence: { ...seen.evidence, earlier: { runs: 0, jobs: [] } } };
  for (const judge of Object.values(nights)) {
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
