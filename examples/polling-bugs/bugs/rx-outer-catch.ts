/** `catchError` around the timer replaces the timer, so that after a failure nothing polls and nobody notices. */
import { catchError, EMPTY, exhaustMap, throwError, timer } from 'rxjs';

import { type Bug, isPermanent, pollMs } from '../api.ts';
import { follow, poll } from '../streams.ts';

export const bug: Bug = {
  report: 'tempusfinance/tempus-app#1756',
  title: 'handle error correctly for hooks that containing periodic polling',
  library: 'RxJS',
  mistake: 'Stops polling silently after the first request that fails.',
  breaks: ['survives-failures'],
  client: async (run) =>
    follow(
      run,
      timer(0, pollMs).pipe(
        exhaustMap(() => poll(run)),
        catchError((error: unknown) => (isPermanent(error) ? throwError(() => error) : EMPTY)),
      ),
    ),
};
