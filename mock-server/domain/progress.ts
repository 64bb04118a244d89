/** The number of finished rows of a job: the share of the work, by time or by polls, in its life so far. */
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import { drawFraction } from '../../random/random.ts';
import type { Stretch } from './life.ts';
import { getMainPath, type Plan } from './plan.ts';
import { computeDuration, type Instant } from '../../time/time.ts';

/** The parts of a job that determine its progress. */
export interface Worked {
  readonly id: string;
  readonly rows: number;
  readonly plan: Plan;
}

/** The value of one poll in milliseconds of work, for a plan that has both. */
const pollWorth = 10_000;

/**
 * The share of the work that has passed; all rows once the work is over, if it is over well. A job that was forced back to
 * before its work, or back to work when it was over, begins again.
 * @param life the stretches of the job, of which those that began by `now` count
 */
export function computeRowsDone(
  job: Worked,
  life: readonly Stretch[],
  now: Instant,
  lifeCycle: LifeCycle,
): number {
  const begun = life.filter(({ from }) => from <= now);
  const present = begun.at(-1)?.status;
  if (present === undefined || lifeCycle.workIn(present) === 'to-come') return 0;
  const isOver = lifeCycle.workIn(present) === 'over';
  if (isOver && lifeCycle.hasResults(lifeCycle.getApiStatus(present))) return job.rows;
  const working = selectLatestWork(begun, lifeCycle);
  if (working.length === 0) return 0;
  const whole = getMainPath(job.plan).reduce(
    (sum, { status, lasts, polls }) =>
      sum + (lifeCycle.works(status) ? (polls === undefined ? lasts : polls * pollWorth) : 0),
    0,
  );
  // Work that nothing ends, or that the plan does not have.
  if (whole === 0 || !Number.isFinite(whole)) return Math.floor(job.rows / 2);
  const worked = working.reduce((sum, stretch) => sum + computeWork(stretch, now), 0);
  return Math.min(job.rows, Math.floor((job.rows * worked * computeWorkShare(job, lifeCycle)) / whole));
}

/** The stretches of work since the job last came to it from elsewhere. */
function selectLatestWork(begun: readonly Stretch[], lifeCycle: LifeCycle): readonly Stretch[] {
  const isUnderWay = ({ status }: Stretch) => lifeCycle.workIn(status) === 'under-way';
  const last = begun.findLastIndex(isUnderWay);
  const first = begun.findLastIndex((stretch, index) => index < last && !isUnderWay(stretch)) + 1;
  return begun.slice(first, last + 1).filter(({ status }) => lifeCycle.works(status));
}

function computeWork({ from, to, polls, seen = [] }: Stretch, now: Instant): number {
  const counted = pollWorth * seen.filter((at) => at <= now).length;
  return polls === undefined && seen.length === 0
    ? computeDuration(from, Math.min(to, now) as Instant)
    : counted;
}

/** How much of the work is done when it ends: all (1), or a share from the seed when the plan ends in a failure. */
export function computeWorkShare({ id, plan }: Pick<Worked, 'id' | 'plan'>, lifeCycle: LifeCycle): number {
  const last = getMainPath(plan).at(-1);
  if (last === undefined || !lifeCycle.isFailure(last.status)) return 1;
  return last.done ?? 0.1 + 0.8 * drawFraction(id, 'share of work');
}
