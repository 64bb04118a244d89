// Everything that can go wrong while a client follows a job, one by one. The client always follows the job to its end.
import { type Mock, startMock, type World } from 'enrichment-sandbox';
import { inStep } from 'enrichment-sandbox/fake-timers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import { type Following, followJob, GaveUpError, RefusedError, TroubleError } from '../client/follow-job.ts';

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.stop());
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type NewFault = Parameters<World['faults']['add']>[0];

/** Follows a job of a few minutes in a world where this goes wrong. */
async function followThrough(faults: readonly NewFault[], following: Following = {}) {
  const world = mock.world();
  const { id } = await world.jobs.add({ scenario: 'straight-through' });
  for (const fault of faults) await world.faults.add({ operation: 'getStatus', ...fault });
  const troubles: string[] = [];
  const seen = new Set<string>();
  const api = { baseUrl: world.baseUrl, token: world.token() };
  const followed = followJob(api, id, {
    rows: 20,
    onStatus: ({ status }) => seen.add(status),
    onTrouble: ({ message }) => troubles.push(message),
    ...following,
  });
  const outcome = await inStep(world, vi).until(followed.catch((error: unknown) => error as Error));
  const polls = (await world.journal.list({ operation: 'getStatus' })).map(({ world_time: at }) =>
    Date.parse(at),
  );
  const gaps = polls.slice(1).map((at, index) => at - (polls[index] ?? 0));
  return { world, outcome, troubles, seen: [...seen], gaps };
}

describe('the client follows the job to its end', () => {
  const passing: readonly (readonly [what: string, fault: NewFault, trouble: string])[] = [
    ['connections are reset', { effect: 'reset', next: 3 }, 'The API cannot be reached: fetch failed'],
    [
      'responses are truncated',
      { effect: 'cut', bytes: 20, next: 3 },
      'The response of the API was interrupted: terminated',
    ],
    ['responses are empty', { effect: 'empty', next: 3 }, 'The response of the API is not JSON: ""'],
    ['responses are not JSON', { effect: 'invalid-json', next: 3 }, 'The response of the API is not JSON: '],
    ['the server fails', { effect: 'error', problem: 'serverError', next: 5 }, 'The API responded with 500.'],
    [
      'a proxy responds with HTML',
      { effect: 'maintenance', status: 502, next: 3 },
      'The API responded with 502.',
    ],
    ['it is in maintenance', { effect: 'maintenance', status: 503, next: 3 }, 'The API responded with 503.'],
    [
      'the API responds with 429',
      { effect: 'error', problem: 'tooManyRequests', retry_after: 5, next: 3 },
      'The API responded with 429.',
    ],
  ];
  test.each(passing)('although %s', async (_, fault, trouble) => {
    const { world, outcome, troubles, seen } = await followThrough([fault]);
    expect(outcome).toMatchObject({ status: 'completed' });
    expect(seen.at(-1)).toBe('completed');
    expect(troubles).toHaveLength(fault.next ?? 0);
    for (const told of troubles) expect(told).toContain(trouble);
    await world.expectNoAdvice('warning');
  });

  test('although fields are null, including the status', async () => {
    // The mock draws which one.
    const { outcome, troubles } = await followThrough([{ effect: 'null-field', next: 12 }]);
    expect(outcome).toMatchObject({ status: 'completed' });
    for (const told of troubles) expect(told).toBe('The response of the API has no status.');
  });

  test('although the API sends values of a later version', async () => {
    const { outcome, troubles, seen } = await followThrough([
      { effect: 'unknown-status', next: 2 },
      { effect: 'extra-field' },
    ]);
    expect(outcome).toMatchObject({ status: 'completed' });
    expect(troubles).toEqual([]);
    expect(seen).toHaveLength(4);
  });

  test.each<NewFault>([
    { effect: 'latency', latency: '30ms', every: 2 },
    { effect: 'drip', next: 1 },
  ])('although there is the fault %j', async (fault) => {
    const { outcome } = await followThrough([fault]);
    expect(outcome).toMatchObject({ status: 'completed' });
  });

  test('although every other response fails in a different way', async () => {
    const { outcome, troubles, world } = await followThrough([
      { effect: 'reset', every: 3 },
      { effect: 'cut', bytes: 5, every: 4 },
      { effect: 'error', problem: 'serverError', every: 5 },
    ]);
    expect(outcome).toMatchObject({ status: 'completed' });
    expect(troubles.length).toBeGreaterThan(3);
    await world.expectNoAdvice('warning');
  });
});

test('while the server fails the client waits longer and longer, up to a limit, then continues at its normal pace', async () => {
  const { gaps, outcome } = await followThrough([{ effect: 'error', problem: 'serverError', next: 8 }], {
    ports: { random: () => 0 },
  });
  expect(outcome).toMatchObject({ status: 'completed' });
  expect(gaps.slice(0, 8)).toEqual([6, 12, 24, 48, 96, 120, 120, 120].map((seconds) => seconds * 1000));
});

test('clients that fail at the same time do not retry at the same time', async () => {
  const { gaps } = await followThrough([{ effect: 'reset', next: 1 }], { ports: { random: () => 0.5 } });
  // 6 s plus half a polling interval; here the world advances in whole seconds.
  expect(gaps[0]).toBe(8000);
});

test('the client retries when Retry-After says, and not before', async () => {
  const busy = { effect: 'error', problem: 'tooManyRequests', retry_after: 90, next: 1 } as const;
  const { gaps, world } = await followThrough([busy], { ports: { random: () => 0 } });
  expect(gaps[0]).toBe(90_000);
  await world.expectNoAdvice('warning');
});

test('the client gives up when the failures last too long, and reports the last one', async () => {
  const { outcome, troubles } = await followThrough([{ effect: 'error', problem: 'serverError' }], {
    giveUpAfterMs: 600_000,
  });
  expect(outcome).toBeInstanceOf(GaveUpError);
  expect(outcome).toMatchObject({
    message: `Gave up after ${troubles.length + 1} failures in a row. The last one: The API responded with 500.`,
  });
  expect((outcome as Error).cause).toBeInstanceOf(TroubleError);
});

test('the client gives up at once when Retry-After exceeds that limit', async () => {
  const busy = { effect: 'error', problem: 'tooManyRequests', retry_after: 86_400, next: 1 } as const;
  const { outcome, gaps } = await followThrough([busy]);
  expect(outcome).toMatchObject({
    message: 'Gave up after a failure. The last one: The API responded with 429.',
  });
  expect(gaps).toEqual([]);
});

test.each([
  ['401', { effect: 'expired-token' }, 'The API responded with 401: {"message":"Invalid or expired token"}'],
  ['404', { effect: 'error', problem: 'noSuchJob' }, 'The API responded with 404: '],
] as const)('a %s ends the polling', async (_, fault, message) => {
  const { outcome, gaps, troubles } = await followThrough([fault]);
  expect(outcome).toBeInstanceOf(RefusedError);
  expect((outcome as Error).message).toContain(message);
  expect(troubles).toEqual([]);
  expect(gaps).toEqual([]);
});

test('the client stops polling a job that pauses or fails', async () => {
  for (const [scenario, status] of [
    ['pauses', 'paused'],
    ['fails-half-way', 'failed'],
  ] as const) {
    const world = mock.world();
    const { id } = await world.jobs.add({ scenario });
    const time = inStep(world, vi);
    const followed = followJob({ baseUrl: world.baseUrl, token: world.token() }, id, { rows: 20 });
    expect(await time.until(followed)).toMatchObject({ status });
    await world.journal.clear();
    await time.advance('10m');
    expect(await world.journal.list()).toEqual([]);
  }
});
