/** The advice of the coach as rules: each warning is a violation, in its own words. */
import type { Advice } from '../../library/operations.ts';
import type { Life } from '../life/life.ts';
import type { Rule } from './rule.ts';
import { listRuns } from './runs.ts';

/** A rule of the coach, as far as it is a rule for lives. */
export interface CoachRule {
  readonly id: string;
  /** The problem. */
  readonly title: string;
  readonly source: string;
  readonly remedy: string;
}

/** From this number of rows on, the coach takes a job for a large one. */
const largeRows = 1000;

/** They need a status, which libraries do not give to a client when the body of the response was cut off. */
const aboutRefusals: ReadonlySet<string> = new Set(['after-401', 'after-404']);

/** What the coach says of one client does not hold where several run at once, or where the client cannot know the size of its job. */
function isMeant({ id, level, job, entries }: Advice, life: Life): boolean {
  if (level === 'notice') return false;
  if (aboutRefusals.has(id) && entries.some((number) => life.requests[number - 1]?.outcome === 'cut'))
    return false;
  if (id === 'too-fast' && life.plan.jobs.some(({ rows }) => rows >= largeRows)) return false;
  return job !== undefined || listRuns(life).length < 2;
}

export function createCoachRule({ id, title, source, remedy }: CoachRule): Rule {
  return {
    name: `coach:${id}`,
    title: `${remedy} The coach warns: ${title}`,
    source,
    check: (life) => {
      const found = life.advice.find((advice) => advice.id === id && isMeant(advice, life));
      return found && { message: found.seen, requests: found.entries };
    },
  };
}
