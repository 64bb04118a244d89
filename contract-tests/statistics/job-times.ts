/** Reads from the sightings of a job how long it waited and how long it worked, as far as timestamps show it. */
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import { parseTimeMs, type Sighting } from '../evidence/sightings.ts';

/** What earlier runs know about a job. */
export interface KnownJob {
  readonly status?: string | undefined;
  /** The `updated_at` of its first sighting at work, which is when it began. */
  readonly startedAt?: string | undefined;
  /** Whether it was ever seen paused, so that its times say nothing about the service. */
  readonly wasPaused?: boolean | undefined;
  /** The number of its rows, once its times have been counted. */
  readonly rows?: number | undefined;
}

export interface JobTimes {
  /** What the next run should know. */
  readonly known: Pick<KnownJob, 'startedAt' | 'wasPaused' | 'rows'>;
  /** Each time is counted in one run only, and absent in the others. */
  readonly counted: Readonly<Partial<Record<'queue_ms' | 'row_ms' | 'turnaround_row_ms', number>>>;
}

/**
 * @param life the sightings of this run, the earliest first
 * @param rows the number of its rows, if its results were read
 */
export function readJobTimes(
  before: KnownJob,
  life: readonly Sighting[],
  rows: number | undefined,
  { internalStatuses, works, isInitial, getApiStatus, staysFor, hasResults }: LifeCycle,
): JobTimes {
  const toApi = (isWanted: (internal: string) => boolean) =>
    new Set(internalStatuses.filter(isWanted).map(getApiStatus));
  const [working, waiting] = [toApi(works), toApi(isInitial)];
  const isPause = (status: string) => !working.has(status) && !waiting.has(status) && !staysFor(status);
  const statuses = [before, ...life].flatMap(({ status }) => status ?? []);
  const wasPaused = before.wasPaused === true || statuses.some(isPause);
  const began = wasPaused ? undefined : life.find(({ status = '' }) => working.has(status));
  const startedAt = before.startedAt ?? began?.updatedAt;
  const last = life.at(-1);
  const isFinished = last?.status !== undefined && staysFor(last.status) && hasResults(last.status);
  const isCounted = before.rows !== undefined || !isFinished || rows === undefined || rows === 0;
  const perRow = (from: string | undefined) =>
    isCounted || wasPaused ? undefined : measure(from, last?.updatedAt, rows);
  const counted = {
    queue_ms: before.startedAt === undefined ? measure(began?.submittedAt, began?.updatedAt) : undefined,
    row_ms: perRow(startedAt),
    turnaround_row_ms: perRow(last?.submittedAt),
  };
  const knownRows = before.rows ?? (isCounted ? undefined : rows);
  return {
    known: {
      ...(startedAt === undefined ? {} : { startedAt }),
      ...(wasPaused ? { wasPaused } : {}),
      ...(knownRows === undefined ? {} : { rows: knownRows }),
    },
    counted: Object.fromEntries(Object.entries(counted).filter(([, ms]) => ms !== undefined)),
  };
}

/** Undefined for timestamps that are absent, invalid or in the wrong order. */
function measure(from: string | undefined, to: string | undefined, parts = 1): number | undefined {
  const [fromMs, toMs] = [parseTimeMs(from), parseTimeMs(to)];
  return fromMs === undefined || toMs === undefined || toMs < fromMs ? undefined : (toMs - fromMs) / parts;
}
