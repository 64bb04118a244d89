/** Lives and findings by hand, for tests of what people read. */
import type { JobLife, Life, LifeRequest } from '../../life/life.ts';
import { defaultPlan } from '../../life/read-plan.ts';
import type { Finding } from '../finding.ts';

const job = (index: number, statuses: readonly (readonly [at: number, status: string])[]): JobLife => ({
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
const poll = (number: number, sentAt: number, rest: Partial<LifeRequest> = {}): LifeRequest => ({
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

const createLife = (life: Partial<Life>): Life => ({
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

/** A poll takes half a minute, and its response arrives after a newer one. */
export const stale: Finding = {
  rule: {
    name: 'no-older-status',
    title: 'A client never reports a status that is older than one that it has reported',
    source: 'Enrichment Status, "Polling Guidance"',
  },
  violation: {
    message:
      'At 33 s it reported "queued", though it had reported "in-progress" at 31 s: request 2 was sent at 3 s, and its response arrived after that of request 3.',
    requests: [2, 3],
    at: 33_000,
  },
  life: createLife({
    plan: {
      ...defaultPlan,
      latencies: [50, 30_000, 50],
      faults: [{ at: 0, fault: { effect: 'reset', next: 1 } }],
    },
    jobs: [
      job(0, [
        [0, 'queued'],
        [20_000, 'in-progress'],
        [95_000, 'completed'],
      ]),
    ],
    requests: [
      poll(1, 0, { outcome: 'reset', arrivedAt: 50, faults: ['reset'] }),
      poll(2, 3000, { arrivedAt: 33_000, shown: [{ job: 0, status: 'queued' }] }),
      poll(3, 31_000, { arrivedAt: 31_050, shown: [{ job: 0, status: 'in-progress' }] }),
      poll(4, 101_000, { arrivedAt: 101_050, shown: [{ job: 0, status: 'completed' }] }),
    ],
    reports: [
      { at: 31_050, run: 0, status: 'in-progress' },
      { at: 33_000, run: 0, status: 'queued' },
      { at: 101_050, run: 0, status: 'completed' },
    ],
    endings: [{ kind: 'returned', at: 101_050, status: 'completed' }],
    endedAt: 701_050,
  }),
  others: [],
  drawn: { seed: 1_842_004_113, path: '18:1:0:2', lives: 19, simplerLives: 64 },
};
