import {
  createEvidence,
  createObservations,
  detail,
  exchangeDraft,
  type ExchangeDraft,
  findBreaches,
  firstId,
  job,
  judgeVerdict,
  list,
  secondId,
  spec,
} from '../testing/exchanges.ts';
import type { Judge } from '../verdict/clause.ts';
import { emptyListEmpty, knownJobListed, knownJobReadable } from './given.ts';

const envelope = (results: readonly unknown[]) => ({
  count: results.length,
  next: null,
  previous: null,
  results,
});

const judgeKnown = (judge: Judge, ...all: readonly ExchangeDraft[]) => {
  const seen = createObservations(...all);
  const target = { ...createEvidence().target, knownJobId: firstId };
  return judge({ ...seen, spec, evidence: { ...seen.evidence, target } }).verdict;
};

const page = (results: readonly unknown[], next: string | null) => ({ count: 9, next, results });

const other = job({ job_id: secondId });

describe('the list of a user without jobs', () => {
  test('is kept when it is empty, in the form of the other list', () => {
    expect(judgeVerdict(emptyListEmpty, list(job()), exchangeDraft('empty-list', []))).toBe('kept');
    const paged = exchangeDraft('list', envelope([job()]));
    expect(judgeVerdict(emptyListEmpty, paged, exchangeDraft('empty-list', envelope([])))).toBe('kept');
    // Without the caller's list, the form is unknown.
    expect(judgeVerdict(emptyListEmpty, exchangeDraft('empty-list', []))).toBe('kept');
  });

  test.each<readonly [string, ExchangeDraft]>([
    ['an error', exchangeDraft('empty-list', { detail: 'Not found.' }, { status: 404 })],
    ['no content', exchangeDraft('empty-list', '', { status: 204 })],
    ['null', exchangeDraft('empty-list', 'null')],
    ['a message', exchangeDraft('empty-list', { message: 'No jobs' })],
    ['a job', exchangeDraft('empty-list', [job()])],
    ['an envelope, where others get an array', exchangeDraft('empty-list', envelope([]))],
    ['a count of jobs', exchangeDraft('empty-list', { ...envelope([]), count: 3 })],
  ])('is broken when it is %s', (_, answer) => {
    expect(findBreaches(emptyListEmpty, list(job()), answer)).toHaveLength(1);
  });

  test('is unobserved when its token is refused or missing', () => {
    const refused = exchangeDraft('empty-list', { message: 'Invalid or expired token' }, { status: 401 });
    expect(judgeVerdict(emptyListEmpty, list(job()), refused)).toBe('unobserved');
    expect(judgeVerdict(emptyListEmpty, list(job()))).toBe('unobserved');
  });
});

describe('a job that the user knows', () => {
  test('is readable when its single status returns 200', () => {
    expect(judgeKnown(knownJobReadable, detail(job()))).toBe('kept');
    const gone = exchangeDraft('given-job', { detail: 'Not found.' }, { status: 404, jobId: firstId });
    expect(judgeKnown(knownJobReadable, gone)).toBe('broken');
    expect(judgeKnown(knownJobReadable, detail(other))).toBe('unobserved');
  });

  test('must be in a list that was read to its end', () => {
    expect(judgeKnown(knownJobListed, list(job(), other))).toBe('kept');
    expect(judgeKnown(knownJobListed, list(other))).toBe('broken');
    expect(judgeKnown(knownJobListed, exchangeDraft('list', page([other], '/?page=2')))).toBe('unobserved');
    const last = exchangeDraft('list-page', page([job()], null));
    expect(judgeKnown(knownJobListed, exchangeDraft('list', page([other], '/?page=2')), last)).toBe('kept');
  });

  test('is unobserved when the user names none', () => {
    expect(judgeVerdict(knownJobListed, list(job()))).toBe('unobserved');
    expect(judgeVerdict(knownJobReadable, detail(job()))).toBe('unobserved');
  });
});
