/** Requests jobs that do not exist, ids that are not UUIDs, and jobs of another user. */
import { listJobIds } from '../evidence/sightings.ts';
import { askAs, askDetail, type Asker, createBearer, getMode } from './asker.ts';
import { drawOddIds, toSeed } from './odd-ids.ts';
import { listOwnIds } from './own-ids.ts';

/** Random in each run. */
const drawnIds = 6;
const oddIds = ['not-a-uuid', '00000000-0000-4000-8000-00000000000g'] as const;

export async function askUnknownJobs(asker: Asker): Promise<void> {
  for (const id of asker.unknownIds) await askDetail(asker, 'unknown-job', id);
  for (const id of oddIds) await askDetail(asker, 'odd-id', id);
  const { onlyHarmlessIds } = getMode(asker);
  for (const id of drawOddIds(toSeed(asker.unknownIds[0]), drawnIds, { onlyHarmlessIds }))
    await askDetail(asker, 'random-id', id);
  if (asker.otherToken === undefined) return;
  const list = await askAs(asker, createBearer(asker.otherToken, 'CONTRACT_OTHER_TOKEN'), 'foreign-list');
  const own = listOwnIds(asker);
  const theirs = listJobIds(list).filter((jobId) => !own.has(jobId));
  for (const jobId of theirs.slice(0, 2)) await askDetail(asker, 'foreign-job', jobId);
}
