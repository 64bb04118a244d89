// The whole API held against a model of ten lines: submit, let time pass, pause, resume, read, in any order.
import fc from 'fast-check';

import type { Fixture } from '../simulation/fixture.ts';
import type { Job } from '../simulation/job.ts';
import { matchedAmong, recordsAmong } from '../simulation/matches.ts';
import { shareOfWork } from '../simulation/progress.ts';
import { jobsOf } from '../simulation/world.ts';
import { mockUnderTest, type MockUnderTest } from '../testing/mock-under-test.ts';
import { fixture as shipped, lifeCycle, start } from '../testing/shipped.ts';

/** Another one with every run; `SEED=n make unit ARGS=model` repeats a run. */
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

const balance = 60;
const fixture: Fixture = {
  ...shipped,
  jobs: [],
  users: [{ name: 'alice', token: 'alice-token', expired: false, active: true, balance }],
};

/** What is believed of the job: what is left to do, how much of it was work, and what was paid for it. */
interface Model {
  queue: { readonly status: string; left: number; readonly spent?: boolean }[];
  worked: number;
  wallet: number;
  taken: number;
  spent: number;
}

/** What the seed decided about a job. */
interface Drawn {
  readonly rows: number;
  readonly found: number;
  /** Rows that are done after so many milliseconds of work. */
  readonly doneAfter: (worked: number) => number;
}

const statusOf = ({ queue }: Model) => queue[0]?.status ?? '';
const restOf = ({ worked }: Model, { rows, doneAfter }: Drawn) => rows - doneAfter(worked);

function pay(model: Model, credits: number): void {
  model.wallet -= credits;
  model.taken += credits;
}

function enter(model: Model, queue: Model['queue'], drawn: Drawn): void {
  const [before, now] = [model.queue[0], queue[0]].map((step) => lifeCycle.apiStatusOf(step?.status ?? ''));
  model.queue = queue;
  if (now === before) return;
  if (now === 'paused' && queue[0]?.spent === true) model.spent += restOf(model, drawn);
  else if (now === 'paused') pay(model, -restOf(model, drawn));
  else if (now === 'failed') pay(model, -model.taken);
  else if (now === 'completed') pay(model, drawn.found + model.spent - model.taken);
}

function wait(model: Model, milliseconds: number, drawn: Drawn): void {
  const [present, ...next] = model.queue;
  if (present === undefined || milliseconds === 0) return;
  const passed = Math.min(present.left, milliseconds);
  if (lifeCycle.works(present.status)) model.worked += passed;
  present.left -= passed;
  if (present.left === 0) enter(model, next, drawn);
  wait(model, milliseconds - passed, drawn);
}

function pause(model: Model, drawn: Drawn): void {
  enter(model, [{ status: 'Paused', left: Number.POSITIVE_INFINITY }, ...model.queue], drawn);
}

function resume(model: Model, drawn: Drawn): void {
  pay(model, restOf(model, drawn));
  enter(model, model.queue.slice(1), drawn);
}

type Step = number | 'to the next move' | 'to just before it' | 'pause' | 'resume';

const anyLife = fc.record({
  scenario: fc.constantFrom(...Object.keys(shipped.scenarios)),
  rows: fc.integer({ min: 1, max: balance }),
  steps: fc.array(
    fc.oneof(
      fc.constantFrom<Step>('to the next move', 'to just before it', 'pause', 'pause', 'resume'),
      fc.integer({ min: 0, max: 90_000 }),
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

/** What the API shows of a job. */
async function shown(mock: MockUnderTest, id: string) {
  const list = JSON.parse((await mock.ask('GET /api/v1/enrichment/status/')).body) as {
    job_id: string;
    status: string;
  }[];
  const single = await mock.ask(`GET /api/v1/enrichment/status/${id}/`);
  const results = await mock.ask(`GET /api/v1/enrichment/result/${id}/?page_size=200`);
  const { total_records: total, data } = JSON.parse(results.body) as {
    total_records?: number;
    data?: unknown[];
  };
  // Nobody can pay so many: the refusal tells what there is.
  const { body } = await mock.ask(`POST ${submit}`, {
    body: { records: Array.from({ length: balance + 1 }, () => ({})) },
  });
  expect(JSON.parse(single.body)).toEqual(list[0]);
  expect(data?.length).toBe(total);
  return {
    status: list[0]?.status,
    records: total,
    balance: (JSON.parse(body) as { balance: number }).balance,
  };
}

/** The job as it was submitted, and what the seed decided about it. */
function begun(mock: MockUnderTest): { readonly job: Job; readonly model: Model; readonly drawn: Drawn } {
  const [job] = jobsOf(mock.worlds.first(start));
  if (job === undefined) throw new Error('The job that was submitted is not there.');
  const { rows, plan } = job;
  const queue = plan.map(({ status, lasts, spent = false }) => ({ status, left: lasts as number, spent }));
  const work = queue.reduce((sum, { status, left }) => sum + (lifeCycle.works(status) ? left : 0), 0);
  const share = shareOfWork(job, lifeCycle);
  const doneAfter = (worked: number) => Math.min(rows, Math.floor((rows * worked * share) / work));
  const model = { queue, worked: 0, wallet: balance, taken: 0, spent: 0 };
  pay(model, rows);
  return { job, model, drawn: { rows, found: matchedAmong(job, rows), doneAfter } };
}

/** Does one step to the mock and to the model. @returns the status of the answer, as it came and as it was believed */
async function take(step: Step, mock: MockUnderTest, job: Job, model: Model, drawn: Drawn) {
  if (step === 'pause' || step === 'resume') {
    const may = statusOf(model) === (step === 'pause' ? 'Enrichment Started' : 'Paused');
    const canPay = step === 'pause' || restOf(model, drawn) <= model.wallet;
    const body = { csv_file_id: job.id, action: step };
    const { status } = await mock.ask('POST /api/v1/enrichment-control/', { body });
    if (may && canPay) (step === 'pause' ? pause : resume)(model, drawn);
    return { told: status, believed: may ? (canPay ? 200 : 402) : 400 };
  }
  const left = model.queue[0]?.left ?? 0;
  const toNext = Number.isFinite(left) ? left : 0;
  const passes = { 'to the next move': toNext, 'to just before it': Math.max(0, toNext - 1) };
  const milliseconds = typeof step === 'number' ? step : passes[step];
  mock.wait(milliseconds / 1000);
  wait(model, milliseconds, drawn);
  return { told: undefined, believed: undefined };
}

function believed(job: Job, model: Model, { doneAfter }: Drawn) {
  const status = lifeCycle.apiStatusOf(statusOf(model));
  const records = lifeCycle.hasResults(status) ? recordsAmong(job, doneAfter(model.worked)) : undefined;
  return { status, records, balance: model.wallet };
}

test(`whatever is done to a job, its status, its results and the wallet are as believed (seed ${seed})`, async () => {
  const property = fc.asyncProperty(anyLife, async ({ scenario, rows, steps }) => {
    const mock = mockUnderTest({ fixture });
    const id = await submitted(mock, scenario, rows);
    const { job, model, drawn } = begun(mock);
    for (const step of steps) {
      const answer = await take(step, mock, job, model, drawn);
      const told = { step, answer: answer.told, ...(await shown(mock, id)) };
      expect(told).toEqual({ step, answer: answer.believed, ...believed(job, model, drawn) });
    }
    expect(mock.crashes).toEqual([]);
  });
  await fc.assert(property, { numRuns: 60, seed });
});
