/** How the messages of the rules write counts, requests and jobs. */
import type { Life, LifeRequest } from '../life/life.ts';

/** `once`, `twice`, `7 times`. */
export function formatTimes(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`;
}

/** The numbers of at most this many requests, for a violation. */
export const listNumbers = (requests: readonly LifeRequest[], max = 10): readonly number[] =>
  requests.slice(0, max).map(({ number }) => number);

/** How a message names a job, where there are several. */
export function formatJob(job: number, { jobs }: Life): string {
  return jobs.length < 2 ? 'the job' : `job ${job + 1}`;
}

/** What a failed request met: `status 503`, `a reset connection`. */
export function formatFailure({ outcome, status, faults }: LifeRequest): string {
  if (outcome === 'reset') return 'a reset connection';
  if (outcome === 'cut') return 'a response that was cut off';
  if (outcome === 'aborted') return 'a time-out';
  if (faults.includes('empty')) return 'an empty response';
  if (faults.includes('invalid-json')) return 'a body that is no JSON';
  return `status ${status ?? 0}`;
}
