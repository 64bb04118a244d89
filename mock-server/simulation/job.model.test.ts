// The life of a job held against a model that is simple enough to be believed: a queue of what is left to do.
import fc from 'fast-check';

import { fixture, lifeCycle } from '../testing/shipped.ts';
import { type Job, jobAt } from './job.ts';
import type { Intervention } from './life.ts';
import { planOf } from './plan.ts';
import type { Scenario } from './scenario.ts';
import { instant } from '../../time/time.ts';

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

/** A job as it is told at a time, and as the model believes it to be. */
interface Look {
  readonly at: number;
  readonly told: Shown;
  readonly believed: Shown;
}

interface Shown {
  readonly internalStatus: string | undefined;
  readonly apiStatus: string;
  readonly updatedAt: number;
  /** The next move that comes by itself. */
  readonly next: { readonly status: string; readonly at: number } | undefined;
}

function toldOf(job: Job, at: number): Shown {
  const { internalStatus, apiStatus, updatedAt, next } = jobAt(job, instant(at), lifeCycle);
  return { internalStatus, apiStatus, updatedAt, next };
}

function believedOf({ now, since, queue }: Model): Shown {
  const [present, following] = queue;
  const left = present?.left ?? 0;
  return {
    internalStatus: present?.status,
    apiStatus: lifeCycle.apiStatusOf(present?.status ?? ''),
    // It moves exactly when the internal status does, and tells the time of that.
    updatedAt: since,
    // A resumed job takes exactly what was left.
    next:
      following === undefined || left === Number.POSITIVE_INFINITY
        ? undefined
        : { status: following.status, at: now + left },
  };
}

/** Does one step to the model. @returns what is done to the job */
function take(step: Step, model: Model): readonly Intervention[] {
  const [present] = model.queue;
  const left = present === undefined || present.left === Number.POSITIVE_INFINITY ? 0 : present.left;
  if (typeof step === 'number') wait(model, step);
  else if (step === 'to the next move') wait(model, left);
  else if (step === 'to just before it') wait(model, Math.max(0, left - 1));
  else if (present?.status === (step === 'pause' ? works : paused)) {
    if (step === 'pause') pause(model);
    else resume(model);
    return [{ cause: step, at: instant(model.now) }];
  }
  return [];
}

/** Lives a job step by step, and looks at it after each. */
function live({ scenario, rows, id, steps }: Life): { readonly job: Job; readonly looks: readonly Look[] } {
  const plan = planOf(scenario, rows, id);
  const model: Model = {
    now: 0,
    since: 0,
    queue: plan.map(({ status, lasts }) => ({ status, left: lasts })),
  };
  const interventions: Intervention[] = [];
  const about = { id, owner: 'alice', submittedAt: instant(0), rows, scenario: scenario.name, plan };
  const looks = steps.map((step) => {
    interventions.push(...take(step, model));
    const job = { ...about, interventions: [...interventions] };
    return { at: model.now, told: toldOf(job, model.now), believed: believedOf(model) };
  });
  return { job: { ...about, interventions }, looks };
}

test('whatever is done to a job and whenever it is read, it is as the model believes', () => {
  fc.assert(
    fc.property(anyLife, (life) => {
      const { looks } = live(life);
      expect(looks.map(({ told }) => told)).toEqual(looks.map(({ believed }) => believed));
    }),
    { numRuns: 500 },
  );
});

/** Without what comes next, which is a forecast that an intervention may change. */
const pastOf = ({ internalStatus, apiStatus, updatedAt }: Shown) => ({
  internalStatus,
  apiStatus,
  updatedAt,
});

test('what was told of a time stays true, whatever comes later', () => {
  fc.assert(
    fc.property(anyLife, (life) => {
      const { job, looks } = live(life);
      // Of several looks at the same time the last counts: more may have been done in between.
      const last = looks.filter(({ at }, index) => looks.slice(index + 1).every((later) => later.at !== at));
      expect(last.map(({ at }) => pastOf(toldOf(job, at)))).toEqual(last.map(({ told }) => pastOf(told)));
    }),
  );
});

test('a final status stays for ever', () => {
  fc.assert(
    fc.property(anyLife, fc.nat(), (life, later) => {
      const { job, looks } = live(life);
      const final = looks.filter(({ told }) => lifeCycle.isFinal(told.internalStatus ?? ''));
      expect(final.map(({ at }) => toldOf(job, at + later))).toEqual(final.map(({ told }) => told));
    }),
  );
});

test('rows are never undone, and never more than the job has', () => {
  fc.assert(
    fc.property(anyLife, fc.nat(), (life, later) => {
      const { job, looks } = live(life);
      const done = [...looks.map(({ at }) => at), (looks.at(-1)?.at ?? 0) + later].map(
        (at) => jobAt(job, instant(at), lifeCycle).rowsDone,
      );
      expect(done).toEqual(done.toSorted((a, b) => a - b));
      expect(Math.max(...done)).toBeLessThanOrEqual(job.rows);
    }),
  );
});

test('a job never moves in a way that the life cycle does not know', () => {
  fc.assert(
    fc.property(anyLife, (life) => {
      const shown = live(life).looks.map(({ told }) => told.apiStatus);
      const moves = shown.slice(1).map((to, index) => [shown[index] ?? '', to] as const);
      expect(moves.filter(([from, to]) => !lifeCycle.mayBecome(from, to))).toEqual([]);
    }),
  );
});
