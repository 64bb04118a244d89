import type { Judge } from '../verdict/clause.ts';
import type { Tag } from '../evidence/probes.ts';
import {
  findBreaches,
  firstId,
  type ExchangeDraft,
  exchangeDraft,
  judgeVerdict,
} from '../testing/exchanges.ts';
import { detailWithStatus as seenThen } from '../testing/results.ts';
import * as judge from './control.ts';

const order = (tag: Tag, status: number, body: unknown = {}): ExchangeDraft =>
  exchangeDraft(tag, body, { status, jobId: firstId, operationId: 'controlEnrichment' });
/** Our own job; its timestamps are old enough to show every move. */
const seenAs = (status: string, updated?: string): ExchangeDraft => ({
  ...seenThen(status, updated),
  tag: 'own-detail',
});
const [working, paused, done] = [seenAs('in-progress'), seenAs('paused'), seenAs('completed')];

describe('an order to pause', () => {
  test.each<[string, readonly ExchangeDraft[], string, string]>([
    ['is taken and obeyed', [working, order('pause', 200), paused], 'kept', 'kept'],
    ['is obeyed after a while', [working, order('pause', 200), working, working, paused], 'kept', 'kept'],
    ['is taken with 202 and obeyed', [working, order('pause', 202), working, paused], 'kept', 'kept'],
    ['is taken and ignored', [working, order('pause', 200), working, working, working], 'kept', 'broken'],
    ['came too late', [working, order('pause', 400), done], 'unobserved', 'unobserved'],
    ['was taken when the job was nearly done', [working, order('pause', 200), working, done], 'kept', 'kept'],
    ['is refused', [working, order('pause', 400), working], 'broken', 'unobserved'],
    ['cannot be paid', [working, order('pause', 402), working], 'unobserved', 'unobserved'],
    [
      'was obeyed until the job was resumed',
      [working, order('pause', 200), paused, order('resume', 200), working, working, working],
      'kept',
      'kept',
    ],
    [
      'was not looked at often enough',
      [working, order('pause', 200), working, working, order('resume', 400), working],
      'kept',
      'unobserved',
    ],
    ['was not given', [working], 'unobserved', 'unobserved'],
  ])('%s', (_, seen, taken, obeyed) => {
    expect([judgeVerdict(judge.pauseTaken, ...seen), judgeVerdict(judge.pauseObeyed, ...seen)]).toEqual([
      taken,
      obeyed,
    ]);
  });

  test('that is ignored is told with the job and its status', () => {
    expect(findBreaches(judge.pauseObeyed, working, order('pause', 200), working, working, working)).toEqual([
      {
        exchange: '#5',
        expected: `job ${firstId} leaves the status in-progress after #2`,
        actual: 'it is still in-progress',
      },
    ]);
  });
});

test.each<[string, readonly ExchangeDraft[], string, string]>([
  ['is taken and obeyed', [paused, order('resume', 200), working], 'kept', 'kept'],
  ['is taken, and the job done at once', [paused, order('resume', 200), done], 'kept', 'kept'],
  ['is taken and ignored', [paused, order('resume', 200), paused, paused, paused], 'kept', 'broken'],
  ['is refused', [paused, order('resume', 400), paused], 'broken', 'unobserved'],
  ['cannot be paid', [paused, order('resume', 402), paused], 'unobserved', 'unobserved'],
  [
    'was given for a job that somebody else had resumed',
    [working, order('resume', 400), working],
    'unobserved',
    'unobserved',
  ],
])('an order to resume %s', (_, seen, taken, obeyed) => {
  expect([judgeVerdict(judge.resumeTaken, ...seen), judgeVerdict(judge.resumeObeyed, ...seen)]).toEqual([
    taken,
    obeyed,
  ]);
});

const refusal = { error: 'Only a job that is in progress can be paused.' };
const soon = (status: string) => seenAs(status, '2026-05-06T15:00:00Z');

test.each<[string, readonly ExchangeDraft[], string, string]>([
  [
    'a queued job is refused',
    [seenAs('queued'), order('pause-untimely', 400, refusal), seenAs('queued')],
    'kept',
    'kept',
  ],
  ['a finished job is refused', [done, order('pause-untimely', 400, refusal)], 'kept', 'kept'],
  ['a finished job is refused with 409', [done, order('pause-untimely', 409, refusal)], 'kept', 'broken'],
  [
    'a queued job is taken',
    [seenAs('queued'), order('pause-untimely', 200), seenAs('queued')],
    'broken',
    'unobserved',
  ],
  [
    'a job that had begun meanwhile is taken',
    [seenAs('queued'), order('pause-untimely', 200), paused],
    'unobserved',
    'unobserved',
  ],
  ['a paused job is taken', [paused, order('pause-untimely', 200), paused], 'broken', 'unobserved'],
  [
    'a job that had just been paused, and may have been resumed',
    [soon('paused'), order('pause-untimely', 200), soon('paused')],
    'unobserved',
    'unobserved',
  ],
])('to pause %s', (_, seen, only, words) => {
  expect([
    judgeVerdict(judge.pauseOnlyAtWork, ...seen),
    judgeVerdict(judge.untimelyRefusal, ...seen),
  ]).toEqual([only, words]);
});

test('to resume a job that is at work is refused', () => {
  expect(judgeVerdict(judge.resumeOnlyPaused, working, order('resume-untimely', 400), working)).toBe('kept');
  expect(judgeVerdict(judge.resumeOnlyPaused, working, order('resume-untimely', 200), working)).toBe(
    'broken',
  );
});

test.each<[string, Tag, number, Judge]>([
  ['an order that there is not', 'bad-control', 400, judge.badControlRefused],
  ['an order for a job that nobody has', 'unknown-control', 404, judge.unknownControlNotFound],
  ["an action on another user's job", 'foreign-control', 404, judge.foreignControlNotFound],
  ['GET', 'control-get', 405, judge.controlByPostOnly],
  ['OPTIONS without a token', 'control-no-token', 401, judge.controlNeedsToken],
])('%s is refused', (_, tag, status, one) => {
  expect([status, 200, 429].map((sent) => judgeVerdict(one, order(tag, sent)))).toEqual([
    'kept',
    'broken',
    'unobserved',
  ]);
});
