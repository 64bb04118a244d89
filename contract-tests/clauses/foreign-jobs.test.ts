// Jobs of another user, and the reasons for which nothing is known about them.
import {
  createObservations,
  exchangeDraft,
  type ExchangeDraft,
  findBreaches,
  firstId,
  judgeVerdict,
  secondId,
} from '../testing/exchanges.ts';
import * as errors from './errors.ts';

const notFound = { detail: 'Not found.' };
const unknown = (others: Partial<ExchangeDraft> = {}) =>
  exchangeDraft('unknown-job', notFound, { status: 404, jobId: firstId, ...others });
const foreign = (others: Partial<ExchangeDraft> = {}) =>
  exchangeDraft('foreign-job', notFound, { status: 404, jobId: secondId, ...others });

test.each<[number, string]>([
  [404, 'kept'],
  [200, 'broken'],
  [403, 'broken'],
  [401, 'unobserved'],
])("the other user's request for the caller's job returns %d", (status, verdict) => {
  const asked = exchangeDraft('own-job-by-other', {}, { status, jobId: firstId });
  expect(judgeVerdict(errors.foreignJobNotFound, asked)).toBe(verdict);
});

test("a 401 to the caller's own request for another user's job is no 404", () => {
  expect(findBreaches(errors.foreignJobNotFound, foreign({ status: 401 }))).toMatchObject([
    { actual: 'status 401' },
  ]);
});

test.each<[string, readonly ExchangeDraft[], string]>([
  ['another user with jobs', [unknown()], "a response for another user's job (set CONTRACT_OTHER_TOKEN)"],
  ['an unknown job', [foreign()], 'a response for an unknown job'],
])('without %s, the comparison names what is missing', (_, all, message) => {
  const seen = createObservations(...all);
  const target = { ...seen.evidence.target, hasOtherToken: all[0]?.tag === 'foreign-job' };
  const judgement = errors.foreignLikeUnknown({ ...seen, evidence: { ...seen.evidence, target } });
  expect(judgement).toMatchObject({ verdict: 'unobserved', missing: { message } });
});

const door = (value: string) =>
  exchangeDraft('no-token-door', '', { status: 401, jobId: firstId, headers: { 'X-Owner': value } });

test('headers that differ between doors are no reason to ignore them for jobs', () => {
  const revealing = foreign({ headers: { 'X-Owner': 'bob' } });
  const all = [
    unknown({ headers: { 'X-Owner': 'none' } }),
    unknown({ headers: { 'X-Owner': 'none' } }),
    revealing,
  ];
  expect(judgeVerdict(errors.foreignLikeUnknown, door('a'), door('b'), ...all)).toBe('broken');
});
