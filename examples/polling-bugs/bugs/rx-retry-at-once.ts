/** `retry` with a number tries again without a pause, and whatever the error is. */
import { exhaustMap, retry, timer } from 'rxjs';

import { type Bug, pollMs } from '../api.ts';
import { follow, poll } from '../streams.ts';

export const bug: Bug = {
  report: 'ReactiveX/rxjs#5653',
  title: 'Maximum call stack exceeded error on retry/repeat',
  library: 'RxJS',
  mistake: 'Sends the next request at once when one fails, up to ten thousand times.',
  breaks: ['no-busy-loop', 'coach:no-backoff', 'stops-after-401', 'stops-after-refusal', 'obeys-retry-after'],
  client: async (run) =>
    follow(
      run,
      timer(0, pollMs).pipe(
        exhaustMap(() => poll(run)),
        retry(10_000),
      ),
    ),
};
