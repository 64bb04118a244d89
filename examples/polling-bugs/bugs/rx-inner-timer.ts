/** The inner timer was to hold back polls. It emits at once, and the outer one restarts it each second. */
import { retry, switchMap, take, timer } from 'rxjs';

import { type Bug, pollMs } from '../api.ts';
import { again, follow, poll } from '../streams.ts';

export const bug: Bug = {
  report: 'asgardex/asgardex-desktop#896',
  title: 'transaction tracking for thorchain (review)',
  library: 'RxJS',
  mistake: 'Polls each second, whatever the interval is.',
  breaks: ['coach:too-fast'],
  client: async (run) =>
    follow(
      run,
      timer(0, 1000).pipe(
        switchMap(() =>
          timer(0, pollMs).pipe(
            take(1),
            switchMap(() => poll(run)),
          ),
        ),
        retry(again),
      ),
    ),
};
