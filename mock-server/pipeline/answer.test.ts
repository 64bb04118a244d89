import { base, ownJob } from '../testing/answers.ts';
import { mockUnderTest } from '../testing/mock-under-test.ts';

const unknownId = '00000000-0000-4000-8000-000000000000';
const unknownJob = `${base}/status/${unknownId}/`;
const submit = `${base}/submit/`;
const html = { headers: { accept: 'text/html' } };
const nobody = { token: null };

test('the jobs of a user are listed newest first, each as in its own status response', async () => {
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

test('a job moves between two requests as time passes', async () => {
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
])('OPTIONS of %s describes what the resource accepts', async (_, path) => {
  const { ask } = mockUnderTest();
  const { status, body, headers } = await ask(`OPTIONS ${path}`);
  expect([status, headers['allow']]).toEqual([200, 'GET, HEAD, OPTIONS']);
  expect(JSON.parse(body)).toEqual({
    name: 'Get the status of a single job',
    description: 'The current status of one job of the caller. Jobs of other users return 404.',
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
])('a %s has exactly the headers of the framework', async (_, line, sent, want) => {
  const { headers, body } = await mockUnderTest().ask(line, sent);
  expect(headers).toEqual({ ...want, 'content-length': String(Buffer.byteLength(body)) });
});

test.each([[ownJob], [unknownJob], ['/nothing'], [`${base}/status/`]])(
  'HEAD %s has the headers of GET, including its length',
  async (path) => {
    const { ask } = mockUnderTest();
    expect((await ask(`HEAD ${path}`)).headers).toEqual((await ask(`GET ${path}`)).headers);
  },
);
