/** The life of a job: its periods, computed from its plan and its commands. */
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import { forEver, type Plan, findPlanFrom, type PlannedStep } from './plan.ts';
import { computeDuration, type Instant, never, addDuration } from '../../time/time.ts';

/** The parts of a job that determine its life. */
export interface Lived {
  readonly submittedAt: Instant;
  readonly plan: Plan;
  /** In order of time; an intervention without effect in the status of its time is ignored. */
  readonly interventions: readonly Intervention[];
}

/** An intervention in a job, or a response that showed it. */
export type Intervention =
  | { readonly cause: 'pause' | 'resume' | 'poll'; readonly at: Instant }
  | { readonly cause: 'fail'; readonly at: Instant; readonly reason?: string }
  /** Put into an internal status; where it `stays`, until it is changed again. */
  | { readonly cause: 'force'; readonly at: Instant; readonly status: string; readonly stays: boolean };

/** A stretch of a job's life in one internal status. */
export interface Stretch {
  readonly status: string;
  readonly from: Instant;
  /** Exclusive; `never` if it does not end automatically. */
  readonly to: Instant;
  /** A pause in which the credits that were taken up front are spent. */
  readonly spent?: boolean;
  /** Why the job failed. */
  readonly reason?: string;
  /** If responses end it: the number of responses with this status, and the next internal status. */
  readonly polls?: { readonly of: number; readonly next: string };
  /** The times of the counted responses. */
  readonly seen?: readonly Instant[];
}

/** The whole life of the job without further commands. */
export function computeLife(
  { submittedAt, plan, interventions }: Lived,
  lifeCycle: LifeCycle,
): readonly Stretch[] {
  const life: Stretch[] = [];
  let steps = plan;
  let from = submittedAt;
  let seen: Instant[] = [];
  let given = 0;
  for (let [step] = steps; step !== undefined && from !== never; [step] = steps) {
    const ends = steps.length === 1 ? never : addDuration(from, step.lasts);
    const next = interventions[given];
    const cut = next !== undefined && next.at < ends ? next : undefined;
    if (cut !== undefined) given += 1;
    if (cut?.cause === 'poll' && isEndedByPolls(steps)) seen.push(cut.at);
    const after =
      cut === undefined
        ? steps.slice(1)
        : computeStepsAfter(cut, {
            steps,
            remains: computeRemainder(step, cut.at, ends, seen),
            plan,
            lifeCycle,
          });
    if (after === undefined) continue;
    const to = cut?.at ?? ends;
    add(life, toStretch(steps, from, to, seen));
    steps = after;
    from = to;
    seen = [];
  }
  return life;
}

const isEndedByPolls = ([step, next]: Plan): boolean => step?.polls !== undefined && next !== undefined;

/** The rest of an interrupted step. */
function computeRemainder(
  step: PlannedStep,
  at: Instant,
  ends: Instant,
  seen: readonly Instant[],
): PlannedStep {
  const lasts = computeDuration(at, ends);
  return step.polls === undefined ? { ...step, lasts } : { ...step, lasts, polls: step.polls - seen.length };
}

/** The steps that follow when something is done to a job; undefined when it has no effect. */
function computeStepsAfter(done: Intervention, { steps, remains, plan, lifeCycle }: Turn): Plan | undefined {
  const { status } = remains;
  const [present, ...rest] = steps;
  if (done.cause === 'poll') return remains.polls === 0 ? rest : undefined;
  if (done.cause === 'force') return computeForcedSteps(done, [remains, ...rest], plan, lifeCycle);
  const target =
    done.cause === 'fail' ? lifeCycle.failureAfter(status) : lifeCycle.getNext(status, done.cause);
  if (target === undefined) return undefined;
  // The rest of the step follows the pause; a resumed job continues with it.
  if (done.cause === 'pause') return [toStayingStep(target), remains, ...rest];
  if (done.cause === 'fail')
    return [{ ...toStayingStep(target), ...(done.reason === undefined ? {} : { reason: done.reason }) }];
  const resumed = present?.resumed ?? rest;
  return resumed[0]?.status === target ? resumed : [toStayingStep(target), ...resumed];
}

interface Turn {
  readonly steps: Plan;
  /** The rest of the first of them. */
  readonly remains: PlannedStep;
  readonly plan: Plan;
  readonly lifeCycle: LifeCycle;
}

const toStayingStep = (status: string): PlannedStep => ({ status, lasts: forEver });

/**
 * Continues as planned from there: with the rest of the plan or, if it does not contain the status, from its
 * start.
 */
function computeForcedSteps(
  { status, stays }: { readonly status: string; readonly stays: boolean },
  steps: Plan,
  plan: Plan,
  lifeCycle: LifeCycle,
): Plan {
  const [present, ...rest] = steps;
  const planned =
    findPlanFrom(rest, status) ?? findPlanFrom(present?.resumed ?? [], status) ?? findPlanFrom(plan, status);
  if (planned !== undefined && !stays) return planned;
  const target = lifeCycle.getNext(status, 'resume');
  if (target === undefined) return [toStayingStep(status)];
  // A pause outside the plan is like a pause action: the job can be resumed.
  const resumed =
    planned === undefined
      ? (findPlanFrom(steps, target) ?? findPlanFrom(plan, target))
      : (planned[0]?.resumed ?? planned.slice(1));
  return [toStayingStep(status), ...(resumed ?? [])];
}

function toStretch(steps: Plan, from: Instant, to: Instant, seen: readonly Instant[]): Stretch {
  const [{ status, spent, reason, polls = 0 } = toStayingStep(''), next] = steps;
  return {
    status,
    from,
    to,
    ...(spent === true ? { spent } : {}),
    ...(reason === undefined ? {} : { reason }),
    ...(next !== undefined && isEndedByPolls(steps) ? { polls: { of: polls, next: next.status } } : {}),
    ...(seen.length === 0 ? {} : { seen }),
  };
}

/** A job that is forced into the status that it has already does not move. */
function add(life: Stretch[], stretch: Stretch): void {
  const last = life.at(-1);
  if (last?.status === stretch.status) life[life.length - 1] = joinStretches(last, stretch);
  else life.push(stretch);
}

function joinStretches(one: Stretch, { to, reason, polls, seen = [] }: Stretch): Stretch {
  const { status, from, spent, seen: before = [], reason: first } = one;
  const why = reason ?? first;
  return {
    status,
    from,
    to,
    ...(spent === true ? { spent } : {}),
    ...(why === undefined ? {} : { reason: why }),
    ...(polls === undefined ? {} : { polls: { ...polls, of: polls.of + before.length } }),
    ...(before.length + seen.length === 0 ? {} : { seen: [...before, ...seen] }),
  };
}
