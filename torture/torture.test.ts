// The functions for users: what they return, print and throw, with the real player and all rules.
import { findFailure, torture, TortureError, UnsteadyClientError } from './index.ts';
import type { Client } from './life/client.ts';
import { askStatus, type Job, patient } from './play/testing/clients.ts';

/** It takes the first failure for the end. */
const faint: Client = async (run) => {
  for (;;) {
    const response = await askStatus(run);
    if (!response.ok) throw new Error(`The API responded with ${response.status}.`);
    const job = (await response.json()) as Job;
    run.onStatus(job);
    if (/completed|failed|paused/.test(job.status)) return job;
    await new Promise((resolve) => {
      setTimeout(resolve, 3000);
    });
  }
};
const givesUp = {
  scenarios: ['nearly-done', 'small'],
  without: ['stops-after-unmount', 'quiet-after-unmount', 'clears-timers'],
  seed: 7,
  numRuns: 200,
};

test('a client that breaks no rule gets one line', async () => {
  const lines: string[] = [];
  const calm = {
    scenarios: ['nearly-done'],
    numRuns: 3,
    seed: 42,
    without: [],
    log: (line: string) => lines.push(line),
  };
  const { ms, ...done } = await torture(patient, calm);
  expect(done).toEqual({ lives: 3, seed: 42, isCutShort: false });
  expect(ms).toBeGreaterThan(0);
  expect(lines).toEqual(['3 lives, seed 42: no rule broken.']);
});

describe('a client that gives up after one failure', () => {
  const found = findFailure(faint, givesUp);

  test('is found, with the smallest life: one fault', async () => {
    const { finding } = await found;
    expect(finding?.rule.name).toBe('survives-failures');
    expect(finding?.life.plan).toMatchObject({
      faults: [{ at: 0, fault: { effect: 'reset', next: 1 } }],
      latencies: [],
      sleeps: [],
    });
    expect(finding?.drawn).toMatchObject({ seed: 7, first: { jobs: expect.any(Number) } });
    expect(finding?.link).toMatch(/world/);
  });

  test('fails its test with the finding as text and as data', async () => {
    const { finding } = await found;
    const error = await torture(faint, givesUp).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TortureError);
    expect((error as TortureError).finding).toEqual(finding);
    expect((error as TortureError).message).toContain('survives-failures');
    // Where the user called it.
    expect((error as TortureError).stack).toMatch(/torture\.test/);
  });

  test('is found at once along the path', async () => {
    const { finding } = await found;
    const again = await findFailure(faint, { ...givesUp, path: finding?.drawn?.path ?? '' });
    expect(again.lives).toBe(1);
    expect(again.finding).toEqual({ ...finding, drawn: expect.anything() });
  });

  test('is found with the plan alone, as in the test to paste', async () => {
    const { finding } = await found;
    const { finding: again } = await findFailure(faint, { plan: finding?.life.plan ?? {} });
    expect(again?.rule).toEqual(finding?.rule);
    expect(again?.life).toEqual(finding?.life);
  });

  test('passes without the rule that it does not promise', async () => {
    const { finding } = await findFailure(faint, {
      plan: (await found).finding?.life.plan ?? {},
      without: ['survives-failures'],
    });
    expect(finding?.rule.name).not.toBe('survives-failures');
  });
});

test('the texts to repeat a finding have the options without which it would be another', async () => {
  const rule = { name: 'at-most-two', check: () => undefined };
  const error = await torture(faint, { ...givesUp, rules: [rule] }).catch((thrown: unknown) => thrown);
  const { message } = error as TortureError;
  const kept = `without: ['stops-after-unmount', 'quiet-after-unmount', 'clears-timers']`;
  const [, again = '', test = ''] = message.split(/To find it again:|A test that plays this life only:/);
  expect(again).toContain(
    `torture(faint, { rules: yourRules, ${kept}, scenarios: ['nearly-done', 'small'], seed: 7, path: '`,
  );
  // Of a plan the scenario is a part.
  expect(test.replaceAll(/\s+/g, ' ')).toMatch(
    /torture\(faint, \{ rules: yourRules, without: \[.*\], plan: \{/,
  );
  expect(test).not.toContain('scenarios');
});

const mistyped: Client = (run) =>
  faint({
    ...run,
    fetch: (input, init) =>
      run.fetch(typeof input === 'string' ? input.replace('status', 'statuss') : input, init),
  });

test('a mistyped path is named', async () => {
  const error = await torture(mistyped, givesUp).catch((thrown: unknown) => thrown);
  const text = (error as Error).message.replaceAll(/\s+/g, ' ');
  expect(text).toContain('Request 1, which fits no operation of the API, had received a 404.');
  expect(text).toContain(
    'Request 1 fits no operation of the API. The document has GET /api/v1/enrichment/status/{job_id}/: "status", not "statuss".',
  );
});

test('a custom rule is checked like the others, and first', async () => {
  const rule = {
    name: 'at-most-two',
    check: ({ requests }: { readonly requests: readonly unknown[] }) =>
      requests.length > 2 ? 'It asked too often.' : undefined,
  };
  const { finding } = await findFailure(patient, { rules: [rule], plan: {} });
  expect(finding).toMatchObject({
    rule: { name: 'at-most-two', title: 'at-most-two' },
    violation: { message: 'It asked too often.' },
  });
});

test('a client whose lives differ from each other gets an error that says so', async () => {
  let runs = 0;
  const moody: Client = async (run) => {
    runs += 1;
    await new Promise((resolve) => {
      setTimeout(resolve, runs);
    });
    return faint(run);
  };
  const error = await torture(moody, givesUp).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UnsteadyClientError);
  expect((error as Error).message).toMatch(/keeps something between two lives/);
});
