/** What the lanes say: their accessible names, and the notes on what is under the pointer. */
import type { LifeCycle } from '../../../openapi/life-cycle.ts';
import { instant } from '../../../time/time.ts';
import { computeJobState, type WorldJob } from '../../domain/job.ts';
import type { Stretch } from '../../domain/life.ts';
import {
  formatClock,
  formatCount,
  formatDate,
  formatLength,
  formatShortId,
} from '../../../page-parts/formats.ts';
import type { Flag } from './advice-marks.ts';
import type { PollCluster } from '../../../page-parts/polls.ts';
import type { Idle } from '../../../page-parts/time-scale.ts';

/** `Job 9f3e7a2b of alice, 120 rows: in-progress (Enrichment Started), next Enrichment Completed in 1 min 20 s`. */
export function formatLaneName(job: WorldJob, now: number, lifeCycle: LifeCycle): string {
  const { apiStatus, internalStatus, next, byPolls } = computeJobState(job, instant(now), lifeCycle);
  const follows =
    byPolls !== undefined
      ? `, next ${byPolls.status} after ${formatNumber(byPolls.left, 'response')}`
      : next === undefined || !Number.isFinite(next.at)
        ? ''
        : `, next ${next.status} in ${formatRounded(next.at - now)}`;
  return `Job ${formatShortId(job.id)} of ${job.owner}, ${formatNumber(job.rows, 'row')}: ${apiStatus} (${internalStatus})${follows}`;
}

const formatNumber = (count: number, noun: string): string =>
  `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;

/** Milliseconds are of no use where a second is long. */
const formatRounded = (length: number): string =>
  formatLength(length < 1000 ? length : Math.round(length / 1000) * 1000);

export interface Note {
  readonly title: string;
  readonly lines: readonly string[];
}

export function describeStretch(stretch: Stretch, now: number, lifeCycle: LifeCycle): Note {
  const { status, from, to, reason, spent, polls, seen = [] } = stretch;
  const isOpen = !Number.isFinite(to);
  const when = from > now ? 'Expected' : to > now ? 'Since' : 'From';
  return {
    title: `${status} · ${lifeCycle.getApiStatus(status)}`,
    lines: [
      isOpen
        ? `${when} ${formatMoment(from)}`
        : `${when} ${formatMoment(from)}, until ${formatMoment(to, from)} (${formatRounded(to - from)})`,
      ...(polls === undefined
        ? []
        : [`Becomes ${polls.next} after ${formatNumber(polls.of, 'response')}; ${seen.length} counted`]),
      ...(spent === true ? ['The credits are spent'] : []),
      ...(reason === undefined ? [] : [reason]),
    ],
  };
}

export function describePolls({ first, last, count, faults }: PollCluster): Note {
  const { request } = first;
  const when =
    count === 1 ? formatMoment(first.at) : `${formatMoment(first.at)} to ${formatMoment(last.at, first.at)}`;
  const status = request.status === 0 ? 'no response' : String(request.status);
  const touched = faults === 0 ? [] : [formatFaults(first, count, faults)];
  return count === 1
    ? { title: `${request.method} ${request.path} → ${status}`, lines: [when, ...touched] }
    : { title: `${formatCount(count)} requests, the first → ${status}`, lines: [when, ...touched] };
}

const formatFaults = ({ request }: PollCluster['first'], count: number, faults: number): string =>
  count === 1
    ? `Changed by the fault ${request.faults.join(', ')}`
    : `${formatCount(faults)} of them changed by a fault`;

export function describeFlag({ advice }: Flag): Note {
  const [first, ...others] = advice;
  return {
    title: `Advice: ${first?.title ?? ''}`,
    lines: [first?.seen ?? '', ...others.map(({ title }) => title)],
  };
}

export const describeIdle = ({ from, to }: Idle): Note => ({
  title: `${formatLength(to - from)} without any event`,
  lines: [`${formatMoment(from)} to ${formatMoment(to, from)}`],
});

/** `14:23:11`; with the day where it is not that of the other moment, or of nothing. */
function formatMoment(at: number, beside?: number): string {
  const date = formatDate(instant(at));
  const clock = formatClock(instant(at));
  return beside !== undefined && formatDate(instant(beside)) === date ? clock : `${date} ${clock}`;
}
