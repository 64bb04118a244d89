import {
  createEvidence,
  firstId,
  job,
  list,
  type ExchangeDraft,
  exchangeDraft,
  secondId,
} from '../testing/exchanges.ts';
import { getHeader, isAnswered } from './exchange.ts';
import {
  getBody,
  getItems,
  listJobIds,
  groupSightings,
  listSightings,
  getTargetTimeMs,
  parseTimeMs,
} from './sightings.ts';

const listExchanges = (...all: readonly ExchangeDraft[]) => createEvidence(...all).exchanges;
const getAnswered = (one: ExchangeDraft) => {
  const found = listExchanges(one).find(isAnswered);
  if (found === undefined) throw new Error('It was not answered.');
  return found;
};

test.each<[string, ExchangeDraft, number]>([
  ['a bare list', exchangeDraft('list', [job(), job()]), 2],
  ['a later list', exchangeDraft('watch-list', [job()]), 1],
  ['a page', exchangeDraft('list-page', { results: [job()] }), 1],
  ['a single status', exchangeDraft('detail', job(), { jobId: firstId }), 1],
  ['a repeated single status', exchangeDraft('watch-detail', job(), { jobId: firstId }), 1],
  ['jobs among other values', exchangeDraft('list', [5, null, 'x', [job()], { status: 'queued' }, job()]), 1],
  ['an id that is not a string', exchangeDraft('list', [job({ job_id: 5 })]), 0],
  ['another envelope', exchangeDraft('list', { data: [job()] }), 0],
  ['a list instead of a job', exchangeDraft('detail', [job()], { jobId: firstId }), 0],
  ['an error with a job in it', exchangeDraft('detail', job(), { jobId: firstId, status: 404 }), 0],
  ["another user's list", exchangeDraft('foreign-list', [job()]), 0],
  ['a response to an invalid token', exchangeDraft('unknown-token', [job()]), 0],
  ['invalid JSON', exchangeDraft('list', '[{'), 0],
  ['nothing', exchangeDraft('list', '', { failed: 'reset' }), 0],
])("%s has the expected number of the caller's jobs", (_, one, count) => {
  expect(listSightings(listExchanges(one))).toHaveLength(count);
});

test('a sighting keeps string fields and leaves out the rest', () => {
  const [sighting] = listSightings(listExchanges(list(job({ status: 5, updated_at: null }))));
  expect(sighting).toMatchObject({ jobId: firstId, submittedAt: '2026-05-06T14:23:11Z' });
  expect(Object.keys(sighting ?? {})).toEqual(['exchange', 'jobId', 'submittedAt']);
});

test('a job history contains all sightings of a job, the earliest first', () => {
  const all = listExchanges(
    list(job({ status: 'queued' }), job({ job_id: secondId })),
    exchangeDraft('detail', job(), { jobId: firstId }),
    list(job({ status: 'failed' })),
  );
  const found = [...groupSightings(all)].map(([id, life]) => [id, life.map(({ status }) => status)]);
  expect(found).toEqual([
    [firstId, ['queued', 'in-progress', 'failed']],
    [secondId, ['in-progress']],
  ]);
});

test('the ids in a list do not depend on the user of the request', () => {
  const [own, foreign, failed] = listExchanges(
    list(job(), {}),
    exchangeDraft('foreign-list', { results: [job({ job_id: secondId })] }),
    exchangeDraft('foreign-list', '', { failed: 'reset' }),
  );
  expect([own, foreign, failed].map((exchange) => exchange && listJobIds(exchange))).toEqual([
    [firstId],
    [secondId],
    [],
  ]);
});

test.each<[unknown, unknown]>([
  [[1], [1]],
  [{ results: [] }, []],
  [{ results: 5 }, undefined],
  [{ data: [] }, undefined],
  [null, undefined],
])('the items of %j are %j', (body, items) => {
  expect(getItems(getAnswered(exchangeDraft('list', body)))).toEqual(items);
});

test('a parsed body is its JSON, or undefined', () => {
  expect(getBody(getAnswered(exchangeDraft('list', '{"a":1}')))).toEqual({ a: 1 });
  expect(getBody(getAnswered(exchangeDraft('list', '{a}')))).toBeUndefined();
});

test.each([
  ['Wed, 06 May 2026 15:00:00 GMT', Date.parse('2026-05-06T15:00:00Z')],
  ['today', undefined],
  [undefined, undefined],
])('the target\'s time for the Date header "%s"', (date, time) => {
  expect(getTargetTimeMs(getAnswered(exchangeDraft('list', [], { headers: { Date: date } })))).toBe(time);
});

test.each([
  ['2026-05-06T15:00:00Z', Date.parse('2026-05-06T15:00:00Z')],
  ['2026-05-06', undefined],
  [undefined, undefined],
])('the timestamp "%s" is %s', (timestamp, time) => {
  expect(parseTimeMs(timestamp)).toBe(time);
});

test('header names ignore case, and several headers with one name are joined', () => {
  const { outcome } = getAnswered(exchangeDraft('list', [], { headers: { 'X-A': '1', 'x-a': '2' } }));
  expect([getHeader(outcome, 'X-a'), getHeader(outcome, 'X-B')]).toEqual(['1, 2', undefined]);
});
