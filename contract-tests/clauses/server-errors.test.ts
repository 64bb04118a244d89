import { exchangeDraft, findBreaches, firstId, job, judgeVerdict, list } from '../testing/exchanges.ts';
import { errorsHaveTheirStatus, noLastingServerError, serverErrorsBare } from './server-errors.ts';

const detail = (status: number, others: object = {}) =>
  exchangeDraft('detail', { detail: 'A server error occurred.' }, { status, jobId: firstId, ...others });

test.each<[string, Parameters<typeof judgeVerdict>[1][], string]>([
  ['no crash', [list(job())], 'kept'],
  ['a crash that was sent once', [detail(500)], 'kept'],
  ['a crash in each of three tries', [detail(500, { tries: 3 })], 'broken'],
  ['another error in each try', [detail(501, { tries: 2 })], 'broken'],
  ['the same question that crashes again later', [detail(500), detail(500)], 'broken'],
  ['the same question that succeeds later', [detail(500, { tries: 3 }), detail(200)], 'kept'],
  ['other questions that crash once each', [detail(500), detail(500, { query: 'a=1' })], 'kept'],
  [
    'a crash that a retry cured',
    [exchangeDraft('chance', {}, { status: 500, tries: 3 }), list(job())],
    'kept',
  ],
  ['a proxy without a backend', [detail(502, { tries: 3 })], 'kept'],
  ['no response', [detail(500, { failed: 'host: reset' })], 'unobserved'],
])('%s', (_, all, verdict) => {
  expect(judgeVerdict(noLastingServerError, ...all)).toBe(verdict);
});

const page = (status: number, body: string, headers = {}) =>
  exchangeDraft('unknown-query', body, { status, headers });

test.each<[string, ReturnType<typeof page>, string]>([
  ['a bare server error', page(500, '<h1>Server Error (500)</h1>'), 'kept'],
  ['a Python traceback', page(500, 'Traceback (most recent call last):\n  File "x.py", line 1'), 'broken'],
  ['a JavaScript stack', page(503, 'TypeError: x\n    at handle (/srv/app/index.js:10:5)'), 'broken'],
  ['a stack in a field', page(500, '{"error": "x", "stack": ["a"]}'), 'broken'],
  ['the settings', page(500, 'DEBUG = True, DJANGO_SETTINGS_MODULE'), 'broken'],
  ['a traceback although it succeeded', page(200, 'Traceback (most recent call last):'), 'broken'],
  [
    'a traceback in a client error, which another clause judges',
    page(404, 'Traceback (most recent call last):'),
    'kept',
  ],
  ['a hidden secret in a client error', page(400, 'SECRET_KEY = [secret]'), 'broken'],
  ['a hidden secret in a header', page(200, 'x', { 'X-Debug': 'postgres://a:[secret]@b' }), 'broken'],
])('a response with %s', (_, draft, verdict) => {
  expect(judgeVerdict(serverErrorsBare, draft)).toBe(verdict);
});

test('a report names a secret, but does not repeat it', () => {
  expect(findBreaches(serverErrorsBare, page(500, 'password=[secret]'))).toEqual([
    {
      exchange: '#1',
      expected: 'no traceback, no settings and no secret of the server',
      actual: 'status 500, with a secret, which this report does not repeat',
    },
  ]);
});

test('an error that claims success is broken, and an error with its status is not', () => {
  expect(judgeVerdict(errorsHaveTheirStatus, detail(200, { isErrorInDisguise: true }))).toBe('broken');
  expect(judgeVerdict(errorsHaveTheirStatus, list(job()), detail(500))).toBe('kept');
  expect(judgeVerdict(errorsHaveTheirStatus, detail(500))).toBe('unobserved');
});
