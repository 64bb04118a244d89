// The client against random responses: it always ends, respects the polling interval, and leaves nothing behind.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { RefusedError } from '../client/follow-job.ts';
import { type Answer, follow, job, never } from './testing/scripted-api.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const late = (answer: () => Response, milliseconds: number) => () =>
  new Promise<Response>((resolve) => void setTimeout(() => resolve(answer()), milliseconds));

const passing: readonly Answer[] = [
  job('queued'),
  job('in-progress'),
  job('enriching-deeply'),
  never,
  late(() => job('in-progress'), 10_000),
  late(() => job('completed'), 40_000),
  late(() => new Response('', { status: 500 }), 5000),
  new TypeError('fetch failed'),
  new Response('{"job_id'),
  new Response('<html></html>', { status: 502, headers: { 'Retry-After': '7' } }),
  new Response('', { status: 429, headers: { 'Retry-After': '20' } }),
  new Response('', { status: 503, headers: { 'Retry-After': 'Wed, 06 May 2026 12:00:00 GMT' } }),
  Response.json([]),
  new Response(new ReadableStream({ start: (body) => body.error(new Error('reset')) })),
];
const final: readonly Answer[] = [
  job('completed'),
  job('failed'),
  job('paused'),
  new Response('', { status: 404 }),
];

/** Numbers from 0 to 1, the same for the same seed. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test.each(Array.from({ length: 100 }, (_, seed) => seed + 1))('seed %i', async (seed) => {
  const random = createRandom(seed * 7919);
  const pick = (from: readonly Answer[]) => from[Math.floor(random() * from.length)] ?? never;
  const answers = [...Array.from({ length: Math.floor(random() * 30) }, () => pick(passing)), pick(final)];
  const { outcome, asked, inFlight, gaps } = follow(answers, { rows: 5, giveUpAfterMs: Infinity });
  await vi.advanceTimersByTimeAsync(3 * 3_600_000);
  const end = await outcome;

  expect(
    end instanceof RefusedError ||
      ['completed', 'failed', 'paused'].includes('status' in end ? end.status : ''),
  ).toBe(true);
  expect(asked).toHaveLength(answers.length);
  for (const gap of gaps()) expect(gap).toBeGreaterThanOrEqual(3000);
  expect(inFlight.most).toBe(1);
  expect(asked.every(({ signal }) => signal.aborted)).toBe(true);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(vi.getTimerCount()).toBe(0);
  expect(asked).toHaveLength(answers.length);
});
