/** The requests of a lane: those for its job, and those for lists in which it is. */
import { createPollReader, type Poll } from '../../page-parts/polls.ts';
import type { LaneJob } from './lane-job.ts';
import type { RequestLists } from './request-lists.ts';

export interface Marks {
  readonly polls: readonly Poll[];
  readonly lists: readonly Poll[];
}

export function createMarkReader(requests: RequestLists): (job: LaneJob) => Marks {
  const readPolls = createPollReader();
  const readLists = createPollReader();
  return ({ id, owner, submittedAt }) => ({
    polls: readPolls(requests.ofJob(id)),
    lists: readLists(requests.ofUser(owner)).filter(({ at }) => at >= submittedAt),
  });
}
