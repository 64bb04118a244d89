/** `takeWhile` leaves out the value that ends it, which is the only one that anybody waits for. */
import { exhaustMap, retry, takeWhile, timer } from 'rxjs';

import { type Bug, isFinal, pollMs } from '../api.ts';
import { again, follow, poll } from '../streams.ts';

export const bug: Bug = {
  report: 'ReactiveX/rxjs#4115',
  title: 'feat(takeWhile): add `inclusive` option to the operator which causes it to emit the final value',
  library: 'RxJS',
  mistake: 'Never shows the final status.',
  breaks: ['ends'],
  client: async (run) =>
    follow(
      run,
      timer(0, pollMs).pipe(
        exhaustMap(() => poll(run)),
        retry(again),
        takeWhile((job) => !isFinal(job)),
      ),
    ),
};
