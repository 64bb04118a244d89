/** For each warning of the coach, a client that gets it. */
import type { ShownJob } from '../life/client.ts';
import { send, Trouble } from './client-api.ts';
import { follow } from './planted-kernel.ts';
import {
  early,
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

export const plantedForCoach: readonly Planted[] = [
  {
    rule: 'coach:polls-after-end',
    also: ['stops-after-end'],
    hole: 'polls on for a while after the end',
    client: lingering(5),
    plan: { jobs: [quick] },
  },
  {
    rule: 'coach:after-401',
    also: ['stops-after-401'],
    hole: 'repeats a 401 for ever',
    client: repeatEvery(20_000),
    plan: expired,
  },
  {
    rule: 'coach:after-404',
    also: ['stops-after-refusal'],
    hole: 'repeats a 404 for ever',
    client: repeatEvery(20_000),
    plan: missing,
  },
  {
    rule: 'coach:no-backoff',
    hole: 'does not slow down while the server fails',
    client: repeatEvery(2000),
    plan: resets(12),
  },
  {
    rule: 'coach:ignores-retry-after',
    also: ['obeys-retry-after'],
    hole: 'does not read Retry-After',
    client: repeatEvery(6000),
    plan: throttled(3),
  },
  {
    rule: 'coach:too-fast',
    hole: 'polls each second',
    client: (run) => follow(run, { interval: 1000 }),
    plan: { jobs: [lasting('20s')] },
  },
  {
    rule: 'coach:overlaps',
    also: ['no-overlap'],
    hole: 'has an interval that does not wait for slow responses',
    client: impatient,
    plan: { jobs: [lasting('40s')], latencies: [7000] },
  },
  {
    rule: 'coach:results-too-early',
    also: ['results-when-ready'],
    hole: 'tries the results until there are some',
    client: early(3),
    plan: { jobs: [lasting('20s')] },
  },
  {
    rule: 'coach:redirects',
    hole: 'leaves out the slash at the end of the path',
    client: (run) =>
      follow(run, {
        ask: async (_, jobId, signal) => {
          const response = await send(run, `status/${jobId}`, signal);
          if (!response.ok) throw new Trouble(`status ${response.status}`);
          return (await response.json()) as ShownJob;
        },
      }),
    plan: { jobs: [lasting('20s')] },
  },
  {
    rule: 'coach:token-in-query',
    hole: 'sends its token in the query, too',
    client: (run) =>
      follow(run, {
        ask: async (_, jobId, signal) => {
          const response = await send(run, `status/${jobId}/?token=${run.token}`, signal);
          return (await response.json()) as ShownJob;
        },
      }),
    plan: { jobs: [quick] },
  },
];
