/** RxJS: a request that is repeated a while after it has completed, for the job that was chosen last. */
import { repeat, retry, startWith, Subject, switchMap } from 'rxjs';

import { pollMs, type Sound } from '../api.ts';
import { again, follow, poll } from '../streams.ts';

export const sound: Sound = {
  title: '`repeat` with a delay, and `switchMap` for the job that is shown',
  library: 'RxJS',
  client: async (run) => {
    const chosen = new Subject<string>();
    run.onSwitch((jobId) => chosen.next(jobId));
    const jobs = chosen.pipe(
      startWith(run.jobId),
      switchMap((jobId) => poll(run, jobId).pipe(retry(again), repeat({ delay: pollMs }))),
    );
    return follow(run, jobs);
  },
};
