/** An error of one poll is an error of the whole stream, and no later tick of the timer comes. */
import { exhaustMap, timer } from 'rxjs';

import { type Bug, pollMs } from '../api.ts';
import { follow, poll } from '../streams.ts';

export const bug: Bug = {
  report: 'linuxfoundation/lfx-self-serve#1364',
  title: 'feat(campaigns): serve job status from campaign-service behind a flag (review)',
  library: 'RxJS',
  mistake: 'Gives up after the first request that fails.',
  breaks: ['survives-failures'],
  client: async (run) => follow(run, timer(0, pollMs).pipe(exhaustMap(() => poll(run)))),
};
