/** Requests what the user says about the target: a job that must exist, and a list that must be empty. */
import { askAs, askDetail, type Asker, createBearer } from './asker.ts';

/** A job that was just requested singly is not requested again. */
export async function askForKnownJob(asker: Asker): Promise<void> {
  const { knownJobId, surveyor } = asker;
  const isAsked = surveyor.exchanges.some(({ tag, jobId }) => tag === 'detail' && jobId === knownJobId);
  if (knownJobId !== undefined && !isAsked) await askDetail(asker, 'given-job', knownJobId);
}

export async function askEmptyList(asker: Asker): Promise<void> {
  if (asker.emptyToken === undefined) return;
  await askAs(asker, createBearer(asker.emptyToken, 'CONTRACT_EMPTY_TOKEN'), 'empty-list');
}
