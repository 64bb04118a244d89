/** Creates a small job, pauses and resumes it, polls it to its end, and leaves it running or finished. */
import { ownRecords } from '../evidence/own-records.ts';
import { listSightings } from '../evidence/sightings.ts';
import {
  askDetail,
  type Asker,
  askList,
  askResults,
  controlId,
  sendAction,
  post,
  getResource,
  submitId,
  buildUrl,
  type WritingOptions,
} from './asker.ts';
import { askBadControls, askBadSubmissions } from './bad-writes.ts';
import { findMadeJob } from '../evidence/made-jobs.ts';

/** How often a job is polled after an action before the action counts as ignored. */
const patience = 5;

/** The run's own job while it is polled. */
interface OwnJob {
  readonly asker: Asker;
  readonly jobId: string;
  readonly until: number;
  /** From before the pause action until the job is in progress again, or finished. */
  mayBePaused: boolean;
}

export async function followOwnJob(asker: Asker, writing: WritingOptions): Promise<void> {
  asker.onProgress('writing', 'submissions that must be rejected');
  await askBadSubmissions(asker);
  const submission = JSON.stringify({ category: 'contact', records: ownRecords });
  const submitted = await post(asker, 'submit', submitId, submission);
  const jobId = findMadeJob(submitted);
  if (jobId !== undefined) {
    writing.say(`Created job ${jobId} with ${ownRecords.length} records.`);
    const own: OwnJob = { asker, jobId, until: asker.now() + writing.followMs, mayBePaused: false };
    try {
      await exerciseJob(own);
    } finally {
      if (own.mayBePaused) await resumePausedJob(own, writing);
    }
  }
  asker.onProgress('writing', 'actions that must be rejected');
  await askBadControls(asker, jobId);
}

/** Each effective action is between two requests for the job, so that its state is known. */
async function exerciseJob(own: OwnJob): Promise<void> {
  const { asker, jobId } = own;
  const { lifeCycle } = asker.spec;
  const [atWork, paused] = [listStatusesBefore(asker, 'pause'), listStatusesBefore(asker, 'resume')];
  const isEnd = (status: string) => lifeCycle.endsPolling(status) && !paused.has(status);

  await askList(asker, 'own-list');
  let status = await readStatus(own);
  if (!atWork.has(status) && !lifeCycle.endsPolling(status)) {
    await pause(own, 'pause-untimely');
    status = await readStatus(own);
  }
  status = await readStatusUntil(own, status, (now) => atWork.has(now) || lifeCycle.endsPolling(now));
  if (atWork.has(status)) {
    status = await readStatusLater(own);
    await sendAction(asker, 'resume-untimely', 'resume', jobId);
    status = await readStatus(own);
  }
  if (atWork.has(status)) {
    await pause(own, 'pause');
    status = await readStatusUntil(own, await readStatus(own), (now) => !atWork.has(now), patience);
  }
  if (paused.has(status)) {
    await askResults(asker, 'own-results', jobId);
    status = await readStatusLater(own);
  }
  if (paused.has(status)) {
    await pause(own, 'pause-untimely');
    status = await readStatus(own);
  }
  if (paused.has(status)) own.mayBePaused = true;
  if (own.mayBePaused && !isEnd(status)) {
    // Even if no pause was observed, since it may have happened afterwards.
    await sendAction(asker, 'resume', 'resume', jobId);
    status = await readStatusUntil(own, await readStatus(own), (now) => !paused.has(now), patience);
  }
  status = await readStatusUntil(own, status, (now) => lifeCycle.endsPolling(now));
  if (!isEnd(status)) return;
  own.mayBePaused = false;
  if (lifeCycle.hasResults(status)) await askResults(asker, 'own-results', jobId);
  if (lifeCycle.hasResults(status)) await askResults(asker, 'own-csv', jobId, { report_type: 'csv' });
  await sendAction(asker, 'pause-untimely', 'pause', jobId);
  await askDetail(asker, 'own-detail', jobId);
  await askList(asker, 'own-list');
}

/** The API statuses in which an action has an effect. */
function listStatusesBefore({ spec: { lifeCycle } }: Asker, cause: 'pause' | 'resume'): ReadonlySet<string> {
  return new Set(lifeCycle.statusesBefore(cause).map(lifeCycle.getApiStatus));
}

async function pause(own: OwnJob, tag: 'pause' | 'pause-untimely'): Promise<void> {
  own.mayBePaused = true;
  await sendAction(own.asker, tag, 'pause', own.jobId);
}

/** The current status of the job; empty if the response has none. */
async function readStatus({ asker, jobId }: OwnJob): Promise<string> {
  const [sighting] = listSightings([await askDetail(asker, 'own-detail', jobId)]);
  return sighting?.status ?? '';
}

/** Waits for the next second after a change, so that a timestamp shows another change. */
async function readStatusLater(own: OwnJob): Promise<string> {
  await own.asker.wait(Math.min(own.asker.paceMs, 2500));
  return readStatus(own);
}

/** Polls the job at the documented interval until a condition holds or the time is over. */
async function readStatusUntil(
  own: OwnJob,
  status: string,
  isSo: (status: string) => boolean,
  max = Number.POSITIVE_INFINITY,
): Promise<string> {
  const { asker, until } = own;
  let present = status;
  for (let count = 1; !isSo(present) && count < max && asker.now() < until; count += 1) {
    const left = Math.ceil((until - asker.now()) / 1000);
    asker.onProgress('polling the created job', `${present}, at most ${left} s more`);
    await asker.wait(asker.paceMs);
    present = await readStatus(own);
  }
  return present;
}

/** Resumes the job in any case, even if the user stops the program. A job that is not paused rejects the action. */
async function resumePausedJob({ asker, jobId }: OwnJob, { lastClient, say }: WritingOptions): Promise<void> {
  const body = JSON.stringify({ csv_file_id: jobId, action: 'resume' });
  const url = buildUrl(asker, controlId);
  const headers = [
    ['Authorization', asker.caller.sent],
    ['Accept', 'application/json'],
    ['Content-Type', 'application/json'],
  ] as const;
  const sent = await lastClient.send({ method: 'POST', url, headers, body });
  if (sent.kind === 'response' && sent.status === 200) return;
  if (sent.kind === 'response' && sent.status === 400) {
    // Either the job is not paused, or it cannot be resumed.
    const seen = await lastClient.send({ method: 'GET', url: getResource(asker, jobId).url, headers });
    const isPaused = [...listStatusesBefore(asker, 'resume')].some(
      (status) => seen.kind === 'response' && seen.body.includes(`"${status}"`),
    );
    if (seen.kind === 'response' && seen.status === 200 && !isPaused) return;
  }
  const reason = sent.kind === 'response' ? `status ${sent.status}` : sent.reason;
  say(
    `Job ${jobId} may still be paused, because the run could not resume it (${reason}). To resume it, POST ${body} to ${url}`,
  );
}
