// The life of a job held against a model that is simple enough to be believed: a queue of what is left to do.
import fc from 'fast-check';

import { fixture, lifeCycle } from '../testing/shipped.ts';
import { type Job, jobAt } from './job.ts';
import { planOf, type Scenario } from './scenario.ts';
import { instant } from './time.ts';

const works = 'Enrichment Started';
const paused = 'Paused';

interface Model {
  now: number;
  /** When the present status began. */
  since: number;
  /** The present status and those to come, each with the milliseconds that are left of it. */
  readonly queue: { readonly status: string; left: number }[];
}

function wait(model: Model, milliseconds: number): void {
  let left = milliseconds;
  for (
    let [head] = model.queue;
    head !== undefined && left >= head.left && model.queue.length > 1;
    [head] = model.queue
  ) {
    left -= head.left;
    model.queue.shift();
    model.since = model.now + milliseconds - left;
  }
  const [present] = model.queue;
  if (present !== undefined) present.left -= left;
  model.now += milliseconds;
}

function pause(model: Model): void {
  model.queue.unshift({ status: paused, left: Number.POSITIVE_INFINITY });
  model.since = model.now;
}

function resume(model: Model): void {
  model.queue.shift();
  model.since = model.now;
}

type Step = 'pause' | 'resume' | 'to the next move' | 'to just before it' | number;

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom('pause', 'resume', 'to the next move', 'to just before it'),
  fc.integer({ min: 0, max: 5000 }),
  fc.integer({ min: 0, max: 10_000_000 }),
);
const anyLife = fc.record({
  scenario: fc.constantFrom(...Object.values(fixture.scenarios)),
  rows: fc.integer({ min: 1, max: 5000 }),
  id: fc.uuid(),
  steps: fc.array(anyStep, { maxLength: 25 }),
});

interface Life {
  readonly scenario: Scenario;
  readonly rows: number;
  readonly id: string;
  readonly steps: readonly Step[];
}

interface Lived {
  readonly job: Job;
  readonly model: Model;
  /** What was seen on the way, and when. */
  readonly seen: readonly { readonly at: number; readonly told: string }[];
}

const tell = (job: Job, at: number): string => JSON.stringify(jobAt(job, instant(at), lifeCycle));

/** Lives a job step by step, comparing it with the model at each. */
function live({ scenario, rows, id, steps }: Life): Lived {
  const plan = planOf(scenario, rows, id);
  const model: Model = {
    now: 0,
    since: 0,
    queue: plan.map(({ status, lasts }) => ({ status, left: lasts })),
  };
  let job: Job = {
    id,
    owner: 'alice',
    submittedAt: instant(0),
    rows,
    scenario: scenario.name,
    plan,
    interventions: [],
  };
  const seen: { at: number; told: string }[] = [];
  for (const step of steps) {
    const [present] = model.queue;
    const left = Number.isFinite(present?.left) ? (present?.left ?? 0) : 0;
    if (typeof step === 'number') wait(model, step);
    else if (step === 'to the next move') wait(model, left);
    else if (step === 'to just before it') wait(model, Math.max(0, left - 1));
    else if (present?.status === (step === 'pause' ? works : paused)) {
      if (step === 'pause') pause(model);
      else resume(model);
      job = { ...job, interventions: [...job.interventions, { cause: step, at: instant(model.now) }] };
    }
    compare(job, model);
    seen.push({ at: model.now, told: tell(job, model.now) });
  }
  return { job, model, seen };
}

function compare(job: Job, { now, since, queue }: Model): void {
  const [present, next] = queue;
  const { internalStatus, apiStatus, updatedAt, next: coming } = jobAt(job, instant(now), lifeCycle);
  expect({ internalStatus, apiStatus, updatedAt, coming }).toEqual({
    internalStatus: present?.status,
    apiStatus: lifeCycle.apiStatusOf(present?.status ?? ''),
    // It moves exactly when the internal status does, and tells the time of that.
    updatedAt: since,
    // A resumed job takes exactly what was left.
    coming:
      next === undefined || present?.left === Number.POSITIVE_INFINITY
        ? undefined
        : { status: next.status, at: now + (present?.left ?? 0) },
  });
}

test('whatever is done to a job and whenever it is read, it is as the model says', () => {
  fc.assert(
    fc.property(anyLife, (life) => void live(life)),
    { numRuns: 500 },
  );
});

test('what was told of a time stays true, whatever comes later', () => {
  fc.assert(
    fc.property(anyLife, (life) => {
      const { job, seen } = live(life);
      // What comes next is a forecast, which an intervention may change.
      const past = (text: string) => text.replace(/,"next":.*/, '}');
      for (const [index, { at, told }] of seen.entries()) {
        const changedAtOnce = seen.slice(index + 1).some((later) => later.at === at);
        if (!changedAtOnce) expect(past(tell(job, at))).toBe(past(told));
      }
    }),
  );
});

test('a final status stays for ever, and no rows are lost on the way to it', () => {
  fc.assert(
    fc.property(anyLife, fc.nat(), (life, later) => {
      const { job, model } = live(life);
      const now = jobAt(job, instant(model.now), lifeCycle);
      const then = jobAt(job, instant(model.now + later), lifeCycle);
      if (lifeCycle.isFinal(now.internalStatus)) expect(then).toEqual(now);
      expect(then.rowsDone).toBeGreaterThanOrEqual(now.rowsDone);
      expect(then.rowsDone).toBeLessThanOrEqual(job.rows);
    }),
  );
});

test('a job never moves in a way that the life cycle does not know', () => {
  fc.assert(
    fc.property(anyLife, (life) => {
      const { seen } = live(life);
      const shown = seen.map(({ told }) => (JSON.parse(told) as { apiStatus: string }).apiStatus);
      for (const [index, status] of shown.slice(1).entries()) {
        expect(lifeCycle.mayBecome(shown[index] ?? '', status)).toBe(true);
      }
    }),
  );
});
