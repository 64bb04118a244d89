/** Sends submissions and actions that must be rejected, and so change nothing at an honest target. */
import { type Exchange, isAnswered } from '../evidence/exchange.ts';
import { ownRecords } from '../evidence/own-records.ts';
import { listJobIds, listSightings } from '../evidence/sightings.ts';
import { askAs, type Asker, askList, controlId, createBearer, sendAction, post, submitId } from './asker.ts';
import { listOwnIds } from './own-ids.ts';

/** No body, no records, no list, no record, no JSON. */
const badSubmissionBodies = [
  '{}',
  '{"records":[]}',
  '{"records":"none"}',
  '{"records":[7]}',
  '{"records":[',
] as const;

/** Twice if a job appears, since another client may have submitted it. */
export async function askBadSubmissions(asker: Asker): Promise<void> {
  let known = new Set(listJobIds(await askList(asker, 'before-submit')));
  for (let count = 0; count < 2; count += 1) {
    for (const body of badSubmissionBodies) await post(asker, 'bad-submission', submitId, body);
    await post(asker, 'no-token', submitId, JSON.stringify({ records: ownRecords }), {});
    const ids = listJobIds(await askList(asker, 'before-submit'));
    if (ids.every((id) => known.has(id))) return;
    known = new Set(ids);
  }
}

/** @param jobId the run's own job, which an unknown action cannot harm */
export async function askBadControls(asker: Asker, jobId: string | undefined): Promise<void> {
  await post(asker, 'bad-control', controlId, '{}');
  if (jobId !== undefined) await sendAction(asker, 'bad-control', 'stop', jobId);
  for (const id of asker.unknownIds) await sendAction(asker, 'unknown-control', 'pause', id);
  const theirs = findFinishedForeignJob(asker);
  if (theirs !== undefined) {
    await sendAction(asker, 'foreign-control', 'pause', theirs);
    // Only their list shows whether it took effect.
    const other = createBearer(asker.otherToken ?? '', 'CONTRACT_OTHER_TOKEN');
    await askAs(asker, other, 'foreign-list-again');
  }
  const unknown = JSON.stringify({ csv_file_id: asker.unknownIds[0], action: 'pause' });
  await post(asker, 'no-token', controlId, unknown, {});
}

/** Even if the target accepts the action, no work stops: a finished job has none left. */
function findFinishedForeignJob(asker: Asker): string | undefined {
  const { spec, surveyor } = asker;
  const list = surveyor.exchanges.find(({ tag }: Exchange) => tag === 'foreign-list');
  if (list === undefined || !isAnswered(list)) return undefined;
  const own = listOwnIds(asker);
  const theirs = listSightings([{ ...list, tag: 'list' }]).filter(({ jobId }) => !own.has(jobId));
  return theirs.find(({ status = '' }) => spec.lifeCycle.staysFor(status))?.jobId;
}
