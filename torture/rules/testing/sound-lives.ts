/** Lives of sound clients, some of which look much like those that break a rule. */
import { fetched, lost, poll, refused, repeat, usual } from './lives.ts';
import { advice, done, ends, type Example, fetches, sound, stopsAndGoesOn } from './pieces.ts';

const unknown = { faults: ['unknown-status'] };

/** Lives of sound clients. */
export const kept: readonly Example[] = [
  {
    what: 'three seconds between polls as soon as the server answers again',
    life: {
      requests: [
        ...repeat(3, 3, () => poll(0, 'queued')),
        ...[9, 15, 27].map((at) => lost(at)),
        ...repeat(5, 3, (index) => poll(51, index < 4 ? 'in-progress' : 'completed')),
      ],
      endings: [{ at: 63.1, status: 'completed' }],
    },
  },
  {
    what: 'the page was left, and nobody handles that',
    life: { unmountedAt: 5, uncaught: [{ at: 5000, reason: 'AbortError: This operation was aborted' }] },
  },
  {
    what: 'the first of two requests at the start, as in strict mode, which nobody waits for and which takes long',
    life: { requests: [poll(0, 'queued', { takes: 45 }), ...sound], endings: [done], habits: ends },
  },
  { what: 'a job from its submission to its end', life: { requests: sound, endings: [done], habits: ends } },
  {
    what: 'a job that is shown as queued before the first response',
    life: { requests: sound, reports: [{ at: 0, status: 'queued' }], endings: [done] },
  },
  {
    what: 'words of the client, which are no statuses of the API',
    life: { requests: sound, reports: [{ at: 0, status: 'loading' }], endings: [done] },
  },
  {
    what: 'a component that shows nothing before the first response',
    life: { requests: sound, reports: [{ at: 0, status: 'undefined' }], endings: [done] },
  },
  {
    what: 'an unknown status that is shown as in-progress, and polled on',
    life: {
      requests: [poll(0, 'queued'), poll(3, 'archived', unknown), ...sound.slice(1)],
      reports: [{ at: 3.05, status: 'in-progress' }],
      endings: [done],
    },
  },
  {
    what: 'in progress, paused and in progress again',
    life: {
      jobs: [stopsAndGoesOn],
      requests: [poll(6, 'in-progress'), poll(12, 'paused'), poll(21, 'in-progress'), ...sound.slice(2)],
      reports: [
        { at: 6.05, status: 'in-progress' },
        { at: 12.05, status: 'paused' },
        { at: 21.05, status: 'in-progress' },
      ],
      endings: [done],
    },
  },
  {
    what: 'a response for the old job arrives after the switch, and is not shown',
    life: {
      jobs: [usual, usual],
      switchedAt: 20,
      requests: [
        poll(19, 'in-progress', { takes: 5 }),
        poll(20, 'in-progress', { job: 1 }),
        poll(63, 'completed', { job: 1 }),
      ],
      reports: [{ at: 20.05, status: 'in-progress', names: 1 }],
      endings: [done],
    },
  },
  {
    what: 'it gives up after four failures in a row',
    life: {
      requests: [poll(0, 'queued'), ...repeat(4, 4, () => lost(3))],
      endings: [{ at: 16, reason: 'x' }],
    },
  },
  {
    what: 'it gives up after ten minutes with a job that hangs',
    life: {
      jobs: [[[0, 'queued']]],
      requests: repeat(120, 5, () => poll(0, 'queued')),
      endings: [{ at: 600, reason: 'x' }],
    },
  },
  {
    what: 'it throws because the job failed',
    life: {
      jobs: [
        [
          [0, 'queued'],
          [10, 'failed'],
        ],
      ],
      requests: [poll(0, 'queued'), poll(12, 'failed')],
      endings: [{ at: 12.1, reason: 'The job failed' }],
    },
  },
  {
    what: 'it gives up after a 404',
    life: { requests: [refused(0, 404)], endings: [{ at: 0.1, reason: '404' }] },
  },
  {
    what: 'it gives up after a 401',
    life: { requests: [poll(0, 'queued'), refused(3, 401)], endings: [{ at: 3.1, reason: '401' }] },
  },
  {
    what: 'it tries a 401 three more times',
    life: {
      requests: [refused(0, 401), refused(1, 401), refused(3, 401), refused(7, 401)],
      endings: [{ at: 7.1, reason: '401' }],
    },
  },
  {
    what: 'it ended before it was to turn to the second job',
    life: {
      jobs: [[[0, 'completed']], usual],
      plan: { switchAt: 20_000 },
      requests: [poll(0, 'completed')],
      endings: [{ at: 0.1, status: 'completed' }, undefined],
      habits: ends,
    },
  },
  { what: 'the page was left', life: { requests: [poll(0, 'queued')], unmountedAt: 5 } },
  {
    what: 'a poll was on its way when the page was left, and is shown',
    life: {
      requests: [poll(4, 'queued', { takes: 5 })],
      unmountedAt: 5,
      reports: [{ at: 9, status: 'queued' }],
    },
  },
  {
    what: 'a component that stays until the page is left',
    life: {
      requests: sound,
      reports: [{ at: 63.05, status: 'completed' }],
      habits: { ...ends, ends: false },
    },
  },
  {
    what: 'a tab that wakes up looks once more',
    life: {
      requests: [...sound, poll(100, 'completed'), poll(200, 'completed')],
      plan: {
        sleeps: [
          { at: 70_000, length: 30_000 },
          { at: 150_000, length: 50_000 },
        ],
      },
      endings: [done],
    },
  },
  {
    what: 'eleven seconds after a 429 that asks for ten',
    life: {
      requests: [refused(0, 429, { retryAfter: 10 }), poll(11, 'in-progress'), ...sound.slice(2)],
      endings: [done],
    },
  },
  {
    what: 'a request was on its way when a 429 arrived',
    life: {
      jobs: [usual, usual],
      requests: [
        refused(0, 429, { retryAfter: 10, operation: 'listStatuses' }),
        poll(0.01, 'queued', { operation: 'listStatuses' }),
        poll(63, 'completed', {
          shown: [
            { job: 0, status: 'completed' },
            { job: 1, status: 'completed' },
          ],
          operation: 'listStatuses',
        }),
      ],
      endings: [done, done],
    },
  },
  {
    what: 'four attempts at once, as axios-retry makes them',
    life: { requests: [...repeat(4, 0.06, () => lost(0)), ...sound], endings: [done] },
  },
  {
    what: "React's strict mode asks twice at once",
    life: { requests: [poll(0, 'queued', { takes: 2 }), ...sound], endings: [done] },
  },
  {
    what: 'a time-out that aborts a slow request, and the next one',
    life: {
      requests: [
        ...repeat(3, 10, () => ({ at: 0, takes: 10, outcome: 'aborted' as const })),
        poll(30, 'in-progress'),
        ...sound.slice(2),
      ],
      endings: [done],
    },
  },
  {
    what: 'results when the job is paused, and once more when it is completed',
    life: {
      jobs: [stopsAndGoesOn],
      requests: [poll(12, 'paused'), fetched(12.1), poll(63, 'completed'), fetched(63.1)],
      results: [{ at: 12.2 }, { at: 63.2 }],
      endings: [{ at: 63.2, status: 'completed' }],
      habits: fetches,
    },
  },
  {
    what: 'the request for results is lost, and repeated',
    life: {
      requests: [...sound, lost(63.1, { operation: 'getResults' }), fetched(66)],
      results: [{ at: 66.1 }],
      endings: [{ at: 66.1, status: 'completed' }],
      habits: fetches,
    },
  },
  {
    what: 'a notice of the coach',
    life: { requests: sound, endings: [done], advice: [advice('lock-step', { level: 'notice' })] },
  },
  {
    what: 'the pace of a large job, which a client cannot know',
    life: {
      plan: { jobs: [{ scenario: 'large', rows: 1200 }] },
      requests: sound,
      endings: [done],
      advice: [advice('too-fast')],
    },
  },
];
