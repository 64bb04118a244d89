/** Each tick cancels the request of the previous one. Where a response takes longer than the interval, none ever arrives. */
import { retry, switchMap, timer } from 'rxjs';

import { type Bug, pollMs } from '../api.ts';
import { again, follow, poll } from '../streams.ts';

export const bug: Bug = {
  report: 'jiayihu/rx-polling#8',
  title: 'It cancels the polls when the latency > interval',
  library: 'RxJS',
  mistake: 'Cancels the request that is under way at each tick, so that slow responses never arrive.',
  breaks: ['ends'],
  client: async (run) =>
    follow(
      run,
      timer(0, pollMs).pipe(
        switchMap(() => poll(run)),
        retry(again),
      ),
    ),
};
