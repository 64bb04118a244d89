/** Sends the methods that the status URLs must reject, to the run's own finished job and to the list, and reads what they changed. */
import type { Exchange } from '../evidence/exchange.ts';
import { ownRecords } from '../evidence/own-records.ts';
import { listJobIds } from '../evidence/sightings.ts';
import { type WriteMethod, writeMethods } from '../traffic/write-gate.ts';
import { type Asker, askList, askResults, getResource, type WritingOptions } from './asker.ts';
import { type OwnJob, readStatus } from './own-job-reads.ts';

/** What each method asks for would be visible. */
const bodies: Readonly<Record<WriteMethod, object | undefined>> = {
  PATCH: { status: 'queued' },
  PUT: { status: 'queued', submitted_at: '2001-01-01T00:00:00Z', updated_at: '2001-01-01T00:00:00Z' },
  POST: { status: 'queued' },
  DELETE: undefined,
};

/** @param own a finished job of the run; undefined if there is none */
export async function askWriteMethods(
  asker: Asker,
  own: OwnJob | undefined,
  { admit }: WritingOptions,
): Promise<void> {
  asker.onProgress('writing', 'methods that must be rejected');
  await postToList(asker);
  if (own === undefined) return;
  const { jobId } = own;
  const { url } = getResource(asker, jobId);
  admit(url);
  for (const method of writeMethods) {
    const before = own.seen?.updatedAt;
    await sendMethod(asker, method, jobId);
    // The update that follows a completion may be due just now. A second one is no chance.
    if ((await readStatus(own)) !== '' && own.seen?.updatedAt !== before) {
      await sendMethod(asker, method, jobId);
      await readStatus(own);
    }
  }
  await askList(asker, 'own-list');
  await askResults(asker, 'own-results', jobId);
}

function sendMethod(asker: Asker, method: WriteMethod, jobId: string): Promise<Exchange> {
  const body = bodies[method];
  return asker.surveyor.ask({
    tag: 'write-method',
    ...getResource(asker, jobId),
    method,
    credential: asker.caller,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** Twice if a job appears, since another client may have submitted it. */
async function postToList(asker: Asker): Promise<void> {
  let known = new Set(listJobIds(await askList(asker, 'own-list')));
  for (let count = 0; count < 2; count += 1) {
    await asker.surveyor.ask({
      tag: 'list-post',
      ...getResource(asker),
      method: 'POST',
      credential: asker.caller,
      body: JSON.stringify({ category: 'contact', records: ownRecords }),
    });
    const ids = listJobIds(await askList(asker, 'own-list'));
    if (ids.every((id) => known.has(id))) return;
    known = new Set(ids);
  }
}
