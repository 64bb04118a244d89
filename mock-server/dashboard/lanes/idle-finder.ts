/** Finds idle stretches of the jobs that are shown, in portions between frames, and keeps them up to date. */
import type { WorldJob } from '../../domain/job.ts';
import type { App } from '../state/app.ts';
import { findIdle } from './idle.ts';
import { findJobTimes, type TimesFound, type TimesSource } from './job-times.ts';
import type { Idle } from '../../../page-parts/time-scale.ts';

/** Of work at a time, in milliseconds, and between two searches. */
const [maxWork, pause] = [5, 500];
/** The edges of the stretch around now move when now has moved so far, in milliseconds. */
const nowStep = 20_000;

export interface IdleFinder {
  /** Searches soon: these jobs, or what happened to them, are new. */
  readonly update: (jobs: readonly WorldJob[]) => void;
  /** Calls back when everything is found. */
  readonly find: (jobs: readonly WorldJob[], then: (times: TimesFound) => void) => void;
  /** The stretches for a time of the world; the same list for as long as they do not move. */
  readonly get: (now: number, maxBreaks: number) => readonly Idle[];
  readonly stop: () => void;
}

/** @param onFound is called when there may be other stretches than before */
export function createIdleFinder(app: App, marks: TimesSource, onFound: () => void): IdleFinder {
  let found: TimesFound | undefined;
  let idle: readonly Idle[] = [];
  let idleAt = Number.NaN;
  let max = 0;
  let timer: number | undefined;
  let wanted: readonly WorldJob[] | undefined;
  let waiting: ((times: TimesFound) => void)[] = [];

  const search = (jobs: readonly WorldJob[]): void => {
    wanted = undefined;
    const step = findJobTimes(jobs, app.model.spec.lifeCycle, marks);
    const work = (): void => {
      const begin = performance.now();
      const times = step(() => performance.now() - begin < maxWork);
      timer = window.setTimeout(times === undefined ? work : next, times === undefined ? 0 : pause);
      if (times === undefined) return;
      found = times;
      idleAt = Number.NaN;
      const called = waiting;
      waiting = [];
      for (const then of called) then(times);
      onFound();
    };
    work();
  };
  const next = (): void => {
    timer = undefined;
    if (wanted !== undefined) search(wanted);
  };
  const update = (jobs: readonly WorldJob[]): void => {
    wanted = jobs;
    if (timer === undefined) next();
  };
  return {
    update,
    find: (jobs, then) => {
      waiting.push(then);
      update(jobs);
    },
    get: (now, maxBreaks) => {
      if (found === undefined || (Math.abs(now - idleAt) < nowStep && maxBreaks === max)) return idle;
      idleAt = now;
      max = maxBreaks;
      idle = findIdle(found.times, now, maxBreaks);
      return idle;
    },
    stop: () => window.clearTimeout(timer),
  };
}
