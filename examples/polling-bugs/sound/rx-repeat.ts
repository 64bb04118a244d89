/** RxJS: a request that is repeated a while after it has completed, for the job that was chosen last. */
import {
  concatMap,
  fromEvent,
  lastValueFrom,
  Observable,
  of,
  repeat,
  retry,
  startWith,
  Subject,
  switchMap,
  takeUntil,
  takeWhile,
  tap,
} from 'rxjs';

import { type ClientRun, isFinal, type Job, pollMs, showResults, type Sound } from '../api.ts';
import { again, poll } from '../streams.ts';

/** Shows the results of a job. It is aborted when another job is chosen. */
function fetchResults(run: ClientRun, job: Job): Observable<Job> {
  return new Observable((subscriber) => {
    const ending = new AbortController();
    showResults({ ...run, signal: ending.signal }, job, job.job_id).then(
      () => {
        subscriber.next(job);
        subscriber.complete();
      },
      (error: unknown) => subscriber.error(error),
    );
    return () => ending.abort();
  });
}

export const sound: Sound = {
  title: '`repeat` with a delay, and `switchMap` for the job that is shown',
  library: 'RxJS',
  client: async (run) => {
    run.signal.throwIfAborted();
    const chosen = new Subject<string>();
    run.onSwitch((jobId) => chosen.next(jobId));
    const shown = chosen.pipe(
      startWith(run.jobId),
      switchMap((jobId) =>
        poll(run, jobId).pipe(
          retry(again),
          repeat({ delay: pollMs }),
          takeWhile((job) => !isFinal(job), true),
          tap((job) => run.onStatus(job)),
          concatMap((job) => (isFinal(job) ? fetchResults(run, job) : of(job))),
        ),
      ),
      takeWhile((job) => !isFinal(job), true),
      takeUntil(fromEvent(run.signal, 'abort')),
    );
    const job = await lastValueFrom(shown, { defaultValue: undefined });
    run.signal.throwIfAborted();
    return job;
  },
};
