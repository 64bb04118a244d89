/** The requests that showed a job: its own, and the lists of its owner. */
import type { Instant } from '../../../time/time.ts';
import type { Job } from '../../domain/job.ts';
import type { ShownRequest } from '../../../page-parts/polls.ts';

export interface JobRequest {
  readonly request: ShownRequest;
  /** A list of the owner's jobs, which may show this one. */
  readonly isList: boolean;
}

/**
 * The latest first.
 * @param now later requests are left out
 * @param lists requests of the owner that are for no single job
 */
export function listJobRequests(
  job: Pick<Job, 'submittedAt'>,
  own: readonly ShownRequest[],
  lists: readonly ShownRequest[],
  now: Instant,
  max: number,
): readonly JobRequest[] {
  const latest: JobRequest[] = [];
  let [place, listPlace] = [own.length - 1, lists.length - 1];
  while (latest.length < max && (place >= 0 || listPlace >= 0)) {
    const [request, list] = [own[place], lists[listPlace]];
    const isList = list !== undefined && (request === undefined || list.number > request.number);
    if (isList) listPlace -= 1;
    else place -= 1;
    const found = isList ? list : request;
    if (found === undefined || Date.parse(found.world_time) > now) continue;
    if (isList && !showsJob(found, job)) continue;
    latest.push({ request: found, isList });
  }
  return latest;
}

const showsJob = (
  { operation, world_time: at }: ShownRequest,
  { submittedAt }: Pick<Job, 'submittedAt'>,
): boolean => operation === 'listStatuses' && Date.parse(at) >= submittedAt;
