import type { Judge } from '../verdict/clause.ts';
import {
  createObservations,
  type ExchangeDraft,
  exchangeDraft,
  findBreaches,
  firstId,
  judgeVerdict,
  secondId,
  thirdId,
} from '../testing/exchanges.ts';
import { action, listed, listPost, lost, method, ownView, read, submission } from '../testing/own-jobs.ts';
import * as life from './own-job-life.ts';
import * as effects from './side-effects.ts';
import * as untimely from './untimely.ts';
import * as methods from './write-methods.ts';

/** What is missing for a run that may write and has another user's token, but got no response. */
function getMissing(judge: Judge) {
  const seen = createObservations();
  const { target } = seen.evidence;
  const withAll = { ...target, mayWrite: true, hasOtherToken: true };
  const judgement = judge({ ...seen, evidence: { ...seen.evidence, target: withAll } });
  return judgement.verdict === 'unobserved' ? judgement.missing.message : judgement.verdict;
}

test.each<[Judge, RegExp]>([
  [life.submissionCreatesOne, /^a job that this run created; this run submitted nothing$/],
  [
    life.ownJobPrivate,
    /^another user's request for a job that this run created; this run submitted nothing$/,
  ],
  [life.ownJobFinishes, /^the end of a job that this run created; this run submitted nothing$/],
  [life.ownJobUndisturbed, /^a job that this run created; this run submitted nothing$/],
  [life.ownListAgrees, /^a list between two equal reads .*; this run submitted nothing$/],
  [effects.rejectedSubmissionsCreateNothing, /^a rejected submission between two lists$/],
  [effects.actionOnItsJobOnly, /^an accepted action between two lists; this run submitted nothing$/],
  [untimely.rejectedActionNoEffect, /^a rejected action; this run submitted nothing$/],
  [untimely.foreignControlNoEffect, /^an action on another user's job, and a read of this job$/],
])('a clause without evidence says what is missing: %p, %p', (judge, message) => {
  expect(getMissing(judge)).toMatch(message);
});

const begun = '2026-05-06T14:59:00Z';
const stuck = Array.from({ length: 601 }, () => read('in-progress'));

test('a stuck job is reported with its status, and since when', () => {
  expect(findBreaches(life.ownJobFinishes, submission(), ...stuck)).toEqual([
    {
      exchange: '#602',
      expected: `job ${firstId} with 3 records changes within ten minutes`,
      actual: 'it has been in-progress since #2 and is left behind',
    },
  ]);
});

test('a list that differs from two reads is reported with both states', () => {
  const seen = [submission(), read('paused'), listed(ownView('in-progress')), read('paused')];
  expect(findBreaches(life.ownListAgrees, ...seen)).toEqual([
    {
      exchange: '#3',
      expected: `paused, updated_at "${begun}", as in #2 and #4`,
      actual: `in-progress, updated_at "${begun}" (job ${firstId})`,
    },
  ]);
});

test('a new job that another user sees is reported once for each place', () => {
  const seen = [
    submission(),
    exchangeDraft('own-foreign-list', [ownView('queued')]),
    exchangeDraft('own-foreign-detail', ownView('queued'), { jobId: firstId }),
  ];
  const expected = 'no trace of a job that another user has just created';
  expect(findBreaches(life.ownJobPrivate, ...seen)).toEqual([
    { exchange: '#2', expected, actual: `job ${firstId} in the list` },
    { exchange: '#3', expected, actual: `status 200 for job ${firstId}` },
  ]);
});

const withBoth = (tag: 'pause-untimely' | 'own-foreign-control', status: number, from: string) =>
  [firstId, secondId].flatMap((id) => [
    submission(id),
    read(from, { job_id: id }),
    action(tag, status, id),
    read('paused', { job_id: id }),
  ]);
/** Somebody else pauses the job, too. */
const disturbed = [read('in-progress'), read('paused')];

test.each<[Judge, readonly ExchangeDraft[], object]>([
  [
    untimely.foreignControlNoEffect,
    withBoth('own-foreign-control', 404, 'in-progress'),
    {
      exchange: '#4',
      expected: `job ${firstId} is still in-progress after an action of another user, or without a token (#3)`,
      actual: 'paused',
    },
  ],
  [
    untimely.rejectedActionNoEffect,
    withBoth('pause-untimely', 400, 'queued'),
    {
      exchange: '#4',
      expected: `job ${firstId} is not paused after the rejected #3, when it was queued`,
      actual: 'paused',
    },
  ],
  [
    untimely.pauseOnlyAtWork,
    withBoth('pause-untimely', 200, 'queued'),
    {
      exchange: '#3',
      expected: 'status 4xx, because the job is queued',
      actual: 'status 200, and the job is paused (#4)',
    },
  ],
])('an action that takes effect on two jobs is reported: %p', (judge, seen, breach) => {
  const found = findBreaches(judge, ...seen);
  expect(found).toHaveLength(2);
  expect(found[0]).toEqual(breach);
});

const moved = (status: string) => ownView(status, { job_id: thirdId });

test('where another client pauses the job too, its effects are not blamed on an action', () => {
  const foreign = withBoth('own-foreign-control', 404, 'in-progress');
  expect(judgeVerdict(untimely.foreignControlNoEffect, ...foreign, ...disturbed)).toBe('kept');
  const pause = [
    submission(),
    listed(ownView('in-progress'), moved('in-progress')),
    action('pause', 200),
    listed(ownView('paused'), moved('paused')),
  ];
  expect(judgeVerdict(effects.actionOnItsJobOnly, ...pause)).toBe('broken');
  expect(judgeVerdict(effects.actionOnItsJobOnly, ...pause, ...disturbed)).toBe('kept');
});

const at = (second: number) => read('in-progress', { updated_at: `2026-05-06T14:59:0${second}Z` });

test('a rejected resume that changes updated_at is reported with the action', () => {
  const resume = action('resume-untimely', 400);
  const seen = [submission(), at(1), at(1), resume, at(2), at(2), resume, at(3)];
  expect(findBreaches(untimely.rejectedActionNoEffect, ...seen)).toEqual([
    {
      exchange: '#5',
      expected: 'the same updated_at as before the rejected #4',
      actual: '"2026-05-06T14:59:02Z"',
    },
    {
      exchange: '#8',
      expected: 'the same updated_at as before the rejected #7',
      actual: '"2026-05-06T14:59:03Z"',
    },
  ]);
  // One pair of reads without an action does not show that nothing else changes it.
  expect(
    judgeVerdict(untimely.rejectedActionNoEffect, submission(), at(1), resume, at(2), resume, at(3)),
  ).toBe('kept');
});

const done = (second: number) => read('completed', { updated_at: `2026-05-06T14:59:0${second}Z` });

test('methods that change updated_at are reported with the values before and after', () => {
  const seen = [done(1), method('PUT'), done(2), method('PUT'), done(3)];
  expect(findBreaches(methods.writeMethodsChangeNothing, ...seen)[1]).toEqual({
    exchange: '#5',
    expected: 'updated_at "2026-05-06T14:59:02Z", as before PUT (#4)',
    actual: '"2026-05-06T14:59:03Z"',
  });
});

test('a read that failed after a method does not count, although a later one shows a change', () => {
  const seen = [done(1), method('PUT'), lost(500), read('queued')];
  expect(judgeVerdict(methods.writeMethodsChangeNothing, ...seen)).toBe('kept');
});

test('of several new jobs, the one that the response to POST names is reported', () => {
  const [third, own, second] = [thirdId, firstId, secondId].map((id) => ownView('queued', { job_id: id }));
  const seen = [listed(own), listPost(201, { job_id: secondId }), listed(third, second, own)];
  expect(findBreaches(methods.writeMethodsChangeNothing, ...seen)).toEqual([
    {
      exchange: '#3',
      expected: 'the same jobs as before POST on the list (#2)',
      actual: `a new job ${secondId}`,
    },
  ]);
});
