/** Follows jobs until they rest, as "Polling Guidance" asks: https://test.ecoreservice.com, Enrichment Status. */
import { type Api, ApiError, type ApiStatus, type Job } from './api.ts';

/** "Every few seconds for small jobs, every 15-30 seconds for large ones." In milliseconds. */
const pace = { small: 3000, large: 20_000 } as const;
/** The documentation draws no line; from so many rows on a job takes minutes. */
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
  /** Told that the API does not answer, and when it is asked again, in milliseconds. */
  readonly onTrouble: (error: ApiError, again: number) => void;
  /** Told of a refusal, after which nothing more is asked: 401 above all. */
  readonly onRefusal: (error: unknown) => void;
}

export interface Follower {
  /** Follows these jobs too. */
  readonly follow: (ids: readonly string[]) => void;
  readonly stop: () => void;
}

/** One question at a time, whatever the number of jobs; the next is only asked when the one before was answered. */
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
    // One list call tells of all jobs at once.
    if (others.length === 0) return [await api.job(only, stopping.signal)];
    const jobs = (await api.jobs(stopping.signal)).filter(({ job_id: id }) => followed.has(id));
    // What is no longer listed will not come to rest.
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
      // A server in trouble is not asked sooner because there is one job more.
      if (!asking && troubles === 0) schedule(wait());
    },
    stop: () => {
      stopping.abort();
      clearTimeout(timer);
    },
  };
}

/** A job of unknown size may be a large one. */
function paceFor(rows: number | undefined): number {
  return rows !== undefined && rows < largeFrom ? pace.small : pace.large;
}

/** Twice as long each time, and never the same for all pages that are open somewhere. */
function backoff(usual: number, troubles: number): number {
  return Math.min(longestBackoff, usual * 2 ** troubles) * (1 + Math.random() / 4);
}
