/** Findings about errors: ignored, or final too early. */
import { defaultPlan } from '../../life/read-plan.ts';
import type { Finding } from '../finding.ts';
import { drawn, inProgress, queued, source } from './finding-parts.ts';
import { createJob, createLife, poll, polls } from './lives.ts';

export const retryAfter: Finding = {
  rule: {
    name: 'obeys-retry-after',
    title: 'A client waits as long as Retry-After asks for',
    source: 'RFC 9110, 10.2.3; Enrichment Status, "Errors"',
  },
  violation: {
    message: 'Request 2 got a 429 with Retry-After: 30 at 5.05s, and request 3 was sent 5s later.',
    requests: [2, 3],
    at: 10_050,
  },
  life: createLife({
    plan: {
      ...defaultPlan,
      faults: [
        { at: 4000, fault: { effect: 'error', problem: 'tooManyRequests', retry_after: 30, next: 1 } },
      ],
    },
    jobs: [
      createJob(0, [
        [0, 'queued'],
        [20_000, 'in-progress'],
        [35_000, 'completed'],
      ]),
    ],
    requests: [
      poll(1, 0, { shown: queued }),
      poll(2, 5000, { status: 429, retryAfter: 30_000, faults: ['error'] }),
      ...polls(3, 5, 10_050, 5000, { shown: inProgress }),
      poll(8, 36_000, { shown: [{ job: 0, status: 'completed' }] }),
      poll(9, 36_060, {
        operation: 'getResults',
        target: '/api/v1/enrichment/results/b0ca6687-9792-4cea-903b-6ec12157e60f/',
      }),
    ],
    reports: [
      { at: 50, run: 0, status: 'queued' },
      { at: 20_100, run: 0, status: 'in-progress' },
      { at: 36_050, run: 0, status: 'completed' },
    ],
    results: [{ at: 36_110, run: 0, jobs: [0], rows: 1 }],
    endings: [{ kind: 'returned', at: 36_120, status: 'completed' }],
    endedAt: 636_000,
  }),
  others: [],
  drawn,
};

export const gaveUp: Finding = {
  rule: { name: 'survives-errors', title: 'A client does not give up on its first error', source },
  violation: { message: 'It threw at 50ms, after 1 failed request.', requests: [1], at: 50 },
  life: createLife({
    plan: { ...defaultPlan, faults: [{ at: 0, fault: { effect: 'reset', next: 1 } }] },
    jobs: [
      createJob(0, [
        [0, 'queued'],
        [20_000, 'in-progress'],
      ]),
    ],
    requests: [poll(1, 0, { outcome: 'reset', faults: ['reset'] })],
    endings: [{ kind: 'threw', at: 50, reason: 'TypeError: Failed to fetch\u202e\u001b[31m' }],
    endedAt: 600_050,
  }),
  others: [],
  drawn,
};

export const neverEnds: Finding = {
  rule: { name: 'stops-at-the-end', title: 'A client stops polling when the job has ended', source },
  violation: {
    message: 'The job failed at 40s, which request 5 showed at 45s; 120 polls followed.',
    requests: [5, ...Array.from({ length: 120 }, (_, index) => index + 6)],
    at: 50_050,
  },
  life: createLife({
    plan: {
      ...defaultPlan,
      jobs: [
        {
          scenario: {
            steps: [
              { status: 'Draft', takes: '10s' },
              { status: 'Enrichment Started', takes: '30s' },
              { status: 'Failure' },
            ],
          },
          rows: 2,
        },
      ],
    },
    jobs: [
      createJob(0, [
        [0, 'queued'],
        [10_000, 'in-progress'],
        [40_000, 'failed'],
      ]),
    ],
    requests: polls(1, 125, 0, 10_000, { shown: [{ job: 0, status: 'failed' }] }),
    reports: [
      { at: 50, run: 0, status: 'queued' },
      { at: 10_050, run: 0, status: 'in-progress' },
      { at: 40_050, run: 0, status: 'failed' },
    ],
    endings: [undefined],
    endedAt: 1_250_000,
    endedBy: 'time',
  }),
  others: [],
  drawn,
};

export const tokenExpired: Finding = {
  rule: {
    name: 'stops-after-401',
    title: 'A client stops polling when its token is rejected',
    source: 'Authentication, "Errors"',
  },
  violation: {
    message: 'It got a 401 at 20.05s, and sent 40 more requests.',
    requests: Array.from({ length: 41 }, (_, index) => index + 5),
    at: 25_000,
  },
  life: createLife({
    plan: {
      ...defaultPlan,
      jobs: [{ scenario: 'stuck-in-queue', rows: 1 }],
      tokenExpiresAt: 18_000,
      isOutOfCredits: true,
    },
    jobs: [createJob(0, [[0, 'queued']])],
    requests: [...polls(1, 4, 0, 5000, { shown: queued }), ...polls(5, 41, 20_000, 5000, { status: 401 })],
    reports: [{ at: 50, run: 0, status: 'queued' }],
    endings: [undefined],
    endedAt: 225_000,
    endedBy: 'time',
  }),
  others: [],
  drawn,
};

/** A rule of a user, whose message has characters that no terminal should get, and a life without an end. */
export const foreign: Finding = {
  rule: { name: 'mine\u001b[2J', title: 'never\nblink', source: 'your own rule' },
  violation: { message: `${'x'.repeat(3000)}\u202e`, requests: [404] },
  life: createLife({
    jobs: [
      createJob(0, [
        [0, 'queued'],
        [0, 'in-progress'],
        [0, 'completed'],
      ]),
    ],
    requests: [
      poll(1, 0, { outcome: 'aborted', arrivedAt: 3 }),
      poll(2, 3, { outcome: 'cut' }),
      poll(3, 10, { operation: 'listStatuses', target: '/api/v1/enrichment/status/' }),
      ...[4, 5, 6, 7, 8, 9, 10, 11].map((number): ReturnType<typeof poll> => {
        const { arrivedAt: _, outcome: __, status: ___, ...open } = poll(number, 20);
        return open;
      }),
    ],
    reports: Array.from({ length: 40 }, (_, index) => ({
      at: 5 + index,
      run: 0,
      status: index % 2 === 0 ? 'archiving\u0007' : 'queued',
    })),
    endings: [undefined],
    endedAt: 60,
    endedBy: 'timers',
  }),
  others: [],
};
