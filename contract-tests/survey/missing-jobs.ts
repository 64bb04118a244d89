/** Requests jobs that have disappeared from the list: are they deleted, or only unlisted? */
import { collectLists } from '../evidence/job-lists.ts';
import { groupSightings, isListed } from '../evidence/sightings.ts';
import type { Asker } from './asker.ts';
import { pollJob } from './polls.ts';

/** Maximum number of jobs; each costs a request. */
const maxAsked = 3;

export async function askForMissingJobs(asker: Asker): Promise<void> {
  const exchanges = [...asker.surveyor.exchanges];
  const list = collectLists(exchanges).findLast(({ isWhole, isStill }) => isWhole && isStill);
  if (list === undefined) return;
  const listed = new Set(list.ids);
  const missing = [...groupSightings(exchanges)]
    .filter(([jobId, life]) => !listed.has(jobId) && life.some(isListed))
    .map(([jobId]) => jobId);
  for (const jobId of missing.slice(0, maxAsked)) await pollJob(asker, 'watch-detail', jobId);
}
