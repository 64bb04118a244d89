// What a client sees of each effect that replaces a response, over a real port.
import { base, ownJob, ownJobId, queued, unauthorized } from '../testing/answers.ts';
import { type FaultyMock, faultyMock, formatReply } from '../testing/faulty-mock.ts';
import type { HttpReply } from '../testing/http-client.ts';

let mock: FaultyMock;
beforeEach(async () => {
  mock = await faultyMock();
});
afterEach(async () => {
  await mock.stop();
});

const json = ({ body }: HttpReply) => JSON.parse(body) as Readonly<Record<string, unknown>>;

test.each([
  ['unauthorized', 401, { message: 'Invalid or expired token' }],
  ['paymentRequired', 402, { error: expect.stringContaining('credits') }],
  ['noSuchJob', 404, { detail: 'Not found.' }],
  ['methodNotAllowed', 405, { detail: 'Method "GET" not allowed.' }],
  ['notAcceptable', 406, {}],
  ['unsupportedMediaType', 415, {}],
  ['resultsNotReady', 400, {}],
  ['cannotPause', 400, { error: 'Only a job that is in progress can be paused.' }],
  ['tooManyRequests', 429, { detail: 'Request was throttled. Expected available in 60 seconds.' }],
])('the error %s has the status code %i and the body of the API', async (problem, status, body) => {
  await mock.addFault({ effect: 'error', problem, operation: 'getStatus' });
  const reply = await mock.ask(ownJob);
  expect([reply.status, json(reply)]).toEqual([status, expect.objectContaining(body)]);
  expect(reply.headers).toMatchObject({ allow: 'GET, HEAD, OPTIONS', 'x-frame-options': 'DENY' });
});

test('a routing error or server error is the page of the framework', async () => {
  await mock.addFault({ effect: 'error', problem: 'serverError', next: 1 });
  await mock.addFault({ effect: 'error', problem: 'noSuchRoute', from: 2 });
  const [crash, lost] = [await mock.ask(ownJob), await mock.ask(ownJob)];
  expect([crash.status, crash.body]).toEqual([500, expect.stringContaining('Server Error (500)')]);
  expect([lost.status, lost.headers['content-type']]).toEqual([404, 'text/html']);
});

test('429 has a Retry-After', async () => {
  await mock.addFault({ effect: 'error', problem: 'tooManyRequests', retry_after: 1, every: 2 });
  const [first, second] = [await mock.ask(ownJob), await mock.ask(ownJob)];
  expect([first.status, second.status, second.headers['retry-after']]).toEqual([200, 429, '1']);
  expect(second.body).toBe('{"detail":"Request was throttled. Expected available in 1 second."}');
});

test('any error can have a Retry-After', async () => {
  await mock.addFault({ effect: 'error', problem: 'serverError', retry_after: 7 });
  expect((await mock.ask(ownJob)).headers['retry-after']).toBe('7');
});

test('an error does not replace the response to a rejected request', async () => {
  const id = await mock.addFault({ effect: 'error', problem: 'serverError' });
  expect(formatReply(await mock.ask(ownJob, 'nobody-token'))).toBe(unauthorized);
  expect((await mock.ask(ownJob, 'alice-token', { headers: { Accept: 'text/csv' } })).status).toBe(406);
  expect((await mock.ask(`${base}/nothing/`)).status).toBe(404);
  expect(await mock.listFaults()).toEqual([expect.objectContaining({ id, matched: 3, applied: 0 })]);
});

test('an error for HEAD has no body, and one for a browser is a page', async () => {
  await mock.addFault({ effect: 'error', problem: 'noSuchJob' });
  const head = await mock.ask(ownJob, 'alice-token', { method: 'HEAD' });
  expect([head.status, head.body, head.headers['content-length']]).toEqual([404, '', '23']);
});

test('a page of another origin can read an error', async () => {
  await mock.addFault({ effect: 'error', problem: 'serverError' });
  const { headers } = await mock.ask(ownJob, 'alice-token', { headers: { Origin: 'http://a.example' } });
  expect(headers['access-control-allow-origin']).toBe('*');
});

test('a token expires from now on, in the order of the request checks', async () => {
  await mock.addFault({ effect: 'expired-token', user: 'alice', from: 2 });
  const [before, after] = [await mock.ask(ownJob), await mock.ask(ownJob)];
  expect([formatReply(before), formatReply(after)]).toEqual([queued, unauthorized]);
  expect(after.headers['www-authenticate']).toBeDefined();
  expect((await mock.ask(ownJob, 'alice-token', { headers: { Accept: 'text/csv' } })).status).toBe(406);
  expect((await mock.ask(`${base}/status/`, 'bob-token')).status).toBe(200);
});

test.each([
  [undefined, 503, 'Service Temporarily Unavailable'],
  [502, 502, 'Bad Gateway'],
])('maintenance with status %s is the page of a proxy', async (given, status, words) => {
  await mock.addFault({
    effect: 'maintenance',
    ...(given === undefined ? {} : { status: given }),
    retry_after: 120,
  });
  for (const path of [ownJob, `${base}/nothing/`, ownJob.slice(0, -1)]) {
    const reply = await mock.ask(path, 'alice-token', { headers: { Origin: 'http://a.example' } });
    expect([reply.status, reply.body]).toEqual([
      status,
      expect.stringContaining(`<h1>${status} ${words}</h1>`),
    ]);
    expect(Object.keys(reply.headers).toSorted()).toEqual([
      'connection',
      'content-length',
      'content-type',
      'date',
      'retry-after',
    ]);
  }
});

test('an empty response has the status code and headers of the true one, and no body', async () => {
  await mock.addFault({ effect: 'empty' });
  const { status, body, headers } = await mock.ask(ownJob);
  expect([status, body, headers['content-length'], headers.allow]).toEqual([
    200,
    '',
    '0',
    'GET, HEAD, OPTIONS',
  ]);
});

test('invalid JSON has the Content-Length and Content-Type of JSON', async () => {
  await mock.addFault({ effect: 'invalid-json' });
  const { status, body, headers } = await mock.ask(ownJob);
  expect([status, headers['content-type'], headers['content-length']]).toEqual([
    200,
    'application/json',
    String(body.length),
  ]);
  expect(() => JSON.parse(body) as unknown).toThrow(SyntaxError);
});

test('a reset connection sends no response', async () => {
  await mock.addFault({ effect: 'reset', next: 1 });
  await expect(mock.ask(ownJob)).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(formatReply(await mock.ask(ownJob))).toBe(queued);
});

test.each([
  ['reset', true, undefined],
  ['empty', true, undefined],
  ['cut', true, undefined],
  ['error', true, true],
  ['maintenance', true, true],
  ['reset', false, false],
  ['error', false, undefined],
  ['maintenance', false, undefined],
])('after %s the submission exists: %s, with done: %s', async (effect, isThere, done) => {
  const before = (await mock.jobsOf('carol-token')).length;
  const problem = effect === 'error' ? { problem: 'serverError' } : {};
  await mock.addFault({
    effect,
    ...problem,
    ...(done === undefined ? {} : { done }),
    operation: 'submitEnrichment',
  });
  await mock.submit('carol-token').catch(() => undefined);
  expect((await mock.jobsOf('carol-token')).length).toBe(before + (isThere ? 1 : 0));
});

test('several faults apply to one response: latencies add up, and the first replacement wins', async () => {
  await mock.addFault({ effect: 'latency', latency: '1ms' });
  await mock.addFault({ effect: 'error', problem: 'serverError' });
  await mock.addFault({ effect: 'maintenance' });
  await mock.addFault({ effect: 'empty' });
  const { status, body } = await mock.ask(ownJob);
  expect([status, body]).toEqual([500, '']);
  expect((await mock.listFaults()).map(({ applied }) => applied)).toEqual([1, 1, 0, 1]);
  // A fault in front of the API applies even where the API cannot fail.
  expect((await mock.ask(`${base}/nothing/`)).status).toBe(503);
});

test('a fault for one job applies only to requests with its id in path or body', async () => {
  await mock.addFault({ effect: 'error', problem: 'serverError', job: ownJobId });
  const ids = (await mock.jobsOf('alice-token')).map(({ job_id: id }) => String(id));
  const other = ids.find((id) => id !== ownJobId);
  const pause = (id: string | undefined) =>
    mock.ask(`${base}-control/`, 'alice-token', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ csv_file_id: id, action: 'pause' }),
    });
  const asked = [mock.ask(ownJob), mock.ask(`${base}/result/${ownJobId}/`), pause(ownJobId)];
  expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([500, 500, 500]);
  const spared = [mock.ask(`${base}/status/${other}/`), pause(other), mock.ask(`${base}/status/`)];
  expect((await Promise.all(spared)).map(({ status }) => status)).not.toContain(500);
});
