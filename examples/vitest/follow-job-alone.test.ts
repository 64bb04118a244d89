// The client against scripted responses, including those that no server sends on request.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { followJob, getResults, RefusedError, submitJob, TroubleError } from '../client/follow-job.ts';
import { api, follow, job, minute, networkError } from './testing/scripted-api.ts';

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-05-06T12:00:00Z') }));
afterEach(() => void vi.useRealTimers());

describe('the polling interval', () => {
  test.each([
    ['is 3 s for a small job', { rows: 999 }, [3, 3, 3, 3, 3]],
    ['is 20 s for a large job', { rows: 1000 }, [20, 20, 20, 20, 20]],
    ['grows for a job of unknown size', {}, [3, 6, 12, 20, 20]],
    ['is the given one', { everyMs: 7000 }, [7, 7, 7, 7, 7]],
  ])('%s', async (_, options, seconds) => {
    const answers = [...Array.from({ length: 5 }, () => job('queued')), job('completed')];
    const { gaps, outcome } = follow(answers, options);
    await vi.advanceTimersByTimeAsync(3 * minute);
    expect(await outcome).toMatchObject({ status: 'completed' });
    expect(gaps()).toEqual(seconds.map((one) => one * 1000));
  });

  test('is long while the tab is hidden', async () => {
    vi.stubGlobal('document', { hidden: true });
    const { gaps } = follow([job('queued'), job('queued'), job('completed')]);
    await vi.advanceTimersByTimeAsync(3 * minute);
    vi.unstubAllGlobals();
    expect(gaps()).toEqual([20_000, 20_000]);
  });
});

test.each([
  ['a name that cannot be looked up', networkError('getaddrinfo ENOTFOUND api.example', 'ENOTFOUND')],
  ['a refused connection', networkError('connect ECONNREFUSED 127.0.0.1:9', 'ECONNREFUSED')],
  ['a connection that timed out', networkError('Connect Timeout Error', 'UND_ERR_CONNECT_TIMEOUT')],
  ['a network error of a browser', new TypeError('Failed to fetch')],
  ['the sign-in page of a network', new Response('<html>Welcome</html>')],
  ['a truncated response', new Response('{"job_id": "a", "status": "que')],
  ['an empty response', new Response('')],
  ['null', Response.json(null)],
  ['a list', Response.json([])],
  ['a status of type number', Response.json({ job_id: 'a', status: 7 })],
  ['a bad gateway', new Response('<html>Bad gateway</html>', { status: 502 })],
  ['a request timeout from the server', new Response('', { status: 408 })],
])('the client continues after %s', async (_, answer) => {
  const { outcome, troubles, gaps } = follow([job('queued'), answer, answer, job('completed')]);
  await vi.advanceTimersByTimeAsync(5 * minute);
  expect(await outcome).toMatchObject({ status: 'completed' });
  expect(troubles).toHaveLength(2);
  expect(gaps()).toEqual([3000, 6000, 12_000]);
});

const createAnswer = (headers: Record<string, string>, status = 503) => new Response('', { status, headers });

test('after a success the wait starts again as after a first failure', async () => {
  const failed = new Response('', { status: 500 });
  const { outcome, gaps } = follow([failed, failed, job('queued'), failed, job('completed')]);
  await vi.advanceTimersByTimeAsync(2 * minute);
  expect(await outcome).toMatchObject({ status: 'completed' });
  expect(gaps()).toEqual([6000, 12_000, 3000, 6000]);
});

test('a success between failures resets the count', async () => {
  const failed = new Response('', { status: 500 });
  const answers = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? failed : job('queued')));
  const { outcome } = follow([...answers, job('completed')], { rows: 5, giveUpAfterMs: 30_000 });
  await vi.advanceTimersByTimeAsync(60 * minute);
  expect(await outcome).toMatchObject({ status: 'completed' });
});

test('a rejection with a truncated body is still a rejection', async () => {
  const body = new ReadableStream({ start: (stream) => stream.error(new Error('reset')) });
  const { outcome } = follow([() => new Response(body, { status: 401 })]);
  expect(await outcome).toEqual(new RefusedError(401, ''));
});

describe('Retry-After', () => {
  test.each([
    ['in seconds', createAnswer({ 'Retry-After': '90' }), 90_000],
    ['in seconds with a 429', createAnswer({ 'Retry-After': '90' }, 429), 90_000],
    ['as a date', createAnswer({ 'Retry-After': 'Wed, 06 May 2026 12:02:00 GMT' }), 120_000],
    [
      'as a date of a server whose clock is an hour slow',
      createAnswer({ 'Retry-After': 'Wed, 06 May 2026 11:02:00 GMT', Date: 'Wed, 06 May 2026 11:00:00 GMT' }),
      120_000,
    ],
    ['as a date in the past', createAnswer({ 'Retry-After': 'Wed, 06 May 2020 12:02:00 GMT' }), 6000],
    ['shorter than the normal wait', createAnswer({ 'Retry-After': '1' }), 6000],
    ['with an invalid value', createAnswer({ 'Retry-After': 'soon' }), 6000],
    ['missing', createAnswer({}), 6000],
  ])('%s', async (_, answer, wait) => {
    const { outcome, gaps } = follow([answer, job('completed')]);
    await vi.advanceTimersByTimeAsync(5 * minute);
    expect(await outcome).toMatchObject({ status: 'completed' });
    expect(gaps()).toEqual([wait]);
  });
});

test.each([400, 401, 403, 404, 410])('a response with %i ends the polling', async (status) => {
  const { outcome, asked } = follow([Response.json({ message: 'No.' }, { status })]);
  await vi.advanceTimersByTimeAsync(5 * minute);
  expect(await outcome).toEqual(new RefusedError(status, '{"message":"No."}'));
  expect(asked).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
});

test('an error thrown by the app is not reported as a failure of the API', async () => {
  const broken = new Error('The app is broken.');
  const { outcome, asked } = follow([job('queued')], {
    onStatus: () => {
      throw broken;
    },
  });
  expect(await outcome).toBe(broken);
  expect(asked).toHaveLength(1);
});

test('the URL gets exactly one slash between its parts, and the id is escaped', async () => {
  const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.resolve(job('completed')));
  await followJob({ ...api, fetch }, 'a/../b?c');
  expect(fetch.mock.calls[0]?.[0]).toBe(
    'https://api.example/backend/api/v1/enrichment/status/a%2F..%2Fb%3Fc/',
  );
});

test.each([
  ['submitJob', (fetch: () => Promise<Response>) => submitJob({ ...api, fetch }, [{}])],
  ['getResults', (fetch: () => Promise<Response>) => getResults({ ...api, fetch }, 'a')],
])('%s sends one request, and its error says whether a retry may succeed', async (_, ask) => {
  for (const [answer, kind] of [
    [() => Promise.reject(new TypeError('Failed to fetch')), TroubleError],
    [() => Promise.resolve(new Response('{"job_id', { status: 201 })), TroubleError],
    [() => Promise.resolve(Response.json(null)), TroubleError],
    [() => Promise.resolve(Response.json({}, { status: 402 })), RefusedError],
    [
      () => {
        throw new TypeError('This is no address.');
      },
      TroubleError,
    ],
  ] as const) {
    const fetch = vi.fn(answer);
    await expect(ask(fetch)).rejects.toThrow(kind);
    expect(fetch).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  }
});
