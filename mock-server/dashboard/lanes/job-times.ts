/** When anything happens to the jobs that are shown, found in portions, since a world may have ten thousand of them. */
import type { LifeCycle } from '../../../openapi/life-cycle.ts';
import { getLife, type WorldJob } from '../../domain/job.ts';

export interface TimesFound {
  /** In order. */
  readonly times: Float64Array;
  readonly first: number;
  readonly last: number;
}

/** Between two looks at the clock. */
const portion = 50;

/** When clients requested something. */
export interface TimesSource {
  readonly getTimes: (job: WorldJob) => readonly number[];
  /** Of lists, in which all jobs of a user are. */
  readonly getListTimes: (owner: string) => readonly number[];
}

/** @returns a step that works while it may, and gives the times when all are found */
export function findJobTimes(
  jobs: readonly WorldJob[],
  lifeCycle: LifeCycle,
  { getTimes, getListTimes }: TimesSource,
): (mayGoOn: () => boolean) => TimesFound | undefined {
  const found: number[] = [];
  const owners = new Set<string>();
  let next = 0;
  return (mayGoOn) => {
    while (next < jobs.length) {
      for (const job of jobs.slice(next, next + portion)) {
        for (const at of getStarts(job, lifeCycle)) found.push(at);
        for (const at of getTimes(job)) found.push(at);
        if (owners.has(job.owner)) continue;
        owners.add(job.owner);
        for (const at of getListTimes(job.owner)) found.push(at);
      }
      next += portion;
      if (next < jobs.length && !mayGoOn()) return undefined;
    }
    const times = Float64Array.from(found).toSorted();
    return { times, first: times[0] ?? Number.NaN, last: times.at(-1) ?? Number.NaN };
  };
}

/** A job never changes: what is done to it makes another object. */
const known = new WeakMap<WorldJob, Float64Array>();

function getStarts(job: WorldJob, lifeCycle: LifeCycle): Float64Array {
  const starts = known.get(job);
  if (starts !== undefined) return starts;
  const made = Float64Array.from(
    getLife(job, lifeCycle)
      .map(({ from }) => from)
      .filter(Number.isFinite),
  );
  known.set(job, made);
  return made;
}
