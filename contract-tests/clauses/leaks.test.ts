import { firstId, exchangeDraft, judgeVerdict } from '../testing/exchanges.ts';
import { errorsTellNoInside, notFoundBare } from './leaks.ts';

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
