// The price of a job, when it is charged, and when it is refunded. life.model.test.ts checks all of it
// against a model.
import { base } from '../testing/answers.ts';
import { mockUnderTest } from '../testing/mock-under-test.ts';
import { spec, start } from '../testing/shipped.ts';
import { createTerms } from '../domain/payments.ts';
import { computeBalance } from '../domain/wallet.ts';
import type { Job } from '../domain/job.ts';
import { type Instant, instant } from '../../time/time.ts';
import type { WorldCommand } from '../domain/command.ts';
import { listJobsOfUser, findUserByToken } from '../domain/world.ts';
import { commitCommand } from '../testing/commit-command.ts';

const submit = `POST ${base}/submit/`;
const rows = (count: number, companyName = 'Engines') =>
  Array.from({ length: count }, () => ({ company_name: companyName }));

/** Changes carol's only job with the control API. */
type Deed = (job: Job, at: Instant) => WorldCommand;

/** A mock that also reports carol's balance. She starts with 1000 credits. */
function mockWithWallet() {
  const mock = mockUnderTest();
  let waited = 0;
  return {
    submit: async (body: unknown) =>
      (await mock.ask(submit, { token: 'carol-token', body })).line.replace(
        /"job_id":"[^"]+"/,
        '"job_id":...',
      ),
    wait: (seconds: number) => {
      waited += seconds;
      mock.wait(seconds);
    },
    deed: (deed: Deed) => {
      const world = mock.worlds.get('default') ?? mock.worlds.first(start);
      const [job] = listJobsOfUser(world, 'carol');
      if (job === undefined) throw new Error('Carol has no job.');
      const command = deed(job, instant(start + waited * 1000));
      commitCommand(mock.worlds, world.name, command);
    },
    balance: () => {
      const world = mock.worlds.get('default') ?? mock.worlds.first(start);
      const carol = findUserByToken(world, 'carol-token');
      if (carol === undefined) throw new Error('The default world has no carol.');
      return computeBalance(world, carol, instant(start + waited * 1000), createTerms(spec));
    },
  };
}

const queued = '201 {"job_id":...,"status":"queued"}';

test('the estimate is charged up front, and rows without a match are refunded at the end', async () => {
  const mock = mockWithWallet();
  expect(await mock.submit({ records: rows(400) })).toBe(queued);
  expect(mock.balance()).toBe(600);
  mock.wait(3600);
  expect(mock.balance()).toBe(700);
});

test('a failed job is refunded completely', async () => {
  const mock = mockWithWallet();
  await mock.submit({ records: rows(400, 'scenario:fails-half-way') });
  expect(mock.balance()).toBe(600);
  mock.wait(3600);
  expect(mock.balance()).toBe(1000);
});

test('a user without credits gets the price and the balance, and is not charged', async () => {
  const mock = mockWithWallet();
  expect(await mock.submit({ records: rows(1001) })).toBe(
    '402 {"error":"Insufficient credits. You need 1001 credits but have 1000.","required":1001,"balance":1000}',
  );
  expect(mock.balance()).toBe(1000);
});

test('the last credit can be spent', async () => {
  const mock = mockWithWallet();
  expect(await mock.submit({ records: rows(1000) })).toBe(queued);
  expect(mock.balance()).toBe(0);
  expect(await mock.submit({ records: rows(1) })).toContain('"required":1,"balance":0');
});

test('an account costs as much as the maximum number of its contacts', async () => {
  const mock = mockWithWallet();
  const account = { category: 'account', records: rows(4) };
  await mock.submit(account);
  await mock.submit({ ...account, criteria: { max_contacts: 5 } });
  expect(mock.balance()).toBe(1000 - 4 - 20);
  mock.wait(3600);
  expect(mock.balance()).toBe(1000 - 3 - 15);
});

test('bob cannot resume his paused job, since he has too few credits for the rest', async () => {
  const { ask } = mockUnderTest();
  const bob = { token: 'bob-token' };
  const jobs = JSON.parse((await ask(`GET ${base}/status/`, bob)).body) as {
    job_id: string;
    status: string;
  }[];
  const paused = jobs.find(({ status }) => status === 'paused')?.job_id;
  const response = await ask('POST /api/v1/enrichment-control/', {
    ...bob,
    body: { csv_file_id: paused, action: 'resume' },
  });
  expect(response.line).toMatch(
    /^402 \{"error":"Insufficient credits\. You need (\d+) credits but have 12\.","required":\1,"balance":12\}$/,
  );
});

test('a job that is forced to fail is refunded completely, while running and while paused', async () => {
  for (const paused of [false, true]) {
    const mock = mockWithWallet();
    await mock.submit({ records: rows(400, 'scenario:two-hours') });
    mock.wait(3600);
    if (paused) mock.deed(({ id }, at) => ({ kind: 'intervene', job: id, cause: 'pause', at }));
    mock.deed(({ id }, at) => ({ kind: 'fail', job: id, at }));
    expect(mock.balance()).toBe(1000);
  }
});

test('a job that is forced to complete costs as much as one that completes', async () => {
  const mock = mockWithWallet();
  await mock.submit({ records: rows(400, 'scenario:stuck-in-queue') });
  mock.deed(({ id }, at) => ({ kind: 'force', job: id, at, status: 'Enrichment Completed', stays: false }));
  expect(mock.balance()).toBe(700);
});

test('a completed job that is paused is refunded no more than it cost', async () => {
  const mock = mockWithWallet();
  await mock.submit({ records: rows(400, 'scenario:stuck-in-queue') });
  for (const status of ['Enrichment Completed', 'Paused'])
    mock.deed(({ id }, at) => ({ kind: 'force', job: id, at, status, stays: true }));
  expect(mock.balance()).toBe(1000);
});

test('a deleted job costs nothing, even if it was completed', async () => {
  const mock = mockWithWallet();
  await mock.submit({ records: rows(400) });
  mock.wait(3600);
  expect(mock.balance()).toBe(700);
  mock.deed(({ id }, at) => ({ kind: 'delete', job: id, at }));
  expect(mock.balance()).toBe(1000);
});

test('a pause that ends automatically refunds the rest and charges it again', async () => {
  const mock = mockWithWallet();
  await mock.submit({ records: rows(400, 'scenario:pauses-and-goes-on') });
  const seen = new Set<number | undefined>();
  for (let second = 0; second < 600; second += 1) {
    seen.add(mock.balance());
    mock.wait(1);
  }
  const [before, inPause, ...after] = seen;
  expect([before, after]).toEqual([600, [700]]);
  expect(inPause).toBeGreaterThan(700);
});

test('resuming a job through the control API can bring the balance to zero', async () => {
  const mock = mockWithWallet();
  await mock.submit({ records: rows(1000, 'scenario:pauses-for-credits') });
  mock.wait(600);
  expect(mock.balance()).toBe(0);
  mock.deed(({ id }, at) => ({ kind: 'intervene', job: id, cause: 'resume', at }));
  expect(mock.balance()).toBe(0);
});
