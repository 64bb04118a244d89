import { detail, type ExchangeDraft, findBreaches, job, judgeVerdict, list } from '../testing/exchanges.ts';
import { page, people, results } from '../testing/results.ts';
import { notOlderThanBefore, validatorsChange } from './copies.ts';

const answer = (first: number) => results(page(people(2, first)), { headers: { ETag: '"1"' } });

const seen = (headers: ExchangeDraft['headers'], status = 'completed', others: object = {}) => ({
  ...detail(job({ status, ...others })),
  headers: headers ?? {},
});

describe('an ETag or a date of change', () => {
  const long = { 'Last-Modified': 'Wed, 06 May 2026 14:00:00 GMT' };
  // The first exchange is at 15:00:00.
  const now = { 'Last-Modified': 'Wed, 06 May 2026 15:00:00 GMT' };
  const running = 'in-progress';

  test.each<[string, readonly ExchangeDraft[], string]>([
    ['changes', [seen({ ETag: '"1"' }, running), seen({ ETag: '"2"' })], 'kept'],
    ['stays with the status', [seen({ ETag: '"1"' }), seen({ ETag: '"1"' })], 'unobserved'],
    ['stays while the status changes', [seen({ ETag: '"1"' }, running), seen({ ETag: '"1"' })], 'broken'],
    ['is weak, and stays', [seen({ ETag: 'W/"1"' }, running), seen({ ETag: 'W/"1"' })], 'broken'],
    [
      'stays while only a request id changes',
      [seen({ ETag: 'W/"1"' }, running, { id: 1 }), seen({ ETag: 'W/"1"' }, running, { id: 2 })],
      'unobserved',
    ],
    [
      'returns after another value',
      [seen({ ETag: '"1"' }, running), seen({ ETag: '"2"' }, running), seen({ ETag: '"1"' })],
      'broken',
    ],
    ['is an old date', [seen(long, running), seen(long)], 'broken'],
    ['is the second of the request', [seen(now, running), seen(now)], 'kept'],
    ['is missing', [seen({}, running), seen({})], 'kept'],
    ['was seen once', [seen({ ETag: '"1"' })], 'unobserved'],
  ])('%s', (_, all, verdict) => {
    expect(judgeVerdict(validatorsChange, ...all)).toBe(verdict);
  });

  test('of results stays while a record changes', () => {
    expect(findBreaches(validatorsChange, answer(1), answer(2))).toEqual([
      {
        exchange: '#2',
        expected: 'another value than in #1, which has other contents',
        actual: 'ETag: "1"',
      },
    ]);
  });
});

const at = (date: string) => ({ Date: `Wed, 06 May 2026 ${date} GMT` });

const listAt = (date: string, status = 'queued'): ExchangeDraft => ({
  ...list(job({ status })),
  headers: at(date),
});
const jobAt = (date: string): ExchangeDraft => ({ ...detail(job()), headers: at(date) });
describe('a response after an earlier one', () => {
  test.each<[string, readonly ExchangeDraft[], string]>([
    [
      'is a copy of it, since another one was later',
      [listAt('15:00:00'), jobAt('15:00:02'), jobAt('15:00:03'), listAt('15:00:00')],
      'broken',
    ],
    [
      'has a later date',
      [listAt('15:00:00'), jobAt('15:00:02'), jobAt('15:00:03'), listAt('15:00:04')],
      'kept',
    ],
    [
      'has other contents',
      [listAt('15:00:00'), jobAt('15:00:02'), jobAt('15:00:03'), listAt('15:00:00', 'completed')],
      'kept',
    ],
    [
      'comes from a clock that does not move',
      [listAt('15:00:00'), jobAt('15:00:00'), jobAt('15:00:00'), listAt('15:00:00')],
      'kept',
    ],
    ['comes soon, from a slow clock', [listAt('15:00:00'), jobAt('15:00:02'), listAt('15:00:00')], 'kept'],
    ['is the only one', [listAt('15:00:00')], 'unobserved'],
  ])('%s', (_, all, verdict) => {
    expect(judgeVerdict(notOlderThanBefore, ...all)).toBe(verdict);
  });
});
