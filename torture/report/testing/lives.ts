/** Lives by hand, for tests of what people read. */
import type { JobLife, Life, LifeRequest } from '../../life/life.ts';
import { defaultPlan } from '../../life/read-plan.ts';

export const createJob = (
  index: number,
  statuses: readonly (readonly [at: number, status: string])[],
): JobLife => ({
  id: `b0ca6687-9792-4cea-903b-6ec12157e6${index}f`,
  rows: 1,
  statuses: statuses.map(([at, status]) => ({
    at,
    status,
    internalStatus: status,
    updatedAt: new Date(Date.UTC(2026, 4, 6, 14) + at).toISOString(),
  })),
});

/** A poll of a job. */
export const poll = (number: number, sentAt: number, rest: Partial<LifeRequest> = {}): LifeRequest => ({
  number,
  method: 'GET',
  target: '/api/v1/enrichment/status/b0ca6687-9792-4cea-903b-6ec12157e60f/',
  operation: 'getStatus',
  job: 0,
  sentAt,
  decidedAt: sentAt,
  arrivedAt: sentAt + 50,
  outcome: 'response',
  status: 200,
  shown: [],
  faults: [],
  ...rest,
});

export const createLife = (life: Partial<Life>): Life => ({
  plan: defaultPlan,
  jobs: [],
  requests: [],
  reports: [],
  results: [],
  endings: [],
  leakedTimers: [],
  advice: [],
  endedAt: 0,
  endedBy: 'client',
  ...life,
});

/** Polls that are equally far from each other. */
export const polls = (
  first: number,
  count: number,
  start: number,
  every: number,
  rest: Partial<LifeRequest> = {},
): readonly LifeRequest[] =>
  Array.from({ length: count }, (_, index) => poll(first + index, start + index * every, rest));
