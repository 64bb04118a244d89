import type { Tag } from '../evidence/probes.ts';
import {
  findBreaches,
  firstId,
  type ExchangeDraft,
  exchangeDraft,
  judgeVerdict,
  secondId,
  thirdId,
} from '../testing/exchanges.ts';
import { action, ownView, read, readSecond, submission } from '../testing/own-jobs.ts';
import { detailWithStatus as seenThen } from '../testing/results.ts';
import * as judge from './untimely.ts';

const order = (tag: Tag, status: number, body: unknown = {}): ExchangeDraft =>
  exchangeDraft(tag, body, { status, jobId: firstId, operationId: 'controlEnrichment' });
/** The run's own job; its timestamps are old enough to show every change. */
const seenAs = (status: string, updated?: string): ExchangeDraft => ({
  ...seenThen(status, updated),
  tag: 'own-detail',
});
const [working, paused, done] = [seenAs('in-progress'), seenAs('paused'), seenAs('completed')];

const refusal = { error: 'Only a job that is in progress can be paused.' };
const soon = (status: string) => seenAs(status, '2026-05-06T15:00:00Z');

test.each<[string, readonly ExchangeDraft[], string, string]>([
  [
    'a queued job is rejected',
    [seenAs('queued'), order('pause-untimely', 400, refusal), seenAs('queued')],
    'kept',
    'kept',
  ],
  ['a finished job is rejected', [done, order('pause-untimely', 400, refusal)], 'kept', 'kept'],
  ['a finished job is rejected with 409', [done, order('pause-untimely', 409, refusal)], 'kept', 'broken'],
  [
    'a queued job is accepted',
    [seenAs('queued'), order('pause-untimely', 200), seenAs('queued')],
    'broken',
    'unobserved',
  ],
  [
    'a job that had started in the meantime is accepted',
    [seenAs('queued'), order('pause-untimely', 200), paused],
    'unobserved',
    'unobserved',
  ],
  ['a paused job is accepted', [paused, order('pause-untimely', 200), paused], 'broken', 'unobserved'],
  [
    'a job that had just been paused, and may have been resumed',
    [soon('paused'), order('pause-untimely', 200), soon('paused')],
    'unobserved',
    'unobserved',
  ],
])('a pause action on %s', (_, seen, only, words) => {
  expect([
    judgeVerdict(judge.pauseOnlyAtWork, ...seen),
    judgeVerdict(judge.untimelyRefusal, ...seen),
  ]).toEqual([only, words]);
});

test('resuming a job that is in progress is rejected', () => {
  expect(judgeVerdict(judge.resumeOnlyPaused, working, order('resume-untimely', 400), working)).toBe('kept');
  expect(judgeVerdict(judge.resumeOnlyPaused, working, order('resume-untimely', 200), working)).toBe(
    'broken',
  );
});

const at = (status: string, second: number): ExchangeDraft =>
  read(status, { updated_at: `2026-05-06T14:59:0${second}Z` });
const resumeTwice = (status: number, ...after: readonly ExchangeDraft[]): readonly ExchangeDraft[] =>
  after.flatMap((one) => [action('resume-untimely', status), one, one]);

test.each<[string, readonly ExchangeDraft[], string, string]>([
  [
    'is rejected',
    [at('in-progress', 1), ...resumeTwice(400, at('in-progress', 1), at('in-progress', 1))],
    'kept',
    'kept',
  ],
  [
    'is accepted once, after somebody else may have paused it',
    [at('in-progress', 1), ...resumeTwice(200, at('in-progress', 2))],
    'unobserved',
    'unobserved',
  ],
  [
    'is accepted twice and changes updated_at',
    [at('in-progress', 1), ...resumeTwice(200, at('in-progress', 2), at('in-progress', 3))],
    'broken',
    'unobserved',
  ],
  [
    'is rejected twice and changes updated_at',
    [at('in-progress', 1), ...resumeTwice(400, at('in-progress', 2), at('in-progress', 3))],
    'unobserved',
    'broken',
  ],
  [
    'is rejected twice, and changes updated_at once',
    [at('in-progress', 1), ...resumeTwice(400, at('in-progress', 2), at('in-progress', 2))],
    'kept',
    'kept',
  ],
  [
    'is rejected twice while updated_at changes all the time',
    [
      at('in-progress', 1),
      at('in-progress', 2),
      action('resume-untimely', 400),
      at('in-progress', 3),
      at('in-progress', 4),
      action('resume-untimely', 400),
      at('in-progress', 5),
    ],
    'unobserved',
    'kept',
  ],
])('a resume of a job in progress that %s', (_, seen, refused, quiet) => {
  const all = [submission(), ...seen];
  expect([
    judgeVerdict(judge.resumeOnlyPaused, ...all),
    judgeVerdict(judge.rejectedActionNoEffect, ...all),
  ]).toEqual([refused, quiet]);
});

test.each<[string, readonly ExchangeDraft[], string, string]>([
  [
    'resumed and is not',
    [read('completed'), action('resume-untimely', 400), read('completed')],
    'kept',
    'kept',
  ],
  [
    'resumed, which is accepted',
    [read('completed'), action('resume-untimely', 200), read('completed')],
    'broken',
    'unobserved',
  ],
  [
    'resumed, which is accepted and works',
    [read('completed'), action('resume-untimely', 202), read('in-progress')],
    'broken',
    'unobserved',
  ],
  [
    'resumed, which is rejected and works',
    [read('failed'), action('resume-untimely', 400), read('in-progress')],
    'kept',
    'broken',
  ],
  [
    'resumed, which crashes',
    [read('failed'), action('resume-untimely', 500), read('in-progress')],
    'kept',
    'unobserved',
  ],
])('a finished job is to be %s', (_, seen, refused, quiet) => {
  const all = [submission(), ...seen];
  expect([
    judgeVerdict(judge.resumeOnlyPaused, ...all),
    judgeVerdict(judge.rejectedActionNoEffect, ...all),
  ]).toEqual([refused, quiet]);
});

/** The same with two jobs of the run. */
const withBoth = (create: (jobId: string) => readonly ExchangeDraft[]): readonly ExchangeDraft[] =>
  [firstId, secondId].flatMap((jobId) => [submission(jobId), ...create(jobId)]);
const earlyPause = (status: number) => (jobId: string) => [
  read('queued', { job_id: jobId }),
  action('pause-untimely', status, jobId),
  read('paused', { job_id: jobId }),
];

test.each<[string, readonly ExchangeDraft[], string, string]>([
  ['accepted and works once', [submission(), ...earlyPause(200)(firstId)], 'unobserved', 'unobserved'],
  ['accepted and works with two jobs', withBoth(earlyPause(200)), 'broken', 'unobserved'],
  ['rejected and works once', [submission(), ...earlyPause(400)(firstId)], 'unobserved', 'kept'],
  ['rejected and works with two jobs', withBoth(earlyPause(409)), 'unobserved', 'broken'],
  [
    'rejected and works with one of two jobs',
    [
      submission(),
      ...earlyPause(400)(firstId),
      submission(secondId),
      readSecond('queued'),
      action('pause-untimely', 400, secondId),
      readSecond('queued'),
    ],
    'kept',
    'kept',
  ],
])('a pause of a queued job is %s', (_, seen, refused, quiet) => {
  expect([
    judgeVerdict(judge.pauseOnlyAtWork, ...seen),
    judgeVerdict(judge.rejectedActionNoEffect, ...seen),
  ]).toEqual([refused, quiet]);
});

const strangersPause = (tag: Tag, status: number, after: string) => (jobId: string) => [
  read('in-progress', { job_id: jobId }),
  action(tag, status, jobId),
  read(after, { job_id: jobId }),
];
const foreignPause = (status: number, after: string) => strangersPause('own-foreign-control', status, after);
const theirs = (status: string, tag: Tag): ExchangeDraft =>
  exchangeDraft(tag, [ownView(status, { job_id: thirdId })]);
const onTheirs = action('foreign-control', 404, thirdId);

test.each<[string, readonly ExchangeDraft[], string]>([
  ['changes nothing', withBoth(foreignPause(404, 'in-progress')), 'kept'],
  ['seems to pause one job', [submission(), ...foreignPause(404, 'paused')(firstId)], 'kept'],
  ['pauses two jobs', withBoth(foreignPause(404, 'paused')), 'broken'],
  ['pauses two jobs without a token', withBoth(strangersPause('no-token', 401, 'paused')), 'broken'],
  [
    'leaves their job alone',
    [theirs('completed', 'foreign-list'), onTheirs, theirs('completed', 'foreign-list-again')],
    'kept',
  ],
  [
    'restarts their job',
    [theirs('completed', 'foreign-list'), onTheirs, theirs('queued', 'foreign-list-again')],
    'broken',
  ],
  [
    'concerns a job that is no longer listed',
    [theirs('completed', 'foreign-list'), onTheirs, exchangeDraft('foreign-list-again', [])],
    'kept',
  ],
  ['was not sent', [], 'unobserved'],
])("an action on another user's job that %s", (_, seen, verdict) => {
  expect(judgeVerdict(judge.foreignControlNoEffect, ...seen)).toBe(verdict);
});

test('a restarted job of another user is reported with its id', () => {
  const seen = [theirs('completed', 'foreign-list'), onTheirs, theirs('queued', 'foreign-list-again')];
  expect(findBreaches(judge.foreignControlNoEffect, ...seen)).toEqual([
    {
      exchange: '#3',
      expected: `the other user's job ${thirdId} is still completed after #2`,
      actual: 'queued',
    },
  ]);
});
