/** Lives that break a rule about pace, results and what is left behind. */
import { fetched, lost, poll, refused, repeat } from './lives.ts';
import { advice, done, type Example, fetches, sound } from './pieces.ts';

const pace: readonly (Example & { readonly rule: string })[] = [
  {
    rule: 'obeys-retry-after',
    what: 'three seconds after a 429 that asks for ten',
    life: {
      requests: [refused(0, 429, { retryAfter: 10 }), poll(3, 'queued'), ...sound.slice(1)],
      endings: [done],
    },
  },
  {
    rule: 'no-busy-loop',
    what: 'a loop without a pause',
    life: {
      requests: [...repeat(12, 0.08, () => poll(0, 'queued')), ...sound.slice(1)],
      endings: [done],
    },
  },
  {
    rule: 'no-overlap',
    what: 'an interval that does not wait for slow responses',
    life: {
      requests: [...repeat(5, 3, () => poll(0, 'queued', { takes: 8 })), ...sound.slice(1)],
      endings: [done],
    },
  },
  {
    rule: 'recovers',
    what: 'a minute between polls although the server answers again',
    life: {
      requests: [
        ...repeat(3, 3, () => poll(0, 'queued')),
        ...[9, 15, 27].map((at) => lost(at)),
        ...repeat(6, 60, (index) => poll(51, index < 5 ? 'in-progress' : 'completed')),
      ],
      jobs: [
        [
          [0, 'queued'],
          [10, 'in-progress'],
          [340, 'completed'],
        ],
      ],
      endings: [{ at: 351.1, status: 'completed' }],
    },
  },
];

const results: readonly (Example & { readonly rule: string })[] = [
  {
    rule: 'results-when-ready',
    what: 'results of a job in progress',
    life: {
      requests: [poll(0, 'queued'), { ...fetched(15), status: 400 }, ...sound.slice(2)],
      endings: [done],
    },
  },
  {
    rule: 'keeps-results',
    what: 'the request for them is lost, and not repeated',
    life: {
      requests: [...sound, lost(63.1, { operation: 'getResults' })],
      endings: [{ at: 63.2, status: 'completed' }],
      habits: fetches,
    },
  },
  {
    rule: 'keeps-results',
    what: 'the second of three pages is lost',
    life: {
      requests: [
        ...sound,
        ...[1, 2, 3].map((page) => ({
          ...(page === 2 ? lost(63 + page) : fetched(63 + page)),
          operation: 'getResults',
          target: `/api/v1/enrichment/result/x/?page=${page}`,
        })),
      ],
      results: [{ at: 66.1 }],
      endings: [{ at: 66.2, status: 'completed' }],
      habits: fetches,
    },
  },
  {
    rule: 'results-once',
    what: 'twice the same page',
    life: {
      requests: [...sound, fetched(63.1), fetched(63.1)],
      endings: [{ at: 63.2, status: 'completed' }],
    },
  },
];

const leftovers: readonly (Example & { readonly rule: string })[] = [
  {
    rule: 'clears-timers',
    what: 'an interval that is never cleared',
    life: { requests: sound, endings: [done], leakedTimers: [{ kind: 'interval', due: 1_801_000 }] },
  },
  {
    rule: 'quiet-after-unmount',
    what: 'it shows the same again and again',
    life: {
      requests: [poll(0, 'queued')],
      unmountedAt: 5,
      reports: [0.05, 3, 6, 9].map((at) => ({ at, status: 'queued' })),
    },
  },
  {
    rule: 'handles-errors',
    what: 'a rejection that nobody handles',
    life: {
      requests: sound,
      endings: [done],
      uncaught: [{ at: 3000, reason: 'TypeError: Failed to fetch' }],
    },
  },
  ...[
    'token-in-query',
    'after-401',
    'too-fast',
    'polls-after-end',
    'ignores-retry-after',
    'no-backoff',
    'overlaps',
    'results-too-early',
    'redirects',
    'after-404',
  ].map((id) => ({
    rule: `coach:${id}`,
    what: 'the coach warns',
    life: { requests: sound, endings: [done], advice: [advice(id)] },
  })),
];

export const brokenForServers = [...pace, ...results, ...leftovers];
