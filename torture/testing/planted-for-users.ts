/** For each rule about what users see, a client that breaks it. */
import type { ShownJob } from '../life/client.ts';
import { askJob, askRows, hasResults, sleep, toError } from './client-api.ts';
import { follow, followInTurn, isAtRest, recoverSoundly, showRows } from './planted-kernel.ts';
import { fault, lasting, type Planted, quick, resets } from './planted-pieces.ts';

export const plantedForUsers: readonly Planted[] = [
  {
    rule: 'true-status',
    hole: 'shows "failed" when a request has failed',
    client: (run) =>
      follow(run, {
        recover: (error, failures) => {
          run.onStatus('failed');
          return recoverSoundly(error, failures);
        },
      }),
    plan: resets(1),
  },
  {
    rule: 'own-job',
    hole: 'shows the response for the job before',
    client: (run) =>
      followInTurn(run, (jobId, signal) =>
        follow(run, {
          jobId,
          signal,
          ask: async (_, id) => {
            const job = await askJob(run, id);
            if (signal.aborted) run.onStatus(job);
            return job;
          },
        }),
      ),
    plan: { jobs: [lasting('20s'), lasting('20s')], latencies: [2000], switchAt: 1000 },
  },
  {
    rule: 'own-results',
    hole: 'shows the results of the job before',
    client: (run) =>
      followInTurn(run, async (jobId, signal) => {
        const { status } = await follow(run, { jobId, signal });
        if (hasResults.has(status)) await showRows(run, jobId, run.signal);
      }),
    plan: { jobs: [quick, quick], latencies: [2000], switchAt: 3000 },
  },
  {
    rule: 'no-older-status',
    hole: 'stops waiting for a slow response, but shows it when it comes',
    client: (run) =>
      follow(run, {
        ask: async (_, jobId, signal) => {
          const response = askJob(run, jobId, signal);
          const isLate = await Promise.race([response.then(() => false), sleep(4000).then(() => true)]);
          if (!isLate) return response;
          void response.then(run.onStatus);
          return askJob(run, jobId, signal);
        },
      }),
    plan: { jobs: [lasting('20s')], ...fault({ effect: 'latency', latency: '6s', next: 1 }, 7000) },
  },
  {
    rule: 'forward-compatible',
    hole: 'takes a status that it does not know for the end',
    client: (run) => follow(run, { isEnd: ({ status }) => !['queued', 'in-progress'].includes(status) }),
    plan: fault({ effect: 'unknown-status', next: 1 }),
  },
  {
    rule: 'survives-failures',
    hole: 'gives up after one failure',
    client: (run) =>
      follow(run, {
        recover: (error) => {
          throw error;
        },
      }),
    plan: resets(1),
  },
  {
    rule: 'ends',
    hole: 'returns the status before the last one',
    client: async (run) => {
      let before: ShownJob | undefined;
      await follow(run, {
        show: (job) => {
          if (isAtRest(job)) return;
          run.onStatus(job);
          before = job;
        },
      });
      return before;
    },
    plan: { jobs: [lasting('20s')] },
  },
  {
    rule: 'keeps-results',
    hole: 'shows no results if their only request fails',
    client: async (run) => {
      const job = await follow(run);
      const rows = await askRows(run, run.jobId, run.signal).catch(toError);
      if (!(rows instanceof Error)) run.onResults(rows);
      return job;
    },
    plan: { jobs: [quick], ...fault({ effect: 'reset', operation: 'getResults', next: 1 }) },
  },
  {
    rule: 'quiet-after-unmount',
    hole: 'goes on to show how long ago it looked',
    client: async (run) => {
      let last: ShownJob | undefined;
      const clock = globalThis.setInterval(() => last && run.onStatus(last), 1000);
      run.signal.addEventListener('abort', () =>
        globalThis.setTimeout(() => globalThis.clearInterval(clock), 5000),
      );
      const job = await follow(run, { show: (shown) => run.onStatus((last = shown)) }).catch(toError);
      if (!run.signal.aborted) globalThis.clearInterval(clock);
      return job;
    },
    plan: { jobs: [lasting('20s')], unmountAt: 8000 },
  },
  {
    rule: 'handles-errors',
    hole: 'lets the rejection of each failed request escape',
    client: (run) =>
      follow(run, {
        recover: (error, failures) => {
          reject(error);
          return recoverSoundly(error, failures);
        },
      }),
    plan: resets(1),
  },
];

/** Nobody handles it. */
function reject(reason: Error): void {
  void Promise.reject(reason);
}
