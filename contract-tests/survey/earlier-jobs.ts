/** Asks for some jobs that a ledger knows and tonight's list does not show: have they gone, or are they only not listed? */
import { listSightings } from '../evidence/sightings.ts';
import { askDetail, type Asker } from './asker.ts';

/** Each is one request more. */
const maxAsked = 3;

export async function askForEarlierJobs(asker: Asker): Promise<void> {
  const { earlier, surveyor } = asker;
  if (earlier === undefined) return;
  const seen = new Set(listSightings([...surveyor.exchanges]).map(({ jobId }) => jobId));
  const missing = earlier.jobs.filter(({ jobId }) => !seen.has(jobId)).slice(0, maxAsked);
  for (const { jobId } of missing) await askDetail(asker, 'earlier-detail', jobId);
}
