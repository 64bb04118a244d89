/** RxJS: a timer whose ticks are ignored while a request is under way; `retry` stays inside, so that the timer goes on. */
import { exhaustMap, retry, timer } from 'rxjs';

import { pollMs, type Sound } from '../api.ts';
import { again, follow, poll } from '../streams.ts';

export const sound: Sound = {
  title: '`timer`, `exhaustMap`, `retry` with a delay, `takeWhile`, `takeUntil`',
  library: 'RxJS',
  client: async (run) => follow(run, timer(0, pollMs).pipe(exhaustMap(() => poll(run).pipe(retry(again))))),
};
