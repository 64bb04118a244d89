/** Findings about one job: late responses, polls that do not stop or slow down. */
import { defaultPlan } from '../../life/read-plan.ts';
import type { Finding } from '../finding.ts';
import { drawn, inProgress, queued, source } from './finding-parts.ts';
import { createJob, createLife, poll, polls } from './lives.ts';

/** A poll takes half a minute, and its response arrives after a newer one. */
export const stale: Finding = {
  rule: {
    name: 'no-older-status',
    title: 'A client never reports a status that is older than one that it has reported',
    source: 'Enrichment Status, "Polling Guidance"',
  },
  violation: {
    message:
      'At 33s it reported "queued", though it had reported "in-progress" at 31s: request 2 was sent at 3s, and its response arrived after that of request 3.',
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
      createJob(0, [
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
  link: 'world2.abcdefgh',
};

export const afterUnmount: Finding = {
  rule: { name: 'stops-after-unmount', title: 'A client stops polling when its page is left', source },
  violation: {
    message: 'The page was left at 12s, and 118 requests were sent after that, the first at 15s.',
    requests: Array.from({ length: 118 }, (_, index) => index + 6),
    at: 15_000,
  },
  life: createLife({
    plan: { ...defaultPlan, jobs: [{ scenario: 'stuck-in-queue', rows: 1 }], unmountAt: 12_000 },
    jobs: [createJob(0, [[0, 'queued']])],
    requests: polls(1, 123, 0, 3000, { shown: queued }),
    reports: [{ at: 50, run: 0, status: 'queued' }],
    endings: [undefined],
    unmountedAt: 12_000,
    endedAt: 369_000,
    endedBy: 'time',
  }),
  others: [],
  drawn,
};

export const busyLoop: Finding = {
  rule: {
    name: 'slows-down',
    title: 'A client waits longer after each error',
    source: 'RFC 9110, 15.5; Enrichment Status, "Errors"',
  },
  violation: {
    message: 'It sent 998 requests within 50s of a 429, each at once after the one before.',
    requests: Array.from({ length: 998 }, (_, index) => index + 3),
    at: 3100,
  },
  life: createLife({
    plan: {
      ...defaultPlan,
      faults: [{ at: 2000, fault: { effect: 'error', problem: 'tooManyRequests', retry_after: 60 } }],
    },
    jobs: [
      createJob(0, [
        [0, 'queued'],
        [20_000, 'in-progress'],
      ]),
    ],
    requests: [
      poll(1, 0, { shown: queued }),
      ...polls(2, 999, 3050, 50, { status: 429, retryAfter: 60_000, faults: ['error'] }),
    ],
    reports: [{ at: 50, run: 0, status: 'queued' }],
    endings: [undefined],
    endedAt: 53_000,
    endedBy: 'requests',
  }),
  others: [
    { rule: { name: 'obeys-retry-after', title: 'x', source: 'y' }, violation: { message: 'z' } },
    { rule: { name: 'coach-busy-poll', title: 'x', source: 'y' }, violation: { message: 'z' } },
  ],
  drawn,
};

export const longJob: Finding = {
  rule: { name: 'reports-the-end', title: 'A client ends with the true final status of its job', source },
  violation: {
    message: 'The job is completed since 2h0m, and the client returned "failed" at 2h5s.',
    requests: [1441],
    at: 7_205_050,
  },
  life: createLife({
    plan: { ...defaultPlan, jobs: [{ scenario: 'two-hours', rows: 1 }] },
    jobs: [
      createJob(0, [
        [0, 'queued'],
        [20_000, 'in-progress'],
        [7_200_000, 'completed'],
      ]),
    ],
    requests: [
      ...polls(1, 4, 0, 5000, { shown: queued }),
      ...polls(5, 1436, 20_000, 5000, { shown: inProgress }),
      poll(1441, 7_205_000, { shown: [{ job: 0, status: 'completed' }] }),
    ],
    reports: [
      { at: 50, run: 0, status: 'queued' },
      { at: 20_050, run: 0, status: 'in-progress' },
      { at: 7_205_050, run: 0, status: 'failed' },
    ],
    endings: [{ kind: 'returned', at: 7_205_050, status: 'failed' }],
    endedAt: 7_805_050,
  }),
  others: [],
  drawn,
};
