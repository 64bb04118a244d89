/** The life cycle in words: for names of nodes, and for the table beside the diagram. */
import type { LifeCycleData, TransitionCause, TransitionData } from '../../../openapi/document.ts';
import { formatCount } from '../../../page-parts/formats.ts';

export interface StatusRow {
  readonly status: string;
  readonly apiStatus: string;
  /** Whether jobs begin or end in it, or are worked on. */
  readonly traits: readonly string[];
  readonly leadsTo: readonly TransitionData[];
}

/** The statuses with what follows them, in the order of the document. */
export function listStatusRows({
  'internal-statuses': statuses,
  transitions,
}: LifeCycleData): readonly StatusRow[] {
  return Object.entries(statuses).map(([status, { initial, works, final, 'api-status': apiStatus }]) => ({
    status,
    apiStatus,
    traits: [
      ...(initial === true ? ['first'] : []),
      ...(works === true ? ['working'] : []),
      ...(final === true ? ['final'] : []),
    ],
    leadsTo: transitions.filter(({ from }) => from === status),
  }));
}

const causes: Readonly<Record<TransitionCause, string>> = {
  time: 'as time passes',
  failure: 'when it fails',
  pause: 'when it is paused',
  resume: 'when it is resumed',
};

/** `when it is paused`. */
export const formatCause = (cause: TransitionCause): string => causes[cause];

/** Why the document has a transition: `documented: status, Polling Guidance`, or `assumed: ...`. */
export function formatBasis({ basis, source, reason }: TransitionData): string {
  const why = source === undefined ? reason : `${source.page} page, ${source.section}`;
  return why === undefined ? basis : `${basis}: ${why}`;
}

/** `Draft, API status queued: 5 jobs; press Enter to show only these`. */
export function formatNodeName(status: string, apiStatus: string, count: number, isChosen: boolean): string {
  const jobs = `${formatCount(count)} ${count === 1 ? 'job' : 'jobs'}`;
  const press = isChosen ? 'press Enter to stop showing only these' : 'press Enter to show only these';
  return `${status}, API status ${apiStatus}: ${jobs}; ${press}`;
}
