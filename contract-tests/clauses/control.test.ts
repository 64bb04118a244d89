import type { Judge } from '../verdict/clause.ts';
import type { Tag } from '../evidence/probes.ts';
import {
  findBreaches,
  firstId,
  type ExchangeDraft,
  exchangeDraft,
  judgeVerdict,
  secondId,
} from '../testing/exchanges.ts';
import { action, read, submission } from '../testing/own-jobs.ts';
import { detailWithStatus as seenThen } from '../testing/results.ts';
import * as judge from './control.ts';

const order = (tag: Tag, status: number, body: unknown = {}): ExchangeDraft =>
  exchangeDraft(tag, body, { status, jobId: firstId, operationId: 'controlEnrichment' });
/** The run's own job; its timestamps are old enough to show every change. */
const seenAs = (status: string, updated?: string): ExchangeDraft => ({
  ...seenThen(status, updated),
  tag: 'own-detail',
});
const [working, paused, done] = [seenAs('in-progress'), seenAs('paused'), seenAs('completed')];
/** The response took so long that a job would have obeyed by then. */
const late = (draft: ExchangeDraft): ExchangeDraft => ({ ...draft, tookMs: 9000 });

describe('a pause action', () => {
  test.each<[string, readonly ExchangeDraft[], string, string]>([
    ['is accepted and takes effect', [working, order('pause', 200), paused], 'kept', 'kept'],
    ['takes effect after a while', [working, order('pause', 200), working, working, paused], 'kept', 'kept'],
    [
      'is accepted with 202 and takes effect',
      [working, order('pause', 202), working, paused],
      'kept',
      'kept',
    ],
    [
      'is accepted and has no effect',
      [working, order('pause', 200), working, working, late(working)],
      'kept',
      'broken',
    ],
    [
      'is accepted by a server that stops after its current row',
      [working, order('pause', 202), working, working, working],
      'kept',
      'unobserved',
    ],
    ['came too late', [working, order('pause', 400), done], 'unobserved', 'unobserved'],
    [
      'was accepted when the job was nearly finished',
      [working, order('pause', 200), working, done],
      'kept',
      'kept',
    ],
    ['is rejected', [working, order('pause', 400), working], 'broken', 'unobserved'],
    ['is rejected for lack of credits', [working, order('pause', 402), working], 'unobserved', 'unobserved'],
    [
      'took effect until the job was resumed',
      [working, order('pause', 200), paused, order('resume', 200), working, working, late(working)],
      'kept',
      'kept',
    ],
    [
      'has too few observations after it',
      [working, order('pause', 200), working, working, order('resume', 400), working],
      'kept',
      'unobserved',
    ],
    ['was not sent', [working], 'unobserved', 'unobserved'],
  ])('%s', (_, seen, taken, obeyed) => {
    expect([judgeVerdict(judge.pauseTaken, ...seen), judgeVerdict(judge.pauseObeyed, ...seen)]).toEqual([
      taken,
      obeyed,
    ]);
  });

  test('without an effect is reported with the job and its status', () => {
    const reads = [working, working, late(working)];
    expect(findBreaches(judge.pauseObeyed, working, order('pause', 200), ...reads)).toEqual([
      {
        exchange: '#5',
        expected: `job ${firstId} leaves the status in-progress after #2`,
        actual: 'it is still in-progress',
      },
    ]);
  });
});

test.each<[string, readonly ExchangeDraft[], string, string]>([
  ['is accepted and takes effect', [paused, order('resume', 200), working], 'kept', 'kept'],
  ['is accepted, and the job finishes at once', [paused, order('resume', 200), done], 'kept', 'kept'],
  [
    'is accepted and has no effect',
    [paused, order('resume', 200), paused, paused, late(paused)],
    'kept',
    'broken',
  ],
  ['is rejected', [paused, order('resume', 400), paused], 'broken', 'unobserved'],
  ['is rejected for lack of credits', [paused, order('resume', 402), paused], 'unobserved', 'unobserved'],
  [
    'was sent for a job that somebody else had resumed',
    [working, order('resume', 400), working],
    'unobserved',
    'unobserved',
  ],
])('a resume action %s', (_, seen, taken, obeyed) => {
  expect([judgeVerdict(judge.resumeTaken, ...seen), judgeVerdict(judge.resumeObeyed, ...seen)]).toEqual([
    taken,
    obeyed,
  ]);
});

test.each<[string, Tag, number, Judge]>([
  ['an unknown action', 'bad-control', 400, judge.badControlRefused],
  ['an action on an unknown job', 'unknown-control', 404, judge.unknownControlNotFound],
  ["an action on another user's job", 'foreign-control', 404, judge.foreignControlNotFound],
  ['GET', 'control-get', 405, judge.controlByPostOnly],
  ['OPTIONS without a token', 'control-no-token', 401, judge.controlNeedsToken],
])('%s is rejected', (_, tag, status, one) => {
  expect([status, 200, 429].map((sent) => judgeVerdict(one, order(tag, sent)))).toEqual([
    'kept',
    'broken',
    'unobserved',
  ]);
});

test.each<[number, string, string]>([
  [401, '{"message": "Invalid or expired token"}', 'kept'],
  [204, '', 'kept'],
  [200, '', 'kept'],
  [200, '{"name": "Control", "actions": {}}', 'broken'],
  [403, '', 'broken'],
  [405, '', 'broken'],
])('OPTIONS without a token with status %d and body %j', (status, body, verdict) => {
  const options = exchangeDraft('control-no-token', body, { status, request: { method: 'OPTIONS' } });
  expect(judgeVerdict(judge.controlNeedsToken, options)).toBe(verdict);
});

const endedByPause = (jobId: string, end: string): readonly ExchangeDraft[] => [
  submission(jobId),
  read('in-progress', { job_id: jobId }),
  action('pause', 200, jobId),
  read(end, { job_id: jobId }),
];

test.each<[string, readonly ExchangeDraft[], string]>([
  ['one job has failed', endedByPause(firstId, 'failed'), 'kept'],
  ['two jobs have failed', [firstId, secondId].flatMap((id) => endedByPause(id, 'failed')), 'broken'],
  ['two jobs are completed', [firstId, secondId].flatMap((id) => endedByPause(id, 'completed')), 'broken'],
  [
    'one job is completed, and one is paused',
    [...endedByPause(firstId, 'completed'), ...endedByPause(secondId, 'paused')],
    'kept',
  ],
])('after a pause, %s', (_, seen, verdict) => {
  expect(judgeVerdict(judge.pauseObeyed, ...seen)).toBe(verdict);
});

test.each<[string, number, number, string]>([
  ['may not submit either', 403, 403, 'unobserved'],
  ['may submit', 201, 403, 'broken'],
  ['may not submit, but act', 403, 400, 'kept'],
])('an unknown action of a token that %s', (_, submitted, acted, verdict) => {
  const seen = [submission(firstId, submitted), order('bad-control', acted)];
  expect(judgeVerdict(judge.badControlRefused, ...seen)).toBe(verdict);
});
