import { toMediaType, type ObservedResponse, parseJson, findViolations } from './conformance.ts';
import { toExcerpt } from './diagnostics/excerpt.ts';
import type { Operation } from './operations.ts';
import { getShippedChecks, loadShippedSpec } from './shipped.ts';

const { operation } = loadShippedSpec();
const getStatus = operation('getStatus');
const listStatuses = operation('listStatuses');

const job = {
  job_id: '9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60',
  status: 'in-progress',
  submitted_at: '2026-05-06T14:23:11Z',
  updated_at: '2026-05-06T14:25:42Z',
};

interface Sent {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const violations = async ({ status = 200, headers = {}, body = job }: Sent, of: Operation = getStatus) => {
  const sent: Readonly<Record<string, string>> = { 'content-type': 'application/json', ...headers };
  const response: ObservedResponse = {
    status,
    header: (name) => sent[name],
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
  const found = findViolations(of, response, getShippedChecks());
  return found.map(({ at, expected, actual }) => `${at}: ${expected}, not ${actual}`);
};

test.each<readonly [string, Sent]>([
  ['the job of the documentation', {}],
  ['a job with a field more', { body: { ...job, size: 5 } }],
  [
    'a content type with a parameter, in capitals',
    { headers: { 'content-type': 'Application/JSON; charset=utf-8' } },
  ],
  [
    'a 401',
    { status: 401, headers: { 'www-authenticate': 'Bearer' }, body: { message: 'Invalid or expired token' } },
  ],
  ['a 404 of the framework', { status: 404, body: { detail: 'Not found.' } }],
  [
    'a page of Django',
    { status: 500, headers: { 'content-type': 'text/html' }, body: '<h1>Server Error (500)</h1>' },
  ],
  ['a redirect', { status: 301, headers: { location: '/status/' }, body: '' }],
])('%s is accepted', async (_, sent) => {
  expect(await violations(sent)).toEqual([]);
});

test.each<readonly [string, Sent, readonly string[]]>([
  ['an unknown status', { status: 418 }, ['status: one of 200, 301, 401, 404, 405, 406, 429, 500, not 418']],
  [
    'a 401 without its challenge',
    { status: 401, body: { message: 'Invalid or expired token' } },
    ['header WWW-Authenticate: Bearer, not not sent'],
  ],
  [
    'a 401 with another challenge and body',
    { status: 401, headers: { 'www-authenticate': 'Token' }, body: { message: 'No' } },
    ['header WWW-Authenticate: Bearer, not Token', 'body/message: "Invalid or expired token", not "No"'],
  ],
  ['a redirect to nowhere', { status: 301, body: '' }, ['header Location: a value, not not sent']],
  [
    'a header with another value',
    { headers: { 'x-frame-options': 'SAMEORIGIN' } },
    ['header X-Frame-Options: DENY, not SAMEORIGIN'],
  ],
  [
    'another content type',
    { headers: { 'content-type': 'text/html' } },
    ['header Content-Type: application/json, not text/html'],
  ],
  [
    'no content type',
    { headers: { 'content-type': '' } },
    ['header Content-Type: application/json, not not sent'],
  ],
  ['invalid JSON', { body: '{' }, ['body: valid JSON, not {']],
  ['a list in place of a map', { body: [] }, ['body: an object, not []']],
  ['a missing field', { body: { ...job, status: undefined } }, ['body/status: a value, not nothing']],
  [
    'an unknown value',
    { body: { ...job, status: 'done' } },
    ['body/status: "queued", "in-progress", "completed", "failed" or "paused", not "done"'],
  ],
  [
    'several things at once',
    { body: { ...job, job_id: 'A', updated_at: 'yesterday' } },
    [
      'body/job_id: a UUID in lower case, not "A"',
      'body/updated_at: a date and time such as 2026-05-06T14:23:11Z, not "yesterday"',
    ],
  ],
])('%s is reported with the expected and the actual value', async (_, sent, want) => {
  expect((await violations(sent)).toSorted()).toEqual([...want].toSorted());
});

const page = { count: 1, next: null, previous: null, results: [job] };

test.each<readonly [string, unknown]>([
  ['a bare list', [job]],
  ['an empty list', []],
  ["the framework's envelope", page],
  ['the envelope of the sibling API', { ...page, total_pages: 1, current_page: 1 }],
])('the list may be %s', async (_, body) => {
  expect(await violations({ body }, listStatuses)).toEqual([]);
});

test.each<readonly [string, unknown]>([
  ['an envelope without a count', { ...page, count: undefined }],
  ['an envelope of the sibling API without its page', { ...page, total_pages: 1 }],
  ['a job without an id in it', [{ ...job, job_id: undefined }]],
  ['a single job', job],
])('the list may not be %s', async (_, body) => {
  expect(await violations({ body }, listStatuses)).not.toEqual([]);
});

test('of several possible shapes, only the closest is reported', async () => {
  expect(await violations({ body: [{ ...job, status: 'done' }] }, listStatuses)).toEqual([
    'body/0/status: "queued", "in-progress", "completed", "failed" or "paused", not "done"',
  ]);
});

test('a violation found in several readings is reported once', async () => {
  expect(await violations({ body: 'null' }, listStatuses)).toEqual(['body: a list or an object, not null']);
});

test.each([
  ['application/json', 'application/json'],
  ['Text/HTML; charset=utf-8', 'text/html'],
  ['', ''],
  [undefined, ''],
])('the media type of %s is "%s"', (header, type) => {
  expect(toMediaType(header)).toBe(type);
});

test('parsed JSON is wrapped, so that null differs from invalid JSON', () => {
  expect([parseJson('null'), parseJson('nul')]).toEqual([{ value: null }, undefined]);
});

test('an excerpt has 200 characters at most', () => {
  expect([toExcerpt('a'.repeat(200)), toExcerpt('a'.repeat(201))]).toEqual([
    'a'.repeat(200),
    `${'a'.repeat(197)}...`,
  ]);
});
