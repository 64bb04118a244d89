import {
  exchangeDraft,
  findBreaches,
  firstId,
  job,
  judgeVerdict,
  list,
  secondId,
} from '../testing/exchanges.ts';
import { errorsTellNoInside, notFoundBare, refusedWithoutData } from './leaks.ts';

const notFound = (body: unknown) => exchangeDraft('unknown-job', body, { status: 404, jobId: firstId });

test.each<[unknown, string]>([
  [{ detail: 'Not found.' }, 'kept'],
  [{ detail: 'Not found.', request_id: 'r-1', code: 'not_found', 'trace-id': 7, timestamp: 'now' }, 'kept'],
  [{ detail: 'Not found.', id: firstId }, 'broken'],
  [{ detail: 'Not found.', owner: null }, 'broken'],
  ['<h1>Not Found</h1>', 'unobserved'],
])('a 404 with the body %j', (body, verdict) => {
  expect(judgeVerdict(notFoundBare, notFound(body))).toBe(verdict);
});

test.each<[unknown, string]>([
  [{ detail: 'JSON parse error - Expecting value: line 1 column 1 (char 0)' }, 'kept'],
  [{ detail: 'Method "DELETE" not allowed.' }, 'kept'],
  [{ detail: 'No EnrichmentJob matches the given query.' }, 'kept'],
  ['<h1>Server Error (500)</h1>', 'kept'],
  [{ detail: 'Traceback (most recent call last):' }, 'broken'],
  [{ detail: 'x', stacktrace: [] }, 'broken'],
  [{ detail: 'no such file: /srv/app/settings.py' }, 'broken'],
  [{ detail: 'EnrichmentJob.DoesNotExist: EnrichmentJob matching query does not exist' }, 'broken'],
  ["You're seeing this error because you have DEBUG = True", 'broken'],
])('an error with the body %j', (body, verdict) => {
  expect(judgeVerdict(errorsTellNoInside, notFound(body))).toBe(verdict);
});

test('a breach names each detail once, and says what is wrong', () => {
  const detail = 'Traceback (most recent call last): /srv/app/x.py Traceback (most recent call last):';
  expect(findBreaches(errorsTellNoInside, notFound({ detail }))).toEqual([
    {
      exchange: '#1',
      expected: 'an error without internal details of the server',
      actual: 'it contains a stack trace',
    },
    {
      exchange: '#1',
      expected: 'an error without internal details of the server',
      actual: 'it contains a file path of the server',
    },
  ]);
  const early = exchangeDraft('no-token', detail, { status: 400 });
  expect(judgeVerdict(errorsTellNoInside, early)).toBe('broken');
  expect(judgeVerdict(errorsTellNoInside, exchangeDraft('list', detail, { status: 399 }))).toBe('unobserved');
});

test('without an error response the clause is not observed', () => {
  expect(judgeVerdict(errorsTellNoInside, exchangeDraft('list', []))).toBe('unobserved');
});

const message = 'Invalid or expired token';
const rejected = (body: unknown) => exchangeDraft('no-token', body, { status: 401, jobId: firstId });

describe('a rejection', () => {
  const jobs = list(job(), job({ job_id: secondId }));

  test.each<[string, unknown, string]>([
    ['with the documented body', { message }, 'kept'],
    ['with the requested id and a status code', { message, job_id: firstId, status: 401 }, 'kept'],
    ['with a status of another kind', { message, status: 'error' }, 'kept'],
    ['that calls the request failed', { message, status: 'failed' }, 'kept'],
    ['with empty results', { message, results: [], data: [] }, 'kept'],
    ['with the status of the job', { message, status: 'completed' }, 'broken'],
    ['with an internal status', { detail: { status: 'Enrichment Started' } }, 'broken'],
    ['with a job', { message, job: job() }, 'broken'],
    ['with a list of jobs', [job()], 'broken'],
    ['with records', { message, data: [{ email: 'x' }] }, 'broken'],
    ['with the id of another job', { message, see: `/status/${secondId}/` }, 'broken'],
    ['with that in a web page', `<a href="/status/${secondId}/">`, 'broken'],
    ['with a job in an inner object', { a: { b: { c: job() } } }, 'broken'],
    ['with a job too deep to be found', { a: { b: { c: { d: { e: { f: job() } } } } } }, 'kept'],
    ['with a job in an inner list', { errors: [{ job: job() }] }, 'broken'],
    ['with a field named data that is no list', { message, data: null, results: 3, jobs: 'none' }, 'kept'],
    ['without a body', '', 'unobserved'],
  ])('%s', (_, body, verdict) => {
    expect(judgeVerdict(refusedWithoutData, jobs, rejected(body))).toBe(verdict);
  });

  test('may contain the requested id in any case, but no id of the other user', () => {
    const foreign = exchangeDraft('foreign-list', [job({ job_id: secondId })]);
    const upper = exchangeDraft(
      'foreign-door',
      { message: secondId },
      { status: 404, jobId: secondId.toUpperCase() },
    );
    expect(judgeVerdict(refusedWithoutData, foreign, upper)).toBe('kept');
    expect(judgeVerdict(refusedWithoutData, foreign, rejected({ message: secondId }))).toBe('broken');
    const early = exchangeDraft('no-token', [job()], { status: 400 });
    expect(judgeVerdict(refusedWithoutData, early)).toBe('broken');
  });

  test('of any kind is judged, and a breach names the data', () => {
    const body = { message, data: [job()], status: 'queued' };
    for (const tag of ['near-token', 'unknown-job', 'foreign-door', 'no-token-door'] as const)
      expect(findBreaches(refusedWithoutData, exchangeDraft(tag, body, { status: 404 }))).toMatchObject([
        { actual: 'it contains data, status' },
      ]);
    expect(judgeVerdict(refusedWithoutData, exchangeDraft('no-token', body))).toBe('unobserved');
  });
});
