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
    ['with empty results', { message, results: [], data: [] }, 'kept'],
    ['with the status of the job', { message, status: 'completed' }, 'broken'],
    ['with an internal status', { detail: { status: 'Enrichment Started' } }, 'broken'],
    ['with a job', { message, job: job() }, 'broken'],
    ['with a list of jobs', [job()], 'broken'],
    ['with records', { message, data: [{ email: 'x' }] }, 'broken'],
    ['with the id of another job', { message, see: `/status/${secondId}/` }, 'broken'],
    ['with that in a web page', `<a href="/status/${secondId}/">`, 'broken'],
    ['without a body', '', 'unobserved'],
  ])('%s', (_, body, verdict) => {
    expect(judgeVerdict(refusedWithoutData, jobs, rejected(body))).toBe(verdict);
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
