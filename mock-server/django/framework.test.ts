// The differences between versions of the framework, as observed on Django 3.2 with 3.14, Django 4.2 with
// 3.16 and Django 5.2 with 3.18.
import { chooseReadings } from '../../openapi/questions.ts';
import { handlers } from '../api/index.ts';
import { base, noRoute, notFound, ownJob, unauthorized } from '../testing/answers.ts';
import { mockUnderTest } from '../testing/mock-under-test.ts';
import { spec } from '../testing/shipped.ts';
import { checkFramework } from './framework.ts';

const listReadings = (version: string, ...chosen: readonly string[]) =>
  chooseReadings(spec.questions, chosen, version).readings;
const createMock = (version: string, ...chosen: readonly string[]) =>
  mockUnderTest({
    readings: listReadings(version, ...chosen),
    handlers: {
      ...handlers,
      listStatuses: () => {
        throw new Error('The handler is broken.');
      },
    },
  });
const unknownJob = `${base}/status/00000000-0000-4000-8000-000000000000/`;
const named = '404 {"detail":"No EnrichmentJob matches the given query."}';

test.each([
  ['a job', `GET ${ownJob}`, 'application/json', 'application/json', 'there'],
  ['a 404 of a job', `GET ${unknownJob}`, 'application/json', 'application/json', 'there'],
  ['a 404 without a route', 'GET /nothing', 'text/html', 'text/html; charset=utf-8', 'there'],
  ['a 500', `GET ${base}/status/`, 'text/html', 'text/html; charset=utf-8', 'there'],
  ['a 301', `GET ${base}/status`, 'text/html; charset=utf-8', 'text/html; charset=utf-8', 'gone'],
])('%s in 3.14 and 3.16', async (_, line, older, newer, length) => {
  const before = (await createMock('3.14').ask(line)).headers;
  const after = (await createMock('3.16').ask(line)).headers;
  expect([before['content-type'], after['content-type']]).toEqual([older, newer]);
  expect(before['content-length']).toBeDefined();
  expect(after['content-length'] === undefined ? 'gone' : 'there').toBe(length);
  expect([before['cross-origin-opener-policy'], after['cross-origin-opener-policy']]).toEqual([
    undefined,
    'same-origin',
  ]);
});

test.each([
  ['an unknown job', [], `GET ${unknownJob}`, named],
  ['an unknown job, when the words were chosen too', ['not-found=plain'], `GET ${unknownJob}`, notFound],
  ['an unknown format, which is not a job', [], `GET ${ownJob}?format=xml`, notFound],
  ['a word for an id, which is not looked up', ['job-id-route=string'], `GET ${base}/status/abc/`, notFound],
  ['no route', [], 'GET /nothing', noRoute],
])('in 3.16 the message for %s', async (_, chosen, line, want) => {
  expect((await createMock('3.16', ...chosen).ask(line)).line).toBe(want);
});

const page = { headers: { accept: 'text/html' } };

test.each([
  ["where the lookup is Django's, a word for an id is a failure", 'GET', `${base}/status/abc/`, {}, 500],
  ['of results too', 'GET', `${base}/result/abc/`, {}, 500],
  ['of HEAD too', 'HEAD', `${base}/status/abc/`, {}, 500],
  ['but not without a token', 'GET', `${base}/status/abc/`, { token: null }, 401],
  ['nor with another method', 'DELETE', `${base}/status/abc/`, {}, 405],
  ['nor with an Accept that is not met', 'GET', `${base}/status/abc/`, page, 406],
  ['nor in OPTIONS', 'OPTIONS', `${base}/status/abc/`, {}, 200],
  ['nor without its slash', 'GET', `${base}/status/abc`, {}, 301],
  ['an unknown job is not found', 'GET', unknownJob, {}, 404],
  ['an own job is found in capitals', 'GET', ownJob.replace('9f3e', '9F3E'), {}, 200],
])('%s (%s %s)', async (_, method, path, sent, status) => {
  const mock = mockUnderTest({ readings: { 'job-id-route': 'string-helper' } });
  const response = await mock.ask(`${method} ${path}`, sent);
  expect([response.status, mock.crashes]).toEqual([status, []]);
});

test.each([
  ['\u00e9/x', 500, 406],
  ['application/json, \u00e9', 500, 200],
  ['*/*;\u00e9=1', 500, 200],
  ['application/json; x=\u00e9', 200, 200],
  ['application/json; \u00e9', 200, 200],
  ['\u00a0application/json\u0085', 200, 200],
])('Accept: %s is %i in 3.14 and %i in 3.16', async (accept, older, newer) => {
  const sent = { headers: { accept } };
  const [before, after] = [
    await createMock('3.14').ask(`GET ${ownJob}`, sent),
    await createMock('3.16').ask(`GET ${ownJob}`, sent),
  ];
  expect([before.status, after.status]).toEqual([older, newer]);
  expect(before.headers['vary']).toBe(older === 500 ? 'Cookie' : undefined);
  expect((await createMock('3.14').ask(`GET ${ownJob}?format=xml`, sent)).status).toBe(404);
});

test.each([
  ['text/pl\u00e9in', 500, 415],
  ['\u00ff', 500, 415],
  ['application/json; x\u00e9=1', 500, 400],
  ['application/json; x=\u00e9', 400, 400],
  ['\u00a0application/json', 500, 400],
  ['application/json; a="\\"; charset="ascii"', 400, 400],
])('Content-Type: %s is %i in 3.14 and %i in 3.16', async (type, older, newer) => {
  const sent = { headers: { 'content-type': type }, body: '{}' };
  const response = ['3.14', '3.16'].map((version) => createMock(version).ask(`POST ${base}/submit/`, sent));
  expect((await Promise.all(response)).map(({ status }) => status)).toEqual([older, newer]);
});

test.each([
  ['page=', 404, 200],
  ['page=%20', 404, 404],
  ['page=1', 200, 200],
])('a paged list with ?%s is %i in 3.14 and %i in 3.16', async (query, older, newer) => {
  const response = ['3.14', '3.16'].map((version) =>
    mockUnderTest({ readings: listReadings(version, 'list-envelope=page-number') }).ask(
      `GET ${base}/status/?${query}`,
    ),
  );
  expect((await Promise.all(response)).map(({ status }) => status)).toEqual([older, newer]);
});

test('a server error for an id is like any other: the page, without Allow', async () => {
  const { ask } = mockUnderTest({ readings: { 'job-id-route': 'string-helper' } });
  const { headers } = await ask(`GET ${base}/status/abc/`);
  expect([headers['content-type'], headers['allow']]).toEqual(['text/html', undefined]);
});

const { timestamps, ...others } = spec.questions;
const mistakesWith = (questions: object) =>
  checkFramework({
    spec: { ...spec, questions: questions as typeof spec.questions },
    readings: { 'framework-version': 'seconds', renderers: 'seconds' },
  });

test.each([
  ['asks for no version', {}, 'The document has no question "framework-version".'],
  [
    'lacks the responses of a version',
    { ...others, 'framework-version': timestamps },
    'The document\'s reading "seconds" of "framework-version" lacks the key "wire", which defines what that version sends.',
  ],
])('a document that %s is rejected at the start', (_, questions, message) => {
  expect(mistakesWith(questions)).toEqual([`The mock cannot imitate the framework: ${message}`]);
});

test('a document without media types for views is rejected at the start', () => {
  const version = { readings: { seconds: spec.questions['framework-version']?.readings['3.14'] } };
  expect(mistakesWith({ 'framework-version': version, renderers: timestamps })).toEqual([
    'The mock cannot imitate the framework: The document\'s reading "seconds" of "renderers" lacks the key "renders", which names the media types of the views.',
  ]);
});

test('both versions reject an unauthenticated request in the same way', async () => {
  for (const version of ['3.14', '3.16', '3.18'])
    expect((await createMock(version).ask(`GET ${ownJob}`, { token: null })).line).toBe(unauthorized);
});
