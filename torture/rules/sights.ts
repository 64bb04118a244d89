/** What the client saw in a life, in order: computed once for all rules, since long lives have thousands of requests. */
import type { Life, LifeRequest } from '../life/life.ts';
import { type Arrived, breaksPromise, findShown, hasArrived, isAbout } from './requests.ts';

/** A response that showed a status of a job. */
export interface Sight {
  readonly at: number;
  readonly status: string;
  readonly request: Arrived;
}

interface Sights {
  readonly sent: readonly LifeRequest[];
  readonly arrived: readonly Arrived[];
  readonly ofJobs: ReadonlyMap<number, JobSights>;
  /** When a response first broke a promise of the API. */
  readonly brokenAt: number;
}

interface JobSights {
  readonly about: readonly Arrived[];
  readonly sights: readonly Sight[];
  /** The first of each status. */
  readonly firsts: ReadonlyMap<string, Sight>;
}

const known = new WeakMap<Life, Sights>();

function getSights(life: Life): Sights {
  const found = known.get(life) ?? createSights(life);
  known.set(life, found);
  return found;
}

function createSights({ requests, jobs }: Life): Sights {
  const sent = requests.map(toSeen).toSorted((a, b) => a.sentAt - b.sentAt);
  const arrived = sent.filter(hasArrived).toSorted((a, b) => a.arrivedAt - b.arrivedAt);
  const ofJobs = new Map(jobs.map((_, job) => [job, createJobSights(job, arrived)]));
  const brokenAt = arrived.find(breaksPromise)?.arrivedAt ?? Number.POSITIVE_INFINITY;
  return { sent, arrived, ofJobs, brokenAt };
}

/** A client knows of an error as soon as it has the status, and may leave the body where it is. */
function toSeen(request: LifeRequest): LifeRequest {
  const { status = 0, headAt, outcome } = request;
  if (headAt === undefined || status < 400) return request;
  return { ...request, arrivedAt: headAt, outcome: outcome === 'cut' ? 'cut' : 'response' };
}

function createJobSights(job: number, arrived: readonly Arrived[]): JobSights {
  const about = arrived.filter((request) => isAbout(job, request));
  const sights = about.flatMap((request): readonly Sight[] => {
    const status = findShown(job, request);
    return status === undefined ? [] : [{ at: request.arrivedAt, status, request }];
  });
  const firsts = new Map<string, Sight>();
  for (const sight of sights) if (!firsts.has(sight.status)) firsts.set(sight.status, sight);
  return { about, sights, firsts };
}

const nothing: JobSights = { about: [], sights: [], firsts: new Map() };

const getOfJob = (job: number, life: Life): JobSights => getSights(life).ofJobs.get(job) ?? nothing;

/** All requests in the order in which they were sent, as the client saw them. */
export const listSent = (life: Life): readonly LifeRequest[] => getSights(life).sent;

/** Those whose response or failure had reached the client by then, in the order of arrival. */
export const listArrived = (life: Life, until?: number): readonly Arrived[] =>
  sliceUntil(getSights(life).arrived, ({ arrivedAt }) => arrivedAt, until);

/** Those about a job. */
export const listAbout = (job: number, life: Life, until?: number): readonly Arrived[] =>
  sliceUntil(getOfJob(job, life).about, ({ arrivedAt }) => arrivedAt, until);

/** The statuses of a job that the client had seen by then. */
export const listSights = (job: number, life: Life, until?: number): readonly Sight[] =>
  sliceUntil(getOfJob(job, life).sights, ({ at }) => at, until);

/** The last status of a job that the client had seen by then. */
export function findLatest(job: number, life: Life, until: number): Sight | undefined {
  const { sights } = getOfJob(job, life);
  return sights[countUntil(sights, ({ at }) => at, until) - 1];
}

/** The first response that showed the client this status of the job; each status once, the first seen first. */
export const listFirsts = (job: number, life: Life): readonly Sight[] => [
  ...getOfJob(job, life).firsts.values(),
];

/** Whether the client had seen this status of the job by then. */
export function isSeen(job: number, status: string, at: number, life: Life): boolean {
  const first = getOfJob(job, life).firsts.get(status);
  return first !== undefined && first.at <= at;
}

/** Whether a response had broken a promise of the API by then. */
export const wasBroken = (life: Life, at: number): boolean => getSights(life).brokenAt <= at;

function sliceUntil<Item>(
  items: readonly Item[],
  getTime: (item: Item) => number,
  until: number | undefined,
): readonly Item[] {
  if (until === undefined) return items;
  const count = countUntil(items, getTime, until);
  return count === items.length ? items : items.slice(0, count);
}

/** How many of them, which are in order, are not later. */
function countUntil<Item>(items: readonly Item[], getTime: (item: Item) => number, until: number): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && getTime(item) <= until) low = middle + 1;
    else high = middle;
  }
  return low;
}
