// The life of a job against a simple model: a queue of remaining work.
import fc from 'fast-check';

import {
  failQueue,
  forceQueue,
  pauseQueue,
  pollQueue,
  type Queue,
  toQueue,
  resumeQueue,
  advanceQueue,
} from '../testing/believed-life.ts';
import { fixture, lifeCycle } from '../testing/shipped.ts';
import { type Job, computeDone, computeJobState } from './job.ts';
import type { Intervention } from './life.ts';
import { drawPlan } from './plan.ts';
import type { FixtureScenario } from './scenario.ts';
import { instant } from '../../time/time.ts';

interface Model {
  now: number;
  /** When the present status began. */
  since: number;
  queue: Queue;
  /** All of the plan, as it was at first. */
  readonly plan: Queue;
}

/** Sets the remaining steps; does nothing if there are none. */
function turn(model: Model, queue: Queue | undefined): void {
  if (queue === undefined) return;
  if (queue[0]?.status !== model.queue[0]?.status) model.since = model.now;
  model.queue = queue;
}

function wait(model: Model, milliseconds: number): void {
  const [present, ...next] = model.queue;
  const passed = next.length === 0 ? milliseconds : Math.min(present?.left ?? 0, milliseconds);
  model.now += passed;
  turn(model, advanceQueue(model.queue, passed));
  if (passed < milliseconds) wait(model, milliseconds - passed);
}

type Step =
  | 'pause'
  | 'resume'
  | 'poll'
  | 'fail'
  | 'to the next move'
  | 'to just before it'
  | { readonly force: string; readonly stays: boolean }
  | number;

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom<Step>('pause', 'resume', 'poll', 'poll', 'to the next move', 'to just before it'),
  fc.integer({ min: 0, max: 5000 }),
  fc.integer({ min: 0, max: 10_000_000 }),
  {
    arbitrary: fc.record({
      force: fc.constantFrom(...lifeCycle.internalStatuses),
      stays: fc.boolean(),
    }),
    weight: 1,
  },
  { arbitrary: fc.constant<Step>('fail'), weight: 1 },
);
const anyLife = fc.record({
  scenario: fc.constantFrom(...Object.values(fixture.scenarios)),
  rows: fc.integer({ min: 1, max: 5000 }),
  id: fc.uuid(),
  steps: fc.array(anyStep, { maxLength: 25 }),
});

interface Life {
  readonly scenario: FixtureScenario;
  readonly rows: number;
  readonly id: string;
  readonly steps: readonly Step[];
}

/** A job at a time, as reported and as the model expects it. */
interface Look {
  readonly at: number;
  readonly reported: Shown;
  readonly believed: Shown;
}

interface Shown {
  readonly internalStatus: string | undefined;
  readonly apiStatus: string;
  readonly updatedAt: number;
  /** The next automatic move. */
  readonly next: { readonly status: string; readonly at: number } | undefined;
}

function listReported(job: Job, at: number): Shown {
  const { internalStatus, apiStatus, updatedAt, next } = computeJobState(job, instant(at), lifeCycle);
  return { internalStatus, apiStatus, updatedAt, next };
}

function getBelieved({ now, since, queue }: Model): Shown {
  const [present, following] = queue;
  const left = present?.left ?? 0;
  return {
    internalStatus: present?.status,
    apiStatus: lifeCycle.getApiStatus(present?.status ?? ''),
    // It moves exactly when the internal status does, and tells the time of that.
    updatedAt: since,
    // A resumed job takes exactly the remaining time.
    next:
      following === undefined || left === Number.POSITIVE_INFINITY
        ? undefined
        : { status: following.status, at: now + left },
  };
}

const orders = { pause: pauseQueue, resume: resumeQueue, poll: pollQueue, fail: failQueue } as const;

/** Applies one step to the model. @returns the intervention in the job, even if it has no effect */
function take(step: Step, model: Model): readonly Intervention[] {
  const { queue, plan, now } = model;
  const [present] = queue;
  const at = instant(now);
  if (step === 'pause' || step === 'resume' || step === 'poll' || step === 'fail') {
    turn(model, orders[step](queue));
    return [{ cause: step, at }];
  }
  if (typeof step === 'object') {
    // Forcing a job to any other status needs "anyway".
    if (!lifeCycle.mayReach(present?.status ?? '', step.force)) return [];
    turn(model, forceQueue(queue, plan, step.force, step.stays));
    return [{ cause: 'force', at, status: step.force, stays: step.stays }];
  }
  const left = present === undefined || !Number.isFinite(present.left) ? 0 : present.left;
  if (typeof step === 'number') wait(model, step);
  else wait(model, step === 'to the next move' ? left : Math.max(0, left - 1));
  return [];
}

/** Runs a job step by step, and reads it after each step. */
function live({ scenario, rows, id, steps }: Life): { readonly job: Job; readonly looks: readonly Look[] } {
  const plan = drawPlan(scenario, rows, id);
  const queue = toQueue(plan);
  const model: Model = { now: 0, since: 0, queue, plan: queue };
  const interventions: Intervention[] = [];
  const about = { id, owner: 'alice', submittedAt: instant(0), rows, scenario: scenario.name, plan };
  const looks = steps.map((step) => {
    interventions.push(...take(step, model));
    const job = { ...about, interventions: [...interventions] };
    return { at: model.now, reported: listReported(job, model.now), believed: getBelieved(model) };
  });
  return { job: { ...about, interventions }, looks };
}

test('after any sequence of actions and reads, a job matches the model', () => {
  fc.assert(
    fc.property(anyLife, (life) => {
      const { looks } = live(life);
      expect(looks.map(({ reported }) => reported)).toEqual(looks.map(({ believed }) => believed));
    }),
    { numRuns: 500 },
  );
});

/** Without the next move, which is a forecast that an intervention may change. */
const listPast = ({ internalStatus, apiStatus, updatedAt }: Shown) => ({
  internalStatus,
  apiStatus,
  updatedAt,
});

test('the reported status for a time stays the same, whatever happens later', () => {
  fc.assert(
    fc.property(anyLife, (life) => {
      const { job, looks } = live(life);
      // Of several reads at the same time the last one counts, since actions may lie in between.
      const last = looks.filter(({ at }, index) => looks.slice(index + 1).every((later) => later.at !== at));
      expect(last.map(({ at }) => listPast(listReported(job, at)))).toEqual(
        last.map(({ reported }) => listPast(reported)),
      );
    }),
  );
});

test('a final status stays forever', () => {
  fc.assert(
    fc.property(anyLife, fc.nat(), (life, later) => {
      const { job, looks } = live(life);
      const final = looks.filter(({ reported }) => lifeCycle.isFinal(reported.internalStatus ?? ''));
      expect(final.map(({ at }) => listReported(job, at + later))).toEqual(
        final.map(({ reported }) => reported),
      );
    }),
  );
});

test('the number of finished rows never decreases, and never exceeds the rows of the job', () => {
  fc.assert(
    fc.property(anyLife, fc.nat(), (life, later) => {
      const { job, looks } = live(life);
      const done = [...looks.map(({ at }) => at), (looks.at(-1)?.at ?? 0) + later].map((at) =>
        computeDone(job, instant(at), lifeCycle),
      );
      expect(done).toEqual(done.toSorted((a, b) => a - b));
      expect(Math.max(...done)).toBeLessThanOrEqual(job.rows);
    }),
  );
});

test('a job makes only transitions that the life cycle allows', () => {
  fc.assert(
    fc.property(anyLife, (life) => {
      const shown = live(life).looks.map(({ reported }) => reported.apiStatus);
      const moves = shown.slice(1).map((to, index) => [shown[index] ?? '', to] as const);
      expect(moves.filter(([from, to]) => !lifeCycle.mayBecome(from, to))).toEqual([]);
    }),
  );
});
