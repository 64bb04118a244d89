/** Submissions and orders that must be refused, and so change nothing at an honest target. */
import { type Exchange, isAnswered } from '../evidence/exchange.ts';
import { ownRecords } from '../evidence/own-records.ts';
import { sightingsIn } from '../evidence/sightings.ts';
import { type Asker, controlId, order, post, submitId } from './asker.ts';
import { ownIds } from './own-ids.ts';

/** Nothing, no records, no list, no record, no JSON. */
const wrong = ['{}', '{"records":[]}', '{"records":"none"}', '{"records":[7]}', '{"records":['] as const;

export async function badSubmissions(asker: Asker): Promise<void> {
  for (const body of wrong) await post(asker, 'bad-submission', submitId, body);
  await post(asker, 'no-token', submitId, JSON.stringify({ records: ownRecords }), {});
}

/** @param jobId our own job, which an order that there is not cannot harm */
export async function badControls(asker: Asker, jobId: string | undefined): Promise<void> {
  await post(asker, 'bad-control', controlId, '{}');
  if (jobId !== undefined) await order(asker, 'bad-control', 'stop', jobId);
  for (const id of asker.unknownIds) await order(asker, 'unknown-control', 'pause', id);
  const theirs = finishedJobOfAnother(asker);
  if (theirs !== undefined) await order(asker, 'foreign-control', 'pause', theirs);
  const unknown = JSON.stringify({ csv_file_id: asker.unknownIds[0], action: 'pause' });
  await post(asker, 'no-token', controlId, unknown, {});
}

/** If the target lets us, no work of theirs is stopped: a job that is finished has none left. */
function finishedJobOfAnother(asker: Asker): string | undefined {
  const { spec, surveyor } = asker;
  const list = surveyor.exchanges.find(({ tag }: Exchange) => tag === 'foreign-list');
  if (list === undefined || !isAnswered(list)) return undefined;
  const own = ownIds(asker);
  const theirs = sightingsIn([{ ...list, tag: 'list' }]).filter(({ jobId }) => !own.has(jobId));
  return theirs.find(({ status = '' }) => spec.lifeCycle.staysFor(status))?.jobId;
}
