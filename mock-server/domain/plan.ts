/** The plan of one job: its scenario, with durations and branches drawn. */
import { drawFraction, drawInteger } from '../../random/random.ts';
import type { Branch, FixtureScenario, ScenarioStep, StatusStep, TakesTime } from './scenario.ts';
import { type Duration, duration } from '../../time/time.ts';

/** The steps of one job; the last one lasts forever. */
export type Plan = readonly PlannedStep[];

export interface PlannedStep {
  readonly status: string;
  /** Without end when time does not end it. */
  readonly lasts: Duration;
  /** It ends after this many responses that show the job's status. */
  readonly polls?: number;
  readonly spent?: boolean;
  readonly reason?: string;
  readonly done?: number;
  /** The steps after a resume; default: the following steps. */
  readonly resumed?: Plan;
}

export const forEver = duration(Number.POSITIVE_INFINITY);

type SeedWords = readonly (string | number)[];

/**
 * Draws a plan. Durations are whole seconds, at least one, so that every transition has a distinct timestamp;
 * only explicitly shorter steps are shorter.
 * @param seed words that no other job of the world has
 */
export function drawPlan({ steps }: FixtureScenario, rows: number, ...seed: SeedWords): Plan {
  return drawSteps(steps, rows, '', seed).plan;
}

interface DrawnPlan {
  readonly plan: Plan;
  /** Steps after it are never reached. */
  readonly ends: boolean;
}

/** `under` distinguishes the draws in different branches and pauses of one scenario. */
function drawSteps(steps: readonly ScenarioStep[], rows: number, under: string, seed: SeedWords): DrawnPlan {
  const plan: PlannedStep[] = [];
  for (const [index, step] of steps.entries()) {
    const place = `${under}${index}`;
    if (step.kind === 'status') {
      plan.push(drawStep(step, rows, place, seed));
      if (isLastStep(step)) return { plan, ends: true };
    } else {
      const branch = selectBranch(step.branches, drawFraction('branch', place, ...seed));
      const chosen = drawSteps(step.branches[branch]?.steps ?? [], rows, `${place}.${branch}.`, seed);
      plan.push(...chosen.plan);
      if (chosen.ends) return { plan, ends: true };
    }
  }
  return { plan, ends: false };
}

const isLastStep = ({ takes, resumed }: StatusStep): boolean =>
  takes.kind === 'forever' || (takes.kind === 'until-resumed' && resumed !== undefined);

/** Selects the branch for a number from 0 to 1; each branch covers an interval as long as its probability. */
function selectBranch(branches: readonly Branch[], at: number): number {
  let sum = 0;
  const found = branches.findIndex(({ chance }) => {
    sum += chance;
    return at < sum;
  });
  // Sums of fractions may fall short of 1 by a hair.
  return found < 0 ? branches.findLastIndex(({ chance }) => chance > 0) : found;
}

function drawStep(step: StatusStep, rows: number, place: string, seed: SeedWords): PlannedStep {
  const { status, takes, spent, reason, done, resumed } = step;
  return {
    status,
    lasts: takes.kind === 'time' ? drawLength(takes, rows, place, seed) : forEver,
    ...(takes.kind === 'polls' ? { polls: takes.polls } : {}),
    ...(spent === true ? { spent } : {}),
    ...(reason === undefined ? {} : { reason }),
    ...(done === undefined ? {} : { done }),
    ...(resumed === undefined ? {} : { resumed: drawSteps(resumed, rows, `${place}.resumed.`, seed).plan }),
  };
}

function drawLength(
  { min, max, perRow, plus }: TakesTime,
  rows: number,
  place: string,
  seed: SeedWords,
): Duration {
  const times = perRow ? rows : 1;
  const unit = perRow || max + plus >= 1000 ? 1000 : 1;
  const [from = 1, to = 1] = [min, max].map((length) =>
    Math.max(1, Math.round((length * times + plus) / unit)),
  );
  return duration(unit * drawInteger(from, to, 'step', place, ...seed));
}

/**
 * The latest moment, after the submission, at which a job can move automatically if nothing is done to it; in milliseconds.
 */
export function computeLatestChange({ steps }: Pick<FixtureScenario, 'steps'>, rows: number): number {
  let sum = 0;
  for (const step of steps) {
    if (step.kind === 'either') {
      sum += Math.max(...step.branches.map((branch) => computeLatestChange(branch, rows)));
      continue;
    }
    if (step.takes.kind !== 'time') return sum;
    const { max, perRow, plus } = step.takes;
    // A length is rounded to whole seconds.
    sum += max * (perRow ? rows : 1) + plus + 1000;
  }
  return sum;
}

/** The steps of a job that is resumed at each pause that does not end automatically. */
export function getMainPath(plan: Plan): Plan {
  const turn = plan.findIndex(({ lasts, resumed }) => lasts === forEver && resumed !== undefined);
  const resumed = plan[turn]?.resumed;
  return resumed === undefined ? plan : [...plan.slice(0, turn + 1), ...getMainPath(resumed)];
}

/** The rest of a plan from the first step in the internal status; undefined if it never reaches the status. */
export function findPlanFrom(plan: Plan, status: string): Plan | undefined {
  const index = plan.findIndex((step) => step.status === status);
  if (index >= 0) return plan.slice(index);
  for (const { resumed = [] } of plan) {
    const found = findPlanFrom(resumed, status);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Time until the plan first reaches the internal status; undefined if it never does automatically. */
export function computeTimeUntil(plan: Plan, status: string): Duration | undefined {
  const index = plan.findIndex((step) => step.status === status);
  if (index < 0) return undefined;
  const passed = plan.slice(0, index).reduce((sum, { lasts }) => sum + lasts, 0);
  return Number.isFinite(passed) ? duration(passed) : undefined;
}
