/** The life cycle of a job from x-life-cycle: the API status of each internal status, and the allowed transitions. */
import type { TransitionCause, LifeCycleData, Pace } from './document.ts';

export interface LifeCycle {
  readonly internalStatuses: readonly string[];
  readonly apiStatuses: readonly string[];
  /** The API status of an internal one. @throws Error for an internal status that the document does not have */
  readonly getApiStatus: (internal: string) => string;
  readonly isInitial: (internal: string) => boolean;
  /** Nothing follows this internal status. */
  readonly isFinal: (internal: string) => boolean;
  /** A job with this internal status has failed: the status is final and there are no results. */
  readonly isFailure: (internal: string) => boolean;
  /** Rows are being processed in this internal status. */
  readonly works: (internal: string) => boolean;
  /** Whether that comes before, during (including a pause) or after this internal status. */
  readonly workIn: (internal: string) => 'to-come' | 'under-way' | 'over';
  readonly endsPolling: (api: string) => boolean;
  readonly hasResults: (api: string) => boolean;
  /** A job with this API status keeps it forever. */
  readonly staysFor: (api: string) => boolean;
  /** Where the cause leads from an internal status; undefined when it leads nowhere. */
  readonly getNext: (internal: string, cause: TransitionCause) => string | undefined;
  /** The internal status in which a job fails from this one, directly or by the fewest moves before; undefined when it cannot. */
  readonly failureAfter: (internal: string) => string | undefined;
  /** The internal statuses in which the cause has an effect. */
  readonly statusesBefore: (cause: TransitionCause) => readonly string[];
  /** Whether any transition leads directly from one internal status to the other. */
  readonly mayFollow: (from: string, to: string) => boolean;
  /** Whether a job can get from one internal status to the other in any number of transitions, including none. */
  readonly mayReach: (from: string, to: string) => boolean;
  /** Whether a job seen with one API status can later be seen with the other, however many polls were missed. */
  readonly mayBecome: (from: string, to: string) => boolean;
  readonly polling: { readonly smallJobs: Pace; readonly largeJobs: Pace };
}

/** Builds the life cycle from the document's data, which has been checked when it was loaded. */
export function createLifeCycle(data: LifeCycleData): LifeCycle {
  const internal = data['internal-statuses'];
  const api = data['api-statuses'];
  const internalStatuses = Object.keys(internal);
  const { transitions } = data;

  const getNext = (status: string, cause: TransitionCause) =>
    transitions.find((one) => one.from === status && one.cause === cause)?.to;
  const reachable = new Map(internalStatuses.map((status) => [status, findReachable(status, data)]));
  const working = internalStatuses.filter((status) => internal[status]?.works === true);
  const workIn = new Map(
    internalStatuses.map((status) => {
      if (!working.some((one) => reachable.get(status)?.has(one))) return [status, 'over'] as const;
      const began = working.some((one) => reachable.get(one)?.has(status));
      return [status, began ? 'under-way' : 'to-come'] as const;
    }),
  );
  const listInternal = (status: string) =>
    internalStatuses.filter((one) => internal[one]?.['api-status'] === status);
  const listLater = (status: string) =>
    new Set(
      listInternal(status)
        .flatMap((one) => [...(reachable.get(one) ?? [])])
        .map((one) => internal[one]?.['api-status']),
    );
  const later = new Map(Object.keys(api).map((status) => [status, listLater(status)]));

  return {
    internalStatuses,
    apiStatuses: Object.keys(api),
    getApiStatus: (status) => {
      const found = internal[status];
      if (found === undefined) throw new Error(`The document has no internal status "${status}".`);
      return found['api-status'];
    },
    isInitial: (status) => internal[status]?.initial ?? false,
    isFailure: (status) => {
      const { final = false, 'api-status': shown = '' } = internal[status] ?? {};
      return final && !(api[shown]?.['has-results'] ?? false);
    },
    isFinal: (status) => internal[status]?.final ?? false,
    works: (status) => internal[status]?.works ?? false,
    workIn: (status) => workIn.get(status) ?? 'over',
    endsPolling: (status) => api[status]?.['ends-polling'] ?? false,
    hasResults: (status) => api[status]?.['has-results'] ?? false,
    staysFor: (status) => later.get(status)?.size === 1,
    getNext,
    failureAfter: (status) =>
      [...(reachable.get(status) ?? [])].flatMap((one) => getNext(one, 'failure') ?? [])[0],
    statusesBefore: (cause) => transitions.filter((one) => one.cause === cause).map(({ from }) => from),
    mayFollow: (from, to) => transitions.some((one) => one.from === from && one.to === to),
    mayReach: (from, to) => reachable.get(from)?.has(to) ?? false,
    mayBecome: (from, to) => later.get(from)?.has(to) ?? false,
    polling: { smallJobs: data.polling['small-jobs'], largeJobs: data.polling['large-jobs'] },
  };
}

/** The status itself and all that can come after it, the nearest first. */
function findReachable(start: string, { transitions }: LifeCycleData): ReadonlySet<string> {
  const found = new Set([start]);
  for (const status of found) {
    for (const { from, to } of transitions) if (from === status) found.add(to);
  }
  return found;
}
