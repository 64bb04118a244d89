// Which error wins when several things are wrong, and what correct calls get.
import {
  base,
  notAcceptable,
  notAllowed,
  notFound,
  noRoute,
  ownJob,
  queued,
  unauthorized,
  unsupported,
} from '../testing/answers.ts';
import { mockUnderTest, type Sent } from '../testing/mock-under-test.ts';
import { ownJobId } from '../testing/shipped.ts';

const unknownId = '00000000-0000-4000-8000-000000000000';
const unknownJob = `${base}/status/${unknownId}/`;
const submit = `${base}/submit/`;
const control = '/api/v1/enrichment-control/';
const html = { headers: { accept: 'text/html' } };
const nobody = { token: null };
const broken = { body: '{', headers: { 'content-type': 'application/json' } };

const cases: readonly (readonly [name: string, line: string, sent: Sent, want: string])[] = [
  // Correct calls.
  ['a job of the caller', `GET ${ownJob}`, {}, queued],
  ['the same behind /backend', `GET /backend${ownJob}`, {}, queued],
  ['no jobs at all', `GET ${base}/status/`, { token: 'carol-token' }, '200 []'],
  ['parameters that nobody knows', `GET ${ownJob}?foo=1&status=failed&ordering=-x&limit=5`, {}, queued],
  [
    'paging where there is none',
    `GET ${base}/status/?page=9&page_size=0`,
    { token: 'carol-token' },
    '200 []',
  ],
  ['a GET with a broken body', `GET ${ownJob}`, broken, queued],
  ['a GET with a content type', `GET ${ownJob}`, { headers: { 'content-type': 'text/plain' } }, queued],
  ['an unknown job', `GET ${unknownJob}`, {}, notFound],
  ["another user's job", `GET ${ownJob}`, { token: 'bob-token' }, notFound],
  // Two things wrong: what is checked first wins.
  ['no route, no token', 'GET /api/v1/nothing/', nobody, noRoute],
  ['no route, another method', 'DELETE /api/v1/nothing/', {}, noRoute],
  ['no route, an Accept that is not met', 'GET /api/v1/nothing/', html, noRoute],
  ['a malformed id, no token', `GET ${base}/status/abc/`, nobody, noRoute],
  ['an unknown id, no token', `GET ${unknownJob}`, nobody, unauthorized],
  ['an unknown format, no token', `GET ${ownJob}?format=xml`, nobody, notFound],
  ['an unknown format, an Accept that is not met', `GET ${ownJob}?format=xml`, html, notFound],
  ['an unknown format, another method', `DELETE ${ownJob}?format=xml`, {}, notFound],
  ['an Accept that is not met, no token', `GET ${ownJob}`, { ...nobody, ...html }, notAcceptable],
  ['an Accept that is not met, another method', `DELETE ${ownJob}`, html, notAcceptable],
  ['an Accept that is not met, an unknown job', `GET ${unknownJob}`, html, notAcceptable],
  ['another method, no token', `DELETE ${ownJob}`, nobody, unauthorized],
  ['another method, an unknown job', `DELETE ${unknownJob}`, {}, notAllowed('DELETE')],
  ['another method, a broken body', `POST ${ownJob}`, broken, notAllowed('POST')],
  ['a broken body, no token', `POST ${submit}`, { ...broken, ...nobody }, unauthorized],
  [
    'a type that is not parsed, an unknown job',
    `POST ${control}`,
    { body: 'x', headers: { 'content-type': 'text/plain' } },
    unsupported('text/plain'),
  ],
  [
    "a bad action on another user's job",
    `POST ${control}`,
    { token: 'bob-token', body: { csv_file_id: ownJobId, action: 'stop' } },
    '400 {"action":["\\"stop\\" is not a valid choice."]}',
  ],
  [
    "a good action on another user's job",
    `POST ${control}`,
    { token: 'bob-token', body: { csv_file_id: ownJobId, action: 'pause' } },
    notFound,
  ],
  [
    'a good action in the wrong state',
    `POST ${control}`,
    { body: { csv_file_id: ownJobId, action: 'pause' } },
    '400 {"error":"Only a job that is in progress can be paused."}',
  ],
  // Methods.
  ['POST to the list', `POST ${base}/status/`, {}, notAllowed('POST')],
  ['PUT', `PUT ${ownJob}`, {}, notAllowed('PUT')],
  ['PATCH', `PATCH ${ownJob}`, {}, notAllowed('PATCH')],
  ['TRACE', `TRACE ${ownJob}`, {}, notAllowed('TRACE')],
  ['PROPFIND', `PROPFIND ${ownJob}`, {}, notAllowed('PROPFIND')],
  ['GET on submit', `GET ${submit}`, {}, notAllowed('GET')],
  ['HEAD on submit, which has no body', `HEAD ${submit}`, {}, '405 '],
  ['DELETE on control', `DELETE ${control}`, {}, notAllowed('DELETE')],
  [
    'an overridden method',
    `POST ${ownJob}`,
    { headers: { 'x-http-method-override': 'GET' } },
    notAllowed('POST'),
  ],
  ['a method in the query', `GET ${ownJob}?_method=DELETE`, {}, queued],
  // HEAD: the status of GET and no body.
  ['HEAD of a job', `HEAD ${ownJob}`, {}, '200 '],
  ['HEAD of an unknown job', `HEAD ${unknownJob}`, {}, '404 '],
  ['HEAD without token', `HEAD ${ownJob}`, nobody, '401 '],
  ['HEAD with an Accept that is not met', `HEAD ${ownJob}`, html, '406 '],
  ['HEAD of no route', 'HEAD /nothing', {}, '404 '],
  // OPTIONS needs a token and does not look for the job.
  ['OPTIONS without token', `OPTIONS ${ownJob}`, nobody, unauthorized],
  ['OPTIONS of a malformed id', `OPTIONS ${base}/status/abc/`, {}, noRoute],
];

test.each(cases)('%s: %s', async (_, line, sent, want) => {
  expect((await mockUnderTest().ask(line, sent)).line).toBe(want);
});

test('the jobs of a caller are told newest first, each as it is told alone', async () => {
  const { ask } = mockUnderTest();
  const jobs = JSON.parse((await ask(`GET ${base}/status/`)).body) as {
    job_id: string;
    submitted_at: string;
  }[];
  expect(jobs).toHaveLength(14);
  expect(jobs.map(({ submitted_at: at }) => at)).toEqual(
    jobs
      .map(({ submitted_at: at }) => at)
      .toSorted()
      .toReversed(),
  );
  for (const job of jobs) {
    expect(JSON.parse((await ask(`GET ${base}/status/${job.job_id}/`)).body)).toEqual(job);
  }
});

test('a job that is told again has moved when time has passed', async () => {
  const { ask, wait } = mockUnderTest();
  const statusAfter = async (seconds: number) => {
    wait(seconds);
    return (JSON.parse((await ask(`GET ${ownJob}`)).body) as { status: string }).status;
  };
  expect([await statusAfter(0), await statusAfter(60), await statusAfter(3600)]).toEqual([
    'queued',
    'in-progress',
    'completed',
  ]);
});

test.each([
  ['an own job', ownJob],
  ['an unknown job', unknownJob],
])('OPTIONS of %s tells what the resource takes', async (_, path) => {
  const { ask } = mockUnderTest();
  const { status, body, headers } = await ask(`OPTIONS ${path}`);
  expect([status, headers['allow']]).toEqual([200, 'GET, HEAD, OPTIONS']);
  expect(JSON.parse(body)).toEqual({
    name: 'Get the status of a single job',
    description:
      'The current status of one job of the caller. Jobs of other users do not exist for the caller.',
    renders: ['application/json'],
    parses: ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'],
  });
});

const always = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' };
const fromView = { ...always, 'x-frame-options': 'DENY', 'content-type': 'application/json' };
const readable = { ...fromView, allow: 'GET, HEAD, OPTIONS' };

test.each([
  ['200', `GET ${ownJob}`, {}, readable],
  ['401', `GET ${ownJob}`, nobody, { ...readable, 'www-authenticate': 'Bearer' }],
  ['404 of a job', `GET ${unknownJob}`, {}, readable],
  ['405', `DELETE ${ownJob}`, {}, readable],
  ['406', `GET ${ownJob}`, html, readable],
  ['400', `POST ${submit}`, { body: {} }, { ...fromView, allow: 'POST, OPTIONS' }],
  [
    '404 without a route',
    'GET /nothing',
    {},
    { ...always, 'x-frame-options': 'DENY', 'content-type': 'text/html' },
  ],
  [
    '301',
    `GET ${ownJob.slice(0, -1)}`,
    {},
    { ...always, 'content-type': 'text/html; charset=utf-8', location: ownJob },
  ],
])('the headers of a %s are those of the framework and no others', async (_, line, sent, want) => {
  const { headers, body } = await mockUnderTest().ask(line, sent);
  expect(headers).toEqual({ ...want, 'content-length': String(Buffer.byteLength(body)) });
});

test.each([[ownJob], [unknownJob], ['/nothing'], [`${base}/status/`]])(
  'HEAD %s has the headers of GET, its length too',
  async (path) => {
    const { ask } = mockUnderTest();
    expect((await ask(`HEAD ${path}`)).headers).toEqual((await ask(`GET ${path}`)).headers);
  },
);
