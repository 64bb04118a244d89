/** For each rule about what servers see, a client that breaks it. */
import { askJob, sleep } from './client-api.ts';
import { follow, followInTurn, showRows } from './planted-kernel.ts';
import {
  early,
  exhausted,
  expired,
  impatient,
  lasting,
  lingering,
  missing,
  type Planted,
  quick,
  repeatEvery,
  resets,
  throttled,
} from './planted-pieces.ts';

export const plantedForServers: readonly Planted[] = [
  {
    rule: 'stops-after-unmount',
    hole: 'polls on when the page was left',
    client: (run) =>
      follow(run, {
        ask: (_, jobId) => askJob(run, jobId),
        show: (job) => (run.signal.aborted ? undefined : run.onStatus(job)),
        sleep,
      }),
    plan: { jobs: [lasting('20s')], unmountAt: 4000 },
  },
  {
    rule: 'stops-after-switch',
    hole: 'polls on the job before',
    client: (run) =>
      followInTurn(run, (jobId, signal) =>
        follow(run, { jobId, show: (job) => (signal.aborted ? undefined : run.onStatus(job)) }),
      ),
    plan: { jobs: [lasting('20s'), lasting('20s')], switchAt: 4000 },
  },
  {
    rule: 'stops-after-401',
    also: ['coach:after-401'],
    hole: 'repeats a 401 for ever',
    client: repeatEvery(20_000),
    plan: expired,
  },
  {
    rule: 'stops-after-refusal',
    also: ['coach:after-404'],
    hole: 'repeats a 404 for ever',
    client: repeatEvery(20_000),
    plan: missing,
  },
  {
    rule: 'stops-after-end',
    hole: 'polls twice more after the end',
    client: lingering(2),
    plan: { jobs: [quick] },
  },
  {
    rule: 'obeys-retry-after',
    hole: 'does not read Retry-After',
    client: repeatEvery(6000),
    plan: throttled(1),
  },
  {
    rule: 'no-busy-loop',
    also: ['coach:no-backoff'],
    hole: 'repeats a failed request at once',
    client: repeatEvery(0),
    plan: resets(12),
  },
  {
    rule: 'no-overlap',
    hole: 'has an interval that does not wait for slow responses',
    client: impatient,
    plan: { jobs: [lasting('1s')], latencies: [7000] },
  },
  {
    rule: 'recovers',
    hole: 'never returns to its usual interval after failures',
    client: exhausted,
    plan: { jobs: [lasting('20m')], ...resets(5, 7000) },
  },
  {
    rule: 'results-when-ready',
    hole: 'requests results before it has asked for the status',
    client: early(1),
    plan: {},
  },
  {
    rule: 'results-once',
    hole: 'fetches the results twice',
    client: async (run) => {
      const job = await follow(run);
      await showRows(run);
      await showRows(run);
      return job;
    },
    plan: { jobs: [quick] },
  },
  {
    rule: 'clears-timers',
    hole: 'leaves its time-out behind',
    client: async (run) => {
      globalThis.setTimeout(() => undefined, 60 * 60_000);
      return follow(run);
    },
    plan: { jobs: [quick] },
  },
];
