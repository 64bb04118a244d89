// How the requests of the client end: with a late response, when the page is closed, or when the job ends.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { followJob } from '../client/follow-job.ts';
import { type Answer, api, follow, job, minute, never } from './testing/scripted-api.ts';

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-05-06T12:00:00Z') }));
afterEach(() => void vi.useRealTimers());

const slow = (status: string) => () =>
  new Promise<Response>((resolve) => void setTimeout(resolve, 9000, job(status)));

describe('overlapping responses', () => {
  test('a request that takes too long is aborted, and its late response is ignored', async () => {
    const late: ((answer: Response) => void)[] = [];
    const held = () => new Promise<Response>((resolve) => void late.push(resolve));
    const { outcome, asked, troubles, seen } = follow([held, job('in-progress'), job('completed')], {
      timeoutMs: 10_000,
    });
    await vi.advanceTimersByTimeAsync(17_000);
    expect(troubles).toEqual(['The API did not answer within 10 seconds.']);
    expect(asked[0]?.signal.aborted).toBe(true);
    late[0]?.(job('failed'));
    await vi.advanceTimersByTimeAsync(minute);
    expect(await outcome).toMatchObject({ status: 'completed' });
    expect(seen).toEqual(['in-progress', 'completed']);
  });

  test('at most one request is in flight', async () => {
    const { outcome, inFlight } = follow([
      slow('queued'),
      slow('queued'),
      slow('in-progress'),
      slow('completed'),
    ]);
    await vi.advanceTimersByTimeAsync(2 * minute);
    expect(await outcome).toMatchObject({ status: 'completed' });
    expect(inFlight.most).toBe(1);
  });

  test('a response that is older than the last one is ignored', async () => {
    const { outcome, seen } = follow([
      job('in-progress', '2026-05-06T12:00:10Z'),
      job('queued', '2026-05-06T12:00:00Z'),
      job('completed', '2026-05-06T12:01:00Z'),
    ]);
    await vi.advanceTimersByTimeAsync(minute);
    expect(await outcome).toMatchObject({ status: 'completed' });
    expect(seen).toEqual(['in-progress', 'completed']);
  });
});

test('the end of a job is reported even if its time is older', async () => {
  const { outcome, seen } = follow([
    job('in-progress', '2026-05-06T12:00:10Z'),
    job('completed', '2026-05-06T12:00:00Z'),
  ]);
  await vi.advanceTimersByTimeAsync(minute);
  expect(await outcome).toMatchObject({ status: 'completed' });
  expect(seen).toEqual(['in-progress', 'completed']);
});

describe('a component that is unmounted', () => {
  const unmounted = new Error('The user went to another page.');

  test('leaves nothing behind when it is unmounted during a status update', async () => {
    const controller = new AbortController();
    const onStatus = () => controller.abort(unmounted);
    const { outcome, asked } = follow([job('queued')], { signal: controller.signal, onStatus });
    expect(await outcome).toBe(unmounted);
    expect(vi.getTimerCount()).toBe(0);
    expect(asked).toHaveLength(1);
  });

  test('gets no status when it is unmounted as the response arrives', async () => {
    const controller = new AbortController();
    const answer = () => {
      controller.abort(unmounted);
      return job('completed');
    };
    const fetch = () => Promise.resolve(answer());
    const onStatus = vi.fn();
    const followed = followJob({ ...api, fetch }, 'a', { signal: controller.signal, onStatus });
    await expect(followed).rejects.toBe(unmounted);
    expect(onStatus).not.toHaveBeenCalled();
  });

  test.each<readonly [when: string, first: Answer, ms: number]>([
    ['while it waits for a response', never, 1000],
    ['while it waits for the next poll', job('queued'), 1000],
    ['while it waits after a failure', new Response('', { status: 500 }), 1000],
    ['before its first request', job('queued'), -1],
  ])('leaves nothing behind when it is unmounted %s', async (_, first, milliseconds) => {
    const controller = new AbortController();
    const { signal } = controller;
    const listeners = {
      added: vi.spyOn(signal, 'addEventListener'),
      removed: vi.spyOn(signal, 'removeEventListener'),
    };
    if (milliseconds < 0) controller.abort(unmounted);
    const { outcome, asked, seen } = follow([first], { signal });
    if (milliseconds > 0) await vi.advanceTimersByTimeAsync(milliseconds);
    controller.abort(unmounted);
    expect(await outcome).toBe(unmounted);
    expect(vi.getTimerCount()).toBe(0);
    expect(listeners.removed.mock.calls.length).toBe(listeners.added.mock.calls.length);
    expect(asked.every((request) => request.signal.aborted)).toBe(true);
    const count = seen.length;
    await vi.advanceTimersByTimeAsync(5 * minute);
    expect(seen).toHaveLength(count);
  });

  test('a job that has ended leaves nothing behind either', async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    const { outcome } = follow([job('queued'), job('completed')], { signal });
    await vi.advanceTimersByTimeAsync(minute);
    expect(await outcome).toMatchObject({ status: 'completed' });
    expect(vi.getTimerCount()).toBe(0);
    expect(removed.mock.calls.length).toBe(added.mock.calls.length);
  });
});
