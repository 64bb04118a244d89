/** Lives by hand, for tests of the rules: times are in seconds, and requests count themselves. */
import type { Advice } from '../../../library/operations.ts';
import type { Ending, JobLife, LeakedTimer, Life, LifeRequest } from '../../life/life.ts';
import type { LifePlan } from '../../life/plan.ts';
import { defaultPlan } from '../../life/read-plan.ts';

const seconds = (value: number): number => Math.round(value * 1000);

/** A job that has this status from each of these times on. */
export type Course = readonly (readonly [at: number, status: string])[];

/** Queued, in progress, and completed after a minute. */
export const usual: Course = [
  [0, 'queued'],
  [10, 'in-progress'],
  [60, 'completed'],
];

export interface Sketch {
  readonly jobs?: readonly Course[];
  readonly requests?: readonly SketchedRequest[];
  readonly reports?: readonly SketchedReport[];
  readonly results?: readonly { readonly at: number; readonly job?: number; readonly run?: number }[];
  /** Of each run; one run that goes on by default. */
  readonly endings?: readonly (SketchedEnding | undefined)[];
  readonly plan?: Partial<LifePlan>;
  readonly habits?: Life['habits'];
  readonly unmountedAt?: number;
  readonly switchedAt?: number;
  readonly leakedTimers?: readonly LeakedTimer[];
  readonly advice?: readonly Advice[];
  readonly uncaught?: Life['uncaught'];
  /** Default: half an hour. */
  readonly endedAt?: number;
}

type SketchedEnding =
  | { readonly at: number; readonly status?: string }
  | { readonly at: number; readonly reason: string };

interface SketchedReport {
  readonly at: number;
  readonly status: string;
  /** The index of the job that the client named. */
  readonly names?: number;
  readonly run?: number;
  readonly followed?: number;
}

export interface SketchedRequest extends Partial<Omit<LifeRequest, 'sentAt' | 'arrivedAt' | 'retryAfter'>> {
  /** When it was sent. */
  readonly at: number;
  /** How long it took; null: the response never came. Default: 50 ms. */
  readonly takes?: number | null;
  readonly retryAfter?: number;
}

export function createLife(sketch: Sketch): Life {
  const { jobs = [usual], requests = [], reports = [], results = [], endings = [undefined] } = sketch;
  const { endedAt = 1800, unmountedAt, switchedAt, habits, plan } = sketch;
  const lives = jobs.map(createJob);
  return {
    plan: {
      ...defaultPlan,
      jobs: jobs.map(() => ({ scenario: 'small', rows: 3 })),
      ...(switchedAt === undefined ? {} : { switchAt: seconds(switchedAt) }),
      ...plan,
    },
    jobs: lives,
    requests: requests.map((request, index) => createRequest(request, index + 1, lives)),
    reports: reports.map(({ at, names, run = 0, status, followed }) => ({
      at: seconds(at),
      run,
      status,
      ...(followed === undefined ? {} : { followed }),
      ...(names === undefined ? {} : { jobId: lives[names]?.id ?? 'another' }),
    })),
    results: results.map(({ at, job = 0, run = 0 }) => ({ at: seconds(at), run, jobs: [job], rows: 3 })),
    endings: endings.map((ending) => ending && createEnding(ending)),
    ...(unmountedAt === undefined ? {} : { unmountedAt: seconds(unmountedAt) }),
    ...(switchedAt === undefined ? {} : { switchedAt: seconds(switchedAt) }),
    ...(habits === undefined ? {} : { habits }),
    leakedTimers: sketch.leakedTimers ?? [],
    advice: sketch.advice ?? [],
    uncaught: sketch.uncaught ?? [],
    endedAt: seconds(endedAt),
    endedBy: 'time',
  };
}

const createJob = (course: Course, index: number): JobLife => ({
  id: `00000000-0000-4000-8000-00000000000${index}`,
  rows: 3,
  statuses: course.map(([at, status]) => ({
    at: seconds(at),
    status,
    internalStatus: status,
    updatedAt: new Date(Date.UTC(2026, 4, 6) + seconds(at)).toISOString(),
  })),
});

function createRequest(
  { at, takes = 0.05, retryAfter, ...given }: SketchedRequest,
  number: number,
  jobs: readonly JobLife[],
): LifeRequest {
  const { operation = 'getStatus', job = 0 } = given;
  const place = operation === 'getResults' ? 'result' : 'status';
  const sentAt = seconds(at);
  return {
    number,
    method: 'GET',
    target: `/api/v1/enrichment/${place}/${operation === 'listStatuses' ? '' : `${jobs[job]?.id ?? ''}/`}`,
    operation,
    ...(operation === 'listStatuses' ? {} : { job }),
    sentAt,
    decidedAt: sentAt,
    ...(takes === null ? {} : { arrivedAt: sentAt + seconds(takes), outcome: 'response', status: 200 }),
    shown: [],
    faults: [],
    ...given,
    ...(retryAfter === undefined ? {} : { retryAfter: seconds(retryAfter) }),
  };
}

function createEnding(ending: SketchedEnding): Ending {
  const at = seconds(ending.at);
  if ('reason' in ending) return { kind: 'threw', at, reason: ending.reason };
  return { kind: 'returned', at, ...(ending.status === undefined ? {} : { status: ending.status }) };
}

/** A poll that shows this status. */
export const poll = (at: number, status: string, more: Partial<SketchedRequest> = {}): SketchedRequest => ({
  at,
  shown: [{ job: more.job ?? 0, status }],
  ...more,
});

/** A poll that the API answers with an error. */
export const refused = (
  at: number,
  status: number,
  more: Partial<SketchedRequest> = {},
): SketchedRequest => ({
  at,
  status,
  faults: ['error'],
  ...more,
});

/** A poll whose connection is reset. */
export const lost = (at: number, more: Partial<SketchedRequest> = {}): SketchedRequest => ({
  at,
  outcome: 'reset',
  faults: ['reset'],
  ...more,
});

/** A request for results that succeeds. */
export const fetched = (at: number, more: Partial<SketchedRequest> = {}): SketchedRequest => ({
  at,
  operation: 'getResults',
  ...more,
});

/** Requests one after the other: this many, so many seconds apart. */
export const repeat = (
  count: number,
  gap: number,
  create: (index: number) => SketchedRequest,
): SketchedRequest[] =>
  Array.from({ length: count }, (_, index) => {
    const made = create(index);
    return { ...made, at: made.at + index * gap };
  });
