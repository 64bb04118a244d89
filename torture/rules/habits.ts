/** What a client does when nothing goes wrong. */
import type { Habits, Life } from '../life/life.ts';
import type { Guide } from './guide.ts';
import { isFetch } from './requests.ts';
import { findEnding, listRuns } from './runs.ts';

/** @param life without faults or other accidents, until long after the end of its job */
export function learnHabits(life: Life, guide: Guide): Habits {
  return {
    ends: listRuns(life).every((run) => findEnding(run, life, guide)?.kind === 'returned'),
    reports: life.reports.length > 0,
    results: life.results.length > 0 ? 'reported' : life.requests.some(isFetch) ? 'requested' : 'none',
  };
}
