/** Sends actions to the run's own job on its way, timely and untimely ones, and reads what they did. */
import {
  askAs,
  askList,
  askResults,
  buildUrl,
  controlId,
  createBearer,
  post,
  resultsId,
  sendAction,
} from './asker.ts';
import {
  type OwnJob,
  readSettledStatus,
  readStatus,
  readStatusUntil,
  readUntilObeyed,
} from './own-job-reads.ts';

/** How much later the actions of a second job are sent, at most. */
const maxDelayMs = 5000;

/** Each effective action is between two requests for the job, so that its state is known. */
export async function exerciseJob(own: OwnJob): Promise<void> {
  const { lifeCycle } = own.asker.spec;
  const { atWork, paused } = own;
  const isKnown = (status: string) => lifeCycle.apiStatuses.includes(status);

  let status = await readStatusUntil(own, await readStatus(own), isKnown);
  if (!isKnown(status)) return;
  status = await pauseTooEarly(own, status);
  status = await readStatusUntil(own, status, (now) => atWork.has(now) || lifeCycle.endsPolling(now));
  if (atWork.has(status)) status = await disturbJobAtWork(own);
  if (atWork.has(status)) {
    await pause(own, 'pause');
    status = await readUntilObeyed(own, (now) => !atWork.has(now));
  }
  if (paused.has(status)) status = await visitPausedJob(own);
  if (paused.has(status)) own.mayBePaused = true;
  if (own.mayBePaused && !isEnd(own, status)) {
    // Even if no pause was observed, since it may have happened afterwards.
    await sendAction(own.asker, 'resume', 'resume', own.jobId);
    status = await readUntilObeyed(own, (now) => !paused.has(now));
    await askList(own.asker, 'own-list');
  }
  status = await readStatusUntil(own, status, (now) => lifeCycle.endsPolling(now));
  if (!isEnd(own, status)) return;
  own.mayBePaused = false;
  await visitFinishedJob(own, status);
}

/** Whether the job is finished. */
export function isEnd({ asker, paused }: OwnJob, status: string): boolean {
  return asker.spec.lifeCycle.endsPolling(status) && !paused.has(status);
}

/** A job that is not in progress yet cannot be paused. */
async function pauseTooEarly(own: OwnJob, first: string): Promise<string> {
  const { lifeCycle } = own.asker.spec;
  const isEarly = (status: string) =>
    lifeCycle.apiStatuses.includes(status) && !own.atWork.has(status) && !lifeCycle.endsPolling(status);
  const status = isEarly(first) ? await readLater(own, first) : first;
  if (!isEarly(status)) return status;
  await pause(own, 'pause-untimely');
  return readStatus(own);
}

/** The list while the job is in progress, a pause by another user and by nobody, and a resume of a job that is not paused. */
async function disturbJobAtWork(own: OwnJob): Promise<string> {
  const { asker, jobId, atWork } = own;
  await askList(asker, 'own-list');
  let status = await readSettledStatus(own);
  if (atWork.has(status) && asker.otherToken !== undefined) {
    own.mayBePaused = true;
    const body = JSON.stringify({ csv_file_id: jobId, action: 'pause' });
    const credential = createBearer(asker.otherToken, 'CONTRACT_OTHER_TOKEN');
    await post(asker, 'own-foreign-control', controlId, body, { jobId, credential });
    status = await readSettledStatus(own);
    if (atWork.has(status)) {
      await post(asker, 'no-token', controlId, body, { jobId });
      status = await readSettledStatus(own);
    }
  }
  // Twice: another client may have paused the job just before the first one.
  for (let count = 0; count < 2 && atWork.has(status); count += 1) {
    await sendAction(asker, 'resume-untimely', 'resume', jobId);
    status = await readSettledStatus(own);
  }
  return readLater(own, status);
}

/** The lists of both users and the results while the job is paused, and a second pause. */
async function visitPausedJob(own: OwnJob): Promise<string> {
  const { asker, jobId, paused } = own;
  await askList(asker, 'own-list');
  if (asker.otherToken !== undefined)
    await askAs(asker, createBearer(asker.otherToken, 'CONTRACT_OTHER_TOKEN'), 'own-foreign-list');
  await readStatus(own);
  await askResults(asker, 'own-results', jobId);
  const status = await readSettledStatus(own);
  if (!paused.has(status)) return status;
  await pause(own, 'pause-untimely');
  return readStatus(own);
}

/** Its results, and actions that come too late. */
async function visitFinishedJob(own: OwnJob, status: string): Promise<void> {
  const { asker, jobId } = own;
  const hasResults = asker.spec.lifeCycle.hasResults(status);
  if (hasResults) await askResults(asker, 'own-results', jobId);
  if (hasResults) await askResults(asker, 'own-csv', jobId, { report_type: 'csv' });
  if (hasResults && asker.otherToken !== undefined) {
    const credential = createBearer(asker.otherToken, 'CONTRACT_OTHER_TOKEN');
    const results = { operationId: resultsId, jobId, url: buildUrl(asker, resultsId, jobId) };
    await asker.surveyor.ask({ tag: 'own-foreign-detail', ...results, credential });
  }
  await readSettledStatus(own);
  for (const action of ['pause', 'resume'] as const) {
    await sendAction(asker, `${action}-untimely`, action, jobId);
    await readStatus(own);
  }
  await askList(asker, 'own-list');
}

async function pause(own: OwnJob, tag: 'pause' | 'pause-untimely'): Promise<void> {
  own.mayBePaused = true;
  await sendAction(own.asker, tag, 'pause', own.jobId);
}

/** For a second job, the status after a delay, in which a change by chance would have happened. */
async function readLater(own: OwnJob, status: string): Promise<string> {
  if (!own.isSecond) return status;
  await own.asker.wait(Math.min(2 * own.asker.paceMs, maxDelayMs));
  return readStatus(own);
}
