/** Findings about several jobs, and about a tab that slept. */
import { defaultPlan } from '../../life/read-plan.ts';
import type { Finding } from '../finding.ts';
import { drawn, inProgress, queued, source } from './finding-parts.ts';
import { createJob, createLife, poll, polls } from './lives.ts';

export const severalJobs: Finding = {
  rule: {
    name: 'own-results',
    title: 'A client shows the results of its own job',
    source: 'Enrichment Results, "Results"',
  },
  violation: { message: 'The client for job 2 reported the rows of job 1.', requests: [9], at: 41_200 },
  life: createLife({
    plan: {
      ...defaultPlan,
      jobs: [
        { scenario: 'small', rows: 3 },
        { scenario: 'fails-half-way', rows: 1 },
        { scenario: 'pauses', rows: 2 },
      ],
    },
    jobs: [
      createJob(0, [
        [0, 'queued'],
        [10_000, 'in-progress'],
        [31_000, 'completed'],
      ]),
      createJob(1, [
        [10, 'queued'],
        [12_000, 'in-progress'],
        [25_000, 'failed'],
      ]),
      createJob(2, [
        [20, 'queued'],
        [14_000, 'in-progress'],
        [38_000, 'paused'],
      ]),
    ],
    requests: [0, 10, 20, 30, 40]
      .flatMap((second, index) =>
        [0, 1, 2]
          .filter((job) => job !== 1 || second < 40)
          .map((job) =>
            poll(index * 3 + job + 1, second * 1000 + job * 10, {
              job,
              status: second === 20 && job === 2 ? 503 : 200,
            }),
          ),
      )
      .concat([poll(20, 41_000, { operation: 'getResults', job: 1, shown: [] })]),
    reports: [
      { at: 50, run: 0, status: 'queued' },
      { at: 60, run: 1, status: 'queued' },
      { at: 70, run: 2, status: 'queued' },
      { at: 30_060, run: 1, status: 'failed' },
      { at: 40_050, run: 0, status: 'completed' },
      { at: 40_070, run: 2, status: 'paused' },
    ],
    results: [{ at: 41_200, run: 1, jobs: [0], rows: 3 }],
    endings: [
      { kind: 'returned', at: 40_050, status: 'completed' },
      { kind: 'returned', at: 41_300 },
      { kind: 'returned', at: 40_070, status: 'paused' },
    ],
    endedAt: 641_000,
  }),
  others: [],
  drawn,
};

export const switched: Finding = {
  rule: {
    name: 'shows-its-job',
    title: 'A client shows the status of the job that it was asked to follow',
    source: 'the contract of `onSwitch`',
  },
  violation: {
    message: 'It turned to job 2 at 7s, and reported "completed" at 9.5s, which is the status of job 1.',
    requests: [3],
    at: 9500,
  },
  life: createLife({
    plan: {
      ...defaultPlan,
      jobs: [
        { scenario: 'small', rows: 1 },
        { scenario: 'stuck-in-queue', rows: 1 },
      ],
      switchAt: 7000,
      latencies: [50, 50, 3500, 50],
    },
    jobs: [
      createJob(0, [
        [0, 'queued'],
        [2000, 'in-progress'],
        [5500, 'completed'],
      ]),
      createJob(1, [[0, 'queued']]),
    ],
    requests: [
      poll(1, 0, { shown: queued }),
      poll(2, 3000, { shown: inProgress }),
      poll(3, 6000, { arrivedAt: 9500, shown: [{ job: 0, status: 'completed' }] }),
      poll(4, 7000, { job: 1, shown: [{ job: 1, status: 'queued' }] }),
      ...polls(5, 30, 10_050, 3000, { job: 1, shown: [{ job: 1, status: 'queued' }] }),
    ],
    reports: [
      { at: 50, run: 0, status: 'queued' },
      { at: 3050, run: 0, status: 'in-progress' },
      { at: 7050, run: 0, status: 'queued' },
      { at: 9500, run: 0, status: 'completed' },
      { at: 10_100, run: 0, status: 'queued' },
    ],
    endings: [undefined],
    switchedAt: 7000,
    endedAt: 100_000,
    endedBy: 'time',
  }),
  others: [],
  drawn,
};

export const asleep: Finding = {
  rule: { name: 'no-overlap', title: 'A client sends no poll while another one is on its way', source },
  violation: {
    message: 'After the tab had slept for 5m, it sent 4 polls at once.',
    requests: [3, 4, 5, 6],
    at: 305_000,
  },
  life: createLife({
    plan: {
      ...defaultPlan,
      jobs: [{ scenario: 'slow', rows: 1 }],
      sleeps: [{ at: 5000, length: 300_000 }],
      skew: -90_000,
      latencies: [50, 50, 700],
    },
    jobs: [
      createJob(0, [
        [0, 'queued'],
        [120_000, 'in-progress'],
        [400_000, 'completed'],
      ]),
    ],
    requests: [
      ...polls(1, 2, 0, 3000, { shown: queued }),
      ...polls(3, 4, 305_000, 0, { arrivedAt: 305_700, shown: inProgress }),
      ...polls(7, 32, 306_000, 3000, { shown: inProgress }),
      poll(39, 402_000, { shown: [{ job: 0, status: 'completed' }] }),
    ],
    reports: [
      { at: 50, run: 0, status: 'queued' },
      { at: 305_700, run: 0, status: 'in-progress' },
      { at: 402_050, run: 0, status: 'completed' },
    ],
    endings: [{ kind: 'returned', at: 402_050, status: 'completed' }],
    leakedTimers: [
      { kind: 'interval', due: 405_000 },
      { kind: 'interval', due: 405_100 },
    ],
    endedAt: 1_002_000,
  }),
  others: [],
  drawn,
};
