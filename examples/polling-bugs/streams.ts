/** RxJS for the clients here: a poll as a stream, when to try again, and what the page does with the stream. */
import {
  fromEvent,
  lastValueFrom,
  Observable,
  type RetryConfig,
  takeUntil,
  takeWhile,
  tap,
  throwError,
  timer,
} from 'rxjs';

import {
  type ClientRun,
  getRetryMs,
  getStatus,
  isFinal,
  isPermanent,
  type Job,
  maxFailures,
  showResults,
} from './api.ts';

/** One poll. It is aborted when nobody waits for it any more. */
export function poll(run: ClientRun, jobId = run.jobId): Observable<Job> {
  return new Observable((subscriber) => {
    const ending = new AbortController();
    getStatus(run, jobId, ending.signal).then(
      (job) => {
        subscriber.next(job);
        subscriber.complete();
      },
      (error: unknown) => subscriber.error(error),
    );
    return () => ending.abort();
  });
}

/** For the operator `retry`. */
export const again: RetryConfig = {
  count: maxFailures,
  resetOnSuccess: true,
  delay: (error, failures) =>
    isPermanent(error) ? throwError(() => error) : timer(getRetryMs(error, failures)),
};

/** Shows what the stream emits up to a final status, and then the results, until the page is left. */
export async function follow(run: ClientRun, jobs: Observable<Job>): Promise<Job | undefined> {
  run.signal.throwIfAborted();
  const shown = jobs.pipe(
    takeWhile((job) => !isFinal(job), true),
    tap((job) => run.onStatus(job)),
    takeUntil(fromEvent(run.signal, 'abort')),
  );
  const job = await lastValueFrom(shown, { defaultValue: undefined });
  run.signal.throwIfAborted();
  if (job !== undefined) await showResults(run, job, job.job_id);
  return job;
}
