/**
 * Polls jobs until they are completed, failed or paused, following "Polling Guidance":
 * https://test.ecoreservice.com, Enrichment Status.
 */
import { type Api, ApiError, type ApiStatus, type Job } from './api.ts';

/** "Every few seconds for small jobs, every 15-30 seconds for large ones." In milliseconds. */
const pace = { small: 3000, large: 20_000 } as const;
/** The documentation gives no number; from this many rows on a job takes minutes. */
const largeFrom = 1000;
const longestBackoff = 120_000;

const resting: ReadonlySet<ApiStatus> = new Set(['completed', 'failed', 'paused']);

/** "Stop polling when status is completed, failed, or paused." */
export const rests = ({ status }: Pick<Job, 'status'>): boolean => resting.has(status);

/** "Once completed or paused, fetch enriched data." */
export const hasResults = ({ status }: Pick<Job, 'status'>): boolean =>
  status === 'completed' || status === 'paused';

export interface FollowOptions {
  readonly api: Pick<Api, 'job' | 'jobs'>;
  /** The rows of a job, as far as they are known. */
  readonly rowsOf: (id: string) => number | undefined;
  /** Told what the API says of each job that is followed, each time. */
  readonly onJobs: (jobs: readonly Job[]) => void | Promise<void>;
  /** Called when the API does not respond, with the milliseconds until the next attempt. */
  readonly onTrouble: (error: ApiError, again: number) => void;
  /** Called for a rejection, which ends the polling: 401 above all. */
  readonly onRefusal: (error: unknown) => void;
}

export interface Follower {
  /** Follows these jobs too. */
  readonly follow: (ids: readonly string[]) => void;
  readonly stop: () => void;
}

/** One request at a time, whatever the number of jobs; the next one waits for the previous response. */
export function newFollower({ api, rowsOf, onJobs, onTrouble, onRefusal }: FollowOptions): Follower {
  const followed = new Set<string>();
  const stopping = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking = false;
  let troubles = 0;

  const wait = (): number => Math.min(...[...followed].map((id) => paceFor(rowsOf(id))));

  const schedule = (milliseconds: number): void => {
    clearTimeout(timer);
    if (!stopping.signal.aborted && followed.size > 0) timer = setTimeout(() => void look(), milliseconds);
  };

  const ask = async (): Promise<readonly Job[]> => {
    const [only = '', ...others] = followed;
    // One list request returns all jobs.
    if (others.length === 0) return [await api.job(only, stopping.signal)];
    const jobs = (await api.jobs(stopping.signal)).filter(({ job_id: id }) => followed.has(id));
    // A job that is no longer listed will never end.
    for (const id of followed) if (!jobs.some((job) => job.job_id === id)) followed.delete(id);
    return jobs;
  };

  const look = async (): Promise<void> => {
    asking = true;
    try {
      const jobs = await ask();
      troubles = 0;
      for (const job of jobs) if (rests(job)) followed.delete(job.job_id);
      await onJobs(jobs);
      asking = false;
      schedule(wait());
    } catch (error) {
      asking = false;
      if (stopping.signal.aborted) return;
      if (error instanceof ApiError && error.passing) {
        troubles += 1;
        const again = Math.max(error.retryAfter, backoff(wait(), troubles));
        onTrouble(error, again);
        schedule(again);
        return;
      }
      followed.clear();
      onRefusal(error);
    }
  };

  return {
    follow: (ids) => {
      for (const id of ids) followed.add(id);
      // An additional job must not shorten the waiting time after an error.
      if (!asking && troubles === 0) schedule(wait());
    },
    stop: () => {
      stopping.abort();
      clearTimeout(timer);
    },
  };
}

/** A job of unknown size can be a large one. */
function paceFor(rows: number | undefined): number {
  return rows !== undefined && rows < largeFrom ? pace.small : pace.large;
}

/** Twice as long each time, and never the same for all pages that are open somewhere. */
function backoff(usual: number, troubles: number): number {
  return Math.min(longestBackoff, usual * 2 ** troubles) * (1 + Math.random() / 4);
}
