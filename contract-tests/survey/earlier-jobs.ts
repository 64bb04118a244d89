/** Requests some jobs that are in the ledger but not in the list of this run: are they deleted, or only unlisted? */
import { listSightings } from '../evidence/sightings.ts';
import { askDetail, type Asker } from './asker.ts';

/** Each costs one more request. */
const maxAsked = 3;

export async function askForEarlierJobs(asker: Asker): Promise<void> {
  const { earlier, surveyor } = asker;
  if (earlier === undefined) return;
  const seen = new Set(listSightings([...surveyor.exchanges]).map(({ jobId }) => jobId));
  const missing = earlier.jobs.filter(({ jobId }) => !seen.has(jobId)).slice(0, maxAsked);
  for (const { jobId } of missing) await askDetail(asker, 'earlier-detail', jobId);
}
