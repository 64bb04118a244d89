import {
  type ExchangeDraft,
  exchangeDraft,
  findBreaches,
  firstId,
  judgeVerdict,
  secondId,
  thirdId,
} from '../testing/exchanges.ts';
import { action, listed, ownView, read, submission } from '../testing/own-jobs.ts';
import * as judge from './side-effects.ts';

const [second, third] = [secondId, thirdId].map((id) => ownView('queued', { job_id: id }));
const before = (...jobs: readonly unknown[]): ExchangeDraft => exchangeDraft('before-submit', jobs);
const bad = (status: number): ExchangeDraft =>
  exchangeDraft('bad-submission', {}, { status, operationId: 'submitEnrichment' });
const nobody = (status: number): ExchangeDraft =>
  exchangeDraft('no-token', {}, { status, operationId: 'submitEnrichment' });

test.each<[string, readonly ExchangeDraft[], string]>([
  ['creates none', [before(), bad(400), before()], 'kept'],
  ['seems to create one, once', [before(), bad(400), before(second), bad(400), before(second)], 'kept'],
  ['creates one each time', [before(), bad(400), before(second), bad(422), before(third, second)], 'broken'],
  [
    'is accepted each time',
    [before(), bad(201), before(second), bad(201), before(third, second)],
    'unobserved',
  ],
  [
    'creates one each time, while jobs appear at other times too',
    [before(), before(ownView('queued')), bad(400), before(second), bad(400), before(third, second)],
    'kept',
  ],
  [
    'comes after one without a token that is accepted',
    [before(), nobody(201), bad(400), before(second), nobody(201), bad(400), before(third, second)],
    'kept',
  ],
  ['comes before all lists', [bad(400), before(second)], 'unobserved'],
  ['crashes', [before(), bad(500), before(second), bad(500), before(third, second)], 'unobserved'],
])('a bad submission that %s', (_, seen, verdict) => {
  const base = before(ownView('completed', { job_id: '00000000-0000-4000-8000-000000000000' }));
  expect(
    judgeVerdict(judge.rejectedSubmissionsCreateNothing, ...(verdict === 'kept' ? [base] : []), ...seen),
  ).toBe(verdict);
});

const at = (second_: number) => ({ updated_at: `2026-05-06T14:59:${String(second_).padStart(2, '0')}Z` });
const other = (status: string, seconds: number) => ownView(status, { job_id: secondId, ...at(seconds) });
const own = (status: string, seconds: number) => ownView(status, at(seconds));

test.each<[string, readonly unknown[], readonly unknown[], string]>([
  ['stays in progress', [other('in-progress', 1)], [other('in-progress', 1)], 'kept'],
  ['is paused at the same time', [other('in-progress', 1)], [other('paused', 31)], 'broken'],
  ['was paused long before', [other('in-progress', 1)], [other('paused', 20)], 'kept'],
  ['is completed at the same time', [other('in-progress', 1)], [other('completed', 30)], 'kept'],
  ['was paused already', [other('paused', 30)], [other('paused', 30)], 'kept'],
  ['is new', [], [other('paused', 30)], 'kept'],
])('while a job is paused, another one that %s', (_, first, then, verdict) => {
  const seen = [
    submission(),
    listed(own('in-progress', 10), ...first),
    read('in-progress', at(10)),
    action('pause', 200),
    read('paused', at(30)),
    listed(own('paused', 30), ...then),
  ];
  expect(judgeVerdict(judge.actionOnItsJobOnly, ...seen)).toBe(verdict);
});

const ofOther = (shown: unknown): ExchangeDraft => exchangeDraft('own-foreign-list', [shown]);

test.each([
  ['stays in progress', other('in-progress', 1), 'kept'],
  ['is paused at the same time', other('paused', 31), 'broken'],
])('while a job is paused, one of the other user that %s', (_, theirs, verdict) => {
  const seen = [
    submission(),
    ofOther(other('in-progress', 1)),
    listed(own('in-progress', 10)),
    read('in-progress', at(10)),
    action('pause', 200),
    read('paused', at(30)),
    listed(own('paused', 30)),
    ofOther(theirs),
  ];
  expect(judgeVerdict(judge.actionOnItsJobOnly, ...seen)).toBe(verdict);
});

test('a resume that resumes another job too is reported with both jobs', () => {
  const seen = [
    submission(),
    listed(own('paused', 10), other('paused', 1)),
    action('resume', 200),
    listed(own('in-progress', 30), other('in-progress', 30)),
  ];
  expect(findBreaches(judge.actionOnItsJobOnly, ...seen)).toEqual([
    {
      exchange: '#4',
      expected: `job ${secondId} does not move when #3 is sent for job ${firstId}`,
      actual: 'in-progress, at the same time',
    },
  ]);
});

test.each<[string, readonly ExchangeDraft[]]>([
  ['was rejected', [submission(), listed(), action('pause', 400), listed()]],
  ['is not between two lists', [submission(), listed(), action('pause', 200)]],
  ['is for a job of somebody else', [listed(), action('pause', 200), listed()]],
])('an action that %s shows nothing', (_, seen) => {
  expect(judgeVerdict(judge.actionOnItsJobOnly, ...seen)).toBe('unobserved');
});
