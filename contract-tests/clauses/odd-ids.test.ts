import { exchangeDraft, findBreaches, judgeVerdict, list } from '../testing/exchanges.ts';
import * as errors from './errors.ts';

const page = '<h1>Not Found</h1>';

test.each<[number, string]>([
  [404, 'kept'],
  [400, 'kept'],
  [200, 'broken'],
  [302, 'broken'],
  [403, 'broken'],
  [422, 'kept'],
  [500, 'broken'],
  [503, 'unobserved'],
])('the request with an id that is not a UUID returns %d', (status, verdict) => {
  const odd = exchangeDraft('odd-id', page, { status, jobId: 'x' });
  expect(judgeVerdict(errors.oddIdNotFound, odd)).toBe(verdict);
});

test('a crash is a reading only if every odd id crashes', () => {
  const failure = { error: 'Server Error (500)' };
  const crash = (tag: 'odd-id' | 'random-id' | 'random-id-part') =>
    exchangeDraft(tag, failure, { status: 500, jobId: 'x' });
  const found = exchangeDraft('odd-id', page, { status: 404, jobId: 'y' });
  for (const tag of ['random-id', 'random-id-part'] as const) {
    expect(judgeVerdict(errors.randomIdRefused, crash('odd-id'), crash(tag))).toBe('unobserved');
    expect(judgeVerdict(errors.randomIdRefused, crash('odd-id'), found, crash(tag))).toBe('broken');
    expect(judgeVerdict(errors.randomIdRefused, found, crash(tag))).toBe('broken');
  }
  expect(judgeVerdict(errors.oddIdNotFound, crash('odd-id'), found)).toBe('unobserved');
});

test.each<[number, string]>([
  [399, 'broken'],
  [400, 'kept'],
  [499, 'kept'],
  [500, 'broken'],
])('a random id gets status %d', (status, verdict) => {
  expect(judgeVerdict(errors.randomIdRefused, exchangeDraft('random-id', page, { status, jobId: 'x' }))).toBe(
    verdict,
  );
});

test('ordinary characters have no name in a breach', () => {
  const crash = exchangeDraft('random-id', page, { status: 200, jobId: 'abc' });
  expect(findBreaches(errors.randomIdRefused, crash)).toMatchObject([{ actual: 'status 200' }]);
  const list500 = exchangeDraft('detail', page, { status: 500, jobId: "it's" });
  expect(findBreaches(errors.noServerError, list500)).toMatchObject([{ actual: 'status 500' }]);
});

test.each([
  ['a\0b', 'a NUL character'],
  ['\u{1f680}', 'an emoji'],
  [`${'a'.repeat(120)}'`, 'quotes, as in SQL and 121 characters'],
  ['%s{0}', 'a percent sign and a template'],
])('a crash at the random id %j names what is dangerous about it', (jobId, hazards) => {
  for (const tag of ['random-id', 'random-id-part'] as const) {
    const crash = exchangeDraft(tag, page, { status: 500, jobId });
    const actual = `status 500 for an id with ${hazards}`;
    for (const judge of [errors.randomIdRefused, errors.noServerError])
      expect(findBreaches(judge, list(), crash)).toMatchObject([{ actual }]);
  }
});
