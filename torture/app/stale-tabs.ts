/** Finds a tab that shows another status than the true one at the end of a life, and after which moment. */
import type { Guide } from '../rules/guide.ts';
import { findEndShown, findExcuse } from '../rules/runs.ts';
import type { AppLife } from './app-life.ts';
import type { Moment } from './app-plan.ts';
import { toDocumentLife } from './document-life.ts';

export type StaleCause = 'second-tab' | 'reload' | 'forward' | 'online' | 'visible' | 'wake' | 'none';

export interface StaleTab {
  readonly tab: number;
  /** What it shows; empty if it shows no status. */
  readonly shown: string;
  readonly truth: string;
  /** When the job came to rest. */
  readonly since: number;
  readonly endedAt: number;
  readonly cause: StaleCause;
}

const causes: Partial<Record<Moment, StaleCause>> = {
  reload: 'reload',
  forward: 'forward',
  'cached-forward': 'forward',
  online: 'online',
  visible: 'visible',
  wake: 'wake',
};

export function findStaleTab(life: AppLife, guide: Guide): StaleTab | undefined {
  const { documents, endedAt, endedBy, plan } = life;
  // A life that was cut short says nothing about its end.
  if (endedBy !== 'time' || plan.tokenExpiresAt !== undefined) return undefined;
  const rest = findRest(life, guide);
  if (rest === undefined) return undefined;
  for (const [index, document] of documents.entries()) {
    if (document.closedAt !== undefined) continue;
    const own = toDocumentLife(life, index);
    const shown = document.shown.at(-1);
    const known = findEndShown(0, own, guide)?.status;
    // Polling ends with the first status of rest that a page has seen.
    const isTrue = shown?.status === rest.status || (known !== undefined && shown?.status === known);
    if (isTrue || findExcuse(0, own, endedAt) !== undefined) continue;
    const moment = life.moments.findLast(
      ({ at, moment: one }) => causes[one] !== undefined && (document.tab === 0 || at >= document.openedAt),
    )?.moment;
    const hasTwo = documents.some(({ tab }) => tab > 0);
    const cause = hasTwo ? 'second-tab' : moment === undefined ? 'none' : (causes[moment] ?? 'none');
    return {
      tab: document.tab,
      shown: shown?.text ?? '',
      truth: rest.status,
      since: rest.at,
      endedAt,
      cause,
    };
  }
  return undefined;
}

/** The status with which the job came to rest for good; undefined if it did not. */
function findRest({ job }: AppLife, { lifeCycle }: Guide): { status: string; at: number } | undefined {
  const last = job.statuses.at(-1);
  if (last === undefined || !lifeCycle.endsPolling(last.status)) return undefined;
  const since = job.statuses.findLastIndex(({ status }) => status !== last.status);
  return { status: last.status, at: job.statuses[since + 1]?.at ?? last.at };
}
