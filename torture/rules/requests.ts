/** What the requests of a life show: whether they failed, what the client learned from them, and when. */
import type { Life, LifeRequest } from '../life/life.ts';

/** A request whose response or failure reached the client. */
export type Arrived = LifeRequest & { readonly arrivedAt: number };

/** Effects after which a successful response has no body that can be read. */
const unreadable = new Set(['invalid-json', 'empty']);

/** Effects that break a promise of the API, so that a client may do what it likes. */
const promiseBreaking = new Set(['null-field', 'mutant']);

/** Whether a response breaks what the API promises, so that a client may do what it likes. */
export const breaksPromise = ({ faults }: LifeRequest): boolean =>
  faults.some((effect) => promiseBreaking.has(effect));

export function hasArrived(request: LifeRequest): request is Arrived {
  return request.arrivedAt !== undefined;
}

/** Whether the client received a whole response. */
const isWhole = ({ outcome }: LifeRequest): boolean => outcome === 'response';

/** Whether the client could read what it asked for. */
export function isGood(request: LifeRequest): boolean {
  const { status = 0, faults } = request;
  return (
    isWhole(request) && status >= 200 && status < 300 && !faults.some((effect) => unreadable.has(effect))
  );
}

/** Whether the client polls a job with it. */
export const isPoll = ({ operation }: LifeRequest): boolean =>
  operation === 'getStatus' || operation === 'listStatuses';

/** Whether the client fetches results with it. */
export const isFetch = ({ operation }: LifeRequest): boolean => operation === 'getResults';

/** Whether it is about this job: about it alone, or about all. */
export const isAbout = (job: number, { operation, job: asked }: LifeRequest): boolean =>
  asked === job || operation === 'listStatuses';

/** The status of a job in a response that the client could read. */
export function findShown(job: number, request: LifeRequest): string | undefined {
  return isGood(request) ? request.shown.find((one) => one.job === job)?.status : undefined;
}

/** Shorter than any time-out: the client thought better of it, as React's strict mode does. */
const shortestTimeout = 500;

const transientStatuses = new Set([408, 425, 429]);

/** Whether it failed in a way that may pass: no response, half of one, an unreadable one, 5xx, 429, or a time-out of the client. */
export function isTransientFailure(request: LifeRequest, { unmountedAt, switchedAt }: Life): boolean {
  const { outcome, status = 0, faults, sentAt, arrivedAt } = request;
  if (status >= 500 || transientStatuses.has(status)) return true;
  if (outcome === 'aborted') {
    const isTimeout = arrivedAt !== unmountedAt && arrivedAt !== switchedAt;
    return isTimeout && (arrivedAt ?? sentAt) - sentAt >= shortestTimeout;
  }
  if (outcome === 'reset' || outcome === 'cut') return true;
  return outcome === 'response' && faults.some((effect) => unreadable.has(effect));
}

/** Whether the API refused it, and would refuse it again. */
export function isRefusal({ status = 0 }: LifeRequest): boolean {
  return status >= 400 && status < 500 && !transientStatuses.has(status);
}

/** The number of failures in a row at the end of these. */
export function countLastFailures(requests: readonly Arrived[], life: Life): number {
  let failures = 0;
  for (const request of requests.toReversed()) {
    if (isTransientFailure(request, life)) failures += 1;
    else if (request.outcome !== 'aborted') return failures;
  }
  return failures;
}

/** What a request asks for: the same text for the same thing, whatever is in its query to get past caches. */
function getThing({ method, operation, job, target }: LifeRequest): string {
  if (operation === undefined) return `${method} ${target}`;
  const query = new URLSearchParams(target.split('?')[1] ?? '');
  const part = operation === 'getResults' ? `${query.get('report_type') ?? 'json'} ${getPage(target)}` : '';
  return `${operation} ${job ?? ''} ${part}`;
}

/** The page that a request for results asks for. */
export const getPage = (target: string): number =>
  Number(new URLSearchParams(target.split('?')[1] ?? '').get('page') ?? 1);

/** All requests for the same thing, each in the order in which they were sent. */
export function groupByThing(requests: readonly LifeRequest[]): readonly (readonly LifeRequest[])[] {
  const groups = new Map<string, LifeRequest[]>();
  for (const request of requests) {
    const thing = getThing(request);
    const group = groups.get(thing);
    if (group === undefined) groups.set(thing, [request]);
    else group.push(request);
  }
  return [...groups.values()];
}
