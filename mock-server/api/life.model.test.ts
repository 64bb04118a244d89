// The whole API against a model: submit, wait, pause, resume, force, fail and read a job, in any order.
import fc from 'fast-check';

import type { Fixture } from '../domain/fixture.ts';
import type { Job } from '../domain/job.ts';
import { countRecords } from '../domain/matches.ts';
import { decideFail, decideForce } from '../domain/actions.ts';
import { getJobs } from '../domain/world.ts';
import {
  getApiStatus,
  createBelievedJob,
  countDone,
  type DrawnJob,
  enter,
  getWalletBalance,
  type BelievedJob,
  poll,
  listRest,
  getInternalStatus,
  wait,
} from '../testing/believed-job.ts';
import { failQueue, forceQueue, pauseQueue, resumeQueue } from '../testing/believed-life.ts';
import { mockUnderTest, type MockUnderTest } from '../testing/mock-under-test.ts';
import { fixture as shipped, lifeCycle, start } from '../testing/shipped.ts';
import { instant } from '../../time/time.ts';
import { commitCommand } from '../testing/commit-command.ts';

/** Random in each run; `SEED=n make unit ARGS=model` repeats a run. */
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

const balance = 60;
const fixture: Fixture = {
  ...shipped,
  jobs: [],
  users: [{ name: 'alice', token: 'alice-token', expired: false, active: true, balance }],
};

type Step =
  | number
  | 'to the next move'
  | 'to just before it'
  | 'pause'
  | 'resume'
  | 'fail'
  | { readonly force: string; readonly stays: boolean };

const anyLife = fc.record({
  scenario: fc.constantFrom(...Object.keys(shipped.scenarios)),
  rows: fc.integer({ min: 1, max: balance }),
  steps: fc.array(
    fc.oneof(
      { arbitrary: fc.constantFrom<Step>('to the next move', 'to just before it'), weight: 4 },
      { arbitrary: fc.constantFrom<Step>('pause', 'pause', 'resume'), weight: 4 },
      { arbitrary: fc.integer({ min: 0, max: 90_000 }), weight: 4 },
      {
        arbitrary: fc.record({ force: fc.constantFrom(...lifeCycle.internalStatuses), stays: fc.boolean() }),
        weight: 2,
      },
      { arbitrary: fc.constant<Step>('fail'), weight: 1 },
    ),
    { minLength: 1, maxLength: 16 },
  ),
});

const submit = '/api/v1/enrichment/submit/';

async function submitted(mock: MockUnderTest, scenario: string, rows: number): Promise<string> {
  const records = Array.from({ length: rows }, (_, row) => ({
    first_name: `Ada ${row}`,
    company_name: 'Engines',
  }));
  records[rows - 1] = { first_name: 'Ada', company_name: `scenario:${scenario}` };
  const { status, body } = await mock.ask(`POST ${submit}`, { body: { records } });
  expect(status).toBe(201);
  return (JSON.parse(body) as { job_id: string }).job_id;
}

/** What the API shows of a job: first in the list, then alone. Each of the two responses may move it. */
async function readState(mock: MockUnderTest, id: string) {
  const list = JSON.parse((await mock.ask('GET /api/v1/enrichment/status/')).body) as { status: string }[];
  const single = JSON.parse((await mock.ask(`GET /api/v1/enrichment/status/${id}/`)).body) as {
    status: string;
  };
  const results = await mock.ask(`GET /api/v1/enrichment/result/${id}/?page_size=200`);
  const { total_records: total, data } = JSON.parse(results.body) as {
    total_records?: number;
    data?: unknown[];
  };
  expect(data?.length).toBe(total);
  return { listed: list[0]?.status, alone: single.status, records: total, balance: await getBalance(mock) };
}

async function getBalance(mock: MockUnderTest): Promise<number> {
  // More than any balance: the rejection reports the current one.
  const { body } = await mock.ask(`POST ${submit}`, {
    body: { records: Array.from({ length: balance + 1 }, () => ({})) },
  });
  return (JSON.parse(body) as { balance: number }).balance;
}

/** The job that was submitted, as it is now. */
function jobIn(mock: MockUnderTest): Job {
  const [job] = getJobs(mock.worlds.get('default') ?? mock.worlds.first(start));
  if (job === undefined) throw new Error('The job that was submitted is not there.');
  return job;
}

/** Applies one step to the mock and to the model. @returns the actual and the expected response */
async function take(step: Step, mock: MockUnderTest, model: BelievedJob, drawn: DrawnJob) {
  const job = jobIn(mock);
  const at = instant(start + model.now);
  if (step === 'pause' || step === 'resume') {
    const queue = step === 'pause' ? pauseQueue(model.queue) : resumeQueue(model.queue);
    const canPay = step === 'pause' || listRest(model, drawn) <= getWalletBalance(model);
    const body = { csv_file_id: job.id, action: step };
    const { status } = await mock.ask('POST /api/v1/enrichment-control/', { body });
    if (canPay) enter(model, queue, drawn);
    return { reported: status, believed: queue === undefined ? 400 : canPay ? 200 : 402 };
  }
  if (step === 'fail' || typeof step === 'object') {
    const order =
      step === 'fail'
        ? decideFail(job, undefined, at, lifeCycle)
        : decideForce(job, step.force, { anyway: false, stays: step.stays }, at, lifeCycle);
    if (order.kind === 'accepted' && order.command !== undefined)
      commitCommand(mock.worlds, 'default', order.command);
    const forced = step !== 'fail' && lifeCycle.mayReach(getInternalStatus(model), step.force);
    const queue =
      step === 'fail'
        ? failQueue(model.queue)
        : forced
          ? forceQueue(model.queue, model.plan, step.force, step.stays)
          : undefined;
    enter(model, queue, drawn);
    return { reported: order.kind, believed: queue === undefined ? 'refused' : 'accepted' };
  }
  const left = model.queue[0]?.left ?? 0;
  const next = Number.isFinite(left) ? left : 1000;
  const wanted = { 'to the next move': next, 'to just before it': Math.max(0, next - 1) };
  const milliseconds = typeof step === 'number' ? step : wanted[step];
  mock.wait(milliseconds / 1000);
  wait(model, milliseconds, drawn);
  return { reported: 0, believed: 0 };
}

function believed(job: Job, model: BelievedJob, drawn: DrawnJob) {
  const [listed, alone] = [poll(model, drawn), poll(model, drawn)];
  const status = getApiStatus(model.queue);
  const done = status === 'completed' ? drawn.rows : countDone(model, drawn);
  const records = lifeCycle.hasResults(status) ? countRecords(job, done) : undefined;
  return { listed, alone, records, balance: getWalletBalance(model) };
}

test(`after any sequence of actions, a job, its results and the wallet match the model (seed ${seed})`, async () => {
  const property = fc.asyncProperty(anyLife, async ({ scenario, rows, steps }) => {
    const mock = mockUnderTest({ fixture });
    const id = await submitted(mock, scenario, rows);
    const { model, drawn } = createBelievedJob(jobIn(mock), balance);
    for (const step of steps) {
      const answer = await take(step, mock, model, drawn);
      const reported = { step, answer: answer.reported, ...(await readState(mock, id)) };
      expect(reported).toEqual({ step, answer: answer.believed, ...believed(jobIn(mock), model, drawn) });
    }
    // What is deleted never was, and never cost anything.
    const at = instant(start + model.now);
    commitCommand(mock.worlds, 'default', { kind: 'delete', job: id, at });
    expect((await mock.ask(`GET /api/v1/enrichment/status/${id}/`)).status).toBe(404);
    expect(await getBalance(mock)).toBe(balance);
    expect(mock.crashes).toEqual([]);
  });
  await fc.assert(property, { numRuns: 60, seed });
});
