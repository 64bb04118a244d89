/** Lives that break a rule about what users see, or about when a client stops. */
import { lost, poll, refused, repeat, usual, fetched } from './lives.ts';
import { done, ends, type Example, sound, stopsAndGoesOn } from './pieces.ts';

const status: readonly (Example & { readonly rule: string })[] = [
  {
    rule: 'true-status',
    what: 'a lost request ends the job as failed',
    life: {
      requests: [poll(0, 'queued'), lost(3)],
      reports: [
        { at: 0.05, status: 'queued' },
        { at: 3.05, status: 'failed' },
      ],
      endings: [{ at: 3.1, status: 'failed' }],
    },
  },
  {
    rule: 'true-status',
    what: 'the body of an error is taken for a job',
    life: {
      requests: [poll(0, 'queued'), refused(3, 500), ...sound.slice(1)],
      reports: [
        { at: 0.05, status: 'queued' },
        { at: 3.05, status: 'undefined' },
      ],
      endings: [done],
    },
  },
  {
    rule: 'true-status',
    what: 'an unknown status is taken for a failure',
    life: {
      requests: [poll(0, 'queued'), poll(3, 'archived', { faults: ['unknown-status'] })],
      endings: [{ at: 3.1, status: 'failed' }],
    },
  },
  {
    rule: 'own-job',
    what: 'a response for the old job arrives after the switch, and is shown',
    life: {
      jobs: [usual, usual],
      switchedAt: 20,
      requests: [
        poll(19, 'in-progress', { takes: 5 }),
        poll(20, 'in-progress', { job: 1, takes: 6 }),
        poll(63, 'completed', { job: 1 }),
      ],
      reports: [{ at: 24, status: 'in-progress', names: 0 }],
      endings: [done],
    },
  },
  {
    rule: 'own-job',
    what: 'the same, and the client names no job',
    life: {
      jobs: [[[0, 'completed']], usual],
      switchedAt: 20,
      requests: [
        poll(19, 'completed', { takes: 5 }),
        poll(20, 'in-progress', { job: 1 }),
        poll(63, 'completed', { job: 1 }),
      ],
      reports: [{ at: 24, status: 'completed' }],
      endings: [done],
    },
  },
  {
    rule: 'own-results',
    what: 'the results of the old job are shown for the new one',
    life: {
      jobs: [[[0, 'completed']], usual],
      switchedAt: 20,
      requests: [
        poll(10, 'completed'),
        fetched(19, { takes: 5 }),
        poll(20, 'in-progress', { job: 1 }),
        poll(63, 'completed', { job: 1 }),
      ],
      results: [{ at: 24, job: 0 }],
      endings: [done],
    },
  },
  {
    rule: 'no-older-status',
    what: 'a late response wins',
    life: {
      requests: [poll(8, 'queued', { takes: 20 }), poll(11, 'in-progress'), ...sound.slice(2)],
      reports: [
        { at: 11.05, status: 'in-progress' },
        { at: 28, status: 'queued' },
      ],
      endings: [done],
    },
  },
  {
    rule: 'no-older-status',
    what: 'a late response wins in a job that pauses and goes on',
    life: {
      jobs: [stopsAndGoesOn],
      requests: [poll(12, 'paused', { takes: 20 }), poll(25, 'in-progress'), ...sound.slice(2)],
      reports: [
        { at: 25.05, status: 'in-progress' },
        { at: 32, status: 'paused' },
      ],
      endings: [done],
    },
  },
];

const ending: readonly (Example & { readonly rule: string })[] = [
  {
    rule: 'forward-compatible',
    what: 'an unknown status is an error',
    life: {
      requests: [poll(0, 'queued'), poll(3, 'archived', { faults: ['unknown-status'] })],
      endings: [{ at: 3.1, reason: 'unexpected status' }],
    },
  },
  {
    rule: 'survives-failures',
    what: 'one lost request is the end',
    life: { requests: [poll(0, 'queued'), lost(3)], endings: [{ at: 3.1, reason: 'Failed to fetch' }] },
  },
  {
    rule: 'survives-failures',
    what: 'two responses with 502 are the end',
    life: {
      requests: [poll(0, 'queued'), refused(3, 502), refused(6, 502)],
      endings: [{ at: 6.1, reason: '502' }],
    },
  },
  {
    rule: 'survives-failures',
    what: 'it falls silent after a body that is no JSON',
    life: { requests: [poll(0, 'queued'), poll(3, 'queued', { faults: ['invalid-json'] })] },
  },
  {
    rule: 'survives-failures',
    what: 'it gives up after ten polls',
    life: { requests: repeat(10, 3, () => poll(0, 'queued')), endings: [{ at: 28, reason: 'timed out' }] },
  },
  {
    rule: 'ends',
    what: 'it polls for ever and does not know what it sees',
    life: { requests: repeat(300, 5, () => ({ at: 0 })) },
  },
  {
    rule: 'ends',
    what: 'each tick of its timer cancels the poll of the tick before, which takes longer',
    life: { requests: repeat(300, 3, () => ({ at: 0, takes: 3, outcome: 'aborted' })) },
  },
  {
    rule: 'ends',
    what: 'it knows the end, but never returns',
    life: { requests: sound, habits: ends },
  },
  {
    rule: 'ends',
    what: 'it receives the end, but returns the status before',
    life: { requests: sound, endings: [{ at: 63.1, status: 'in-progress' }] },
  },
  {
    rule: 'ends',
    what: 'a component shows in-progress for ever',
    life: { requests: sound, reports: [{ at: 15.05, status: 'in-progress' }] },
  },
];

const stopping: readonly (Example & { readonly rule: string })[] = [
  {
    rule: 'stops-after-unmount',
    what: 'one more poll',
    life: { requests: [poll(0, 'queued'), poll(6, 'queued')], unmountedAt: 5 },
  },
  {
    rule: 'stops-after-switch',
    what: 'the old job is polled as well',
    life: {
      jobs: [usual, usual],
      switchedAt: 5,
      requests: [
        poll(0, 'queued'),
        poll(5, 'queued', { job: 1 }),
        poll(6, 'queued'),
        poll(63, 'completed', { job: 1 }),
      ],
      endings: [done],
    },
  },
  {
    rule: 'stops-after-401',
    what: 'five in a row',
    life: { requests: repeat(5, 5, () => refused(0, 401)), endings: [{ at: 30, reason: '401' }] },
  },
  {
    rule: 'stops-after-refusal',
    what: 'a 404 that is repeated for ever',
    life: { requests: repeat(20, 5, () => refused(0, 404)) },
  },
  {
    rule: 'stops-after-end',
    what: 'two more polls of a completed job',
    life: { requests: [...sound, poll(66, 'completed'), poll(69, 'completed')], endings: [done] },
  },
  {
    rule: 'stops-after-end',
    what: 'a paused job is polled on',
    life: {
      jobs: [
        [
          [0, 'queued'],
          [10, 'paused'],
        ],
      ],
      requests: repeat(8, 5, (index) => poll(0, index < 2 ? 'queued' : 'paused')),
    },
  },
  {
    rule: 'stops-after-end',
    what: 'an interval outlives the error',
    life: {
      requests: [...repeat(4, 4, () => lost(0)), ...repeat(3, 4, () => lost(16))],
      endings: [{ at: 12.1, reason: 'Failed to fetch' }],
    },
  },
  {
    rule: 'stops-after-end',
    what: 'the list is polled although all jobs have ended',
    life: {
      requests: repeat(9, 10, (index) =>
        poll(0, index < 6 ? 'queued' : 'completed', { operation: 'listStatuses' }),
      ),
    },
  },
];

export const brokenForUsers = [...status, ...ending, ...stopping];
