import {
  createObservations,
  type ExchangeDraft,
  findBreaches,
  firstId,
  judgeVerdict,
  secondId,
  thirdId,
} from '../testing/exchanges.ts';
import { listed, listPost, lost, method, ownView, read, submission } from '../testing/own-jobs.ts';
import { page, results } from '../testing/results.ts';
import * as judge from './write-methods.ts';

test.each<[string, ExchangeDraft, string, string]>([
  ['405 with Allow', method('PUT'), 'kept', 'kept'],
  [
    '405 with Allow in another form',
    method('PUT', 405, { headers: { allow: 'options,get' } }),
    'kept',
    'kept',
  ],
  ['405 without Allow', method('PUT', 405, { headers: {} }), 'kept', 'broken'],
  ['405 that allows the method', method('PUT', 405, { headers: { Allow: 'GET, PUT' } }), 'kept', 'broken'],
  ['405 that does not allow GET', method('PUT', 405, { headers: { Allow: 'POST' } }), 'kept', 'broken'],
  ['400', method('PATCH', 400), 'kept', 'broken'],
  ['403', method('DELETE', 403), 'kept', 'broken'],
  ['a redirect', method('POST', 302), 'kept', 'broken'],
  ['200', method('PATCH', 200), 'broken', 'broken'],
  ['204', method('DELETE', 204), 'broken', 'broken'],
  ['503', method('DELETE', 503), 'unobserved', 'unobserved'],
  ['405 on the list', listPost(), 'kept', 'kept'],
  ['201 on the list', listPost(201), 'broken', 'broken'],
])('a method that must be rejected gets %s', (_, sent, refused, as405) => {
  expect([judgeVerdict(judge.writeMethodsRefused, sent), judgeVerdict(judge.writeMethods405, sent)]).toEqual([
    refused,
    as405,
  ]);
});

const done = read('completed');
const touched = (second: number) => read('completed', { updated_at: `2026-05-06T14:59:0${second}Z` });

test.each<[string, readonly ExchangeDraft[], string]>([
  ['leaves the job as it is', [done, method('PUT'), done], 'kept'],
  ['is answered with 200 and leaves the job as it is', [done, method('PUT', 200), done], 'kept'],
  ['deletes the job', [done, method('DELETE', 204), lost()], 'broken'],
  ['deletes the job for good', [done, method('DELETE'), lost(410)], 'broken'],
  ['comes before a server error', [done, method('DELETE'), lost(500)], 'kept'],
  ['queues the job again', [done, method('PATCH'), read('queued')], 'broken'],
  [
    'changes submitted_at',
    [done, method('PATCH'), read('completed', { submitted_at: '2001-01-01T00:00:00Z' })],
    'broken',
  ],
  [
    'comes just before the last update',
    [done, method('PATCH'), touched(1), method('PUT'), touched(1)],
    'kept',
  ],
  [
    'changes updated_at each time',
    [done, method('PATCH'), touched(1), method('PATCH'), touched(2)],
    'broken',
  ],
  ['is sent to a job in progress', [read('in-progress'), method('PATCH'), done], 'kept'],
  ['is sent to a job that was never read', [method('PATCH'), lost()], 'kept'],
])('a method that %s', (_, seen, verdict) => {
  expect(judgeVerdict(judge.writeMethodsChangeNothing, submission(), ...seen)).toBe(verdict);
});

test('a change is reported with the method and the state of the job before it', () => {
  expect(findBreaches(judge.writeMethodsChangeNothing, done, method('PATCH'), read('queued'))).toEqual([
    {
      exchange: '#3',
      expected: `job ${firstId} as before PATCH (#2): completed`,
      actual: 'queued, submitted_at "2026-05-06T14:59:00Z"',
    },
  ]);
});

const ownResults = (status: number): ExchangeDraft =>
  results(page([]), status === 200 ? {} : { status }, 'own-results');

test.each<[number, number, string]>([
  [200, 200, 'kept'],
  [200, 404, 'broken'],
  [200, 400, 'broken'],
  [200, 500, 'kept'],
  [200, 429, 'kept'],
  [400, 404, 'kept'],
])('results with status %i before the methods and %i afterwards: %s', (before, after, verdict) => {
  const seen = [ownResults(before), done, method('DELETE'), done, ownResults(after)];
  expect(judgeVerdict(judge.writeMethodsChangeNothing, ...seen)).toBe(verdict);
});

const own = ownView('completed');
const other = ownView('completed', { job_id: '00000000-0000-4000-8000-000000000000' });
const [second, third] = [secondId, thirdId].map((id) => ownView('queued', { job_id: id }));

test.each<[string, readonly ExchangeDraft[], string]>([
  ['nothing', [listed(own), listPost(), listed(own)], 'kept'],
  [
    'a job that its response names',
    [listed(own), listPost(201, { job_id: secondId }), listed(second, own)],
    'broken',
  ],
  [
    'a job each time',
    [listed(own), listPost(), listed(second, own), listPost(), listed(third, second, own)],
    'broken',
  ],
  [
    'a job the first time only',
    [listed(own), listPost(), listed(second, own), listPost(), listed(second, own)],
    'kept',
  ],
  [
    'a job each time, as other clients do too',
    [
      listed(other, own),
      listPost(),
      listed(second, other, own),
      listPost(),
      listed(third, second, other, own),
    ],
    'kept',
  ],
])('POST on the list creates %s', (_, seen, verdict) => {
  expect(judgeVerdict(judge.writeMethodsChangeNothing, listed(own), ...seen)).toBe(verdict);
});

test('without write access, the clauses name the flag that shows more', () => {
  for (const one of [judge.writeMethodsRefused, judge.writeMethods405, judge.writeMethodsChangeNothing])
    expect(one(createObservations())).toMatchObject({
      verdict: 'unobserved',
      missing: { need: 'write-access', message: expect.stringContaining('(give --allow-writes)') as string },
    });
});
