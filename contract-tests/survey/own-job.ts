/** Creates a small job, exercises it, and leaves it running or finished. If it left a doubt, a second job settles it. */
import type { Exchange } from '../evidence/exchange.ts';
import { findMadeJob } from '../evidence/made-jobs.ts';
import { doubtKinds, listOwnDoubts } from '../evidence/own-doubts.ts';
import { listExtraJobs, listIdsBefore, listOwnJobs } from '../evidence/own-jobs.ts';
import { ownRecords } from '../evidence/own-records.ts';
import { listJobIds, listSightings } from '../evidence/sightings.ts';
import {
  askAs,
  askDetail,
  type Asker,
  askList,
  askResults,
  createBearer,
  post,
  submitId,
  type WritingOptions,
} from './asker.ts';
import { askBadControls, askBadSubmissions } from './bad-writes.ts';
import { exerciseJob, isEnd } from './exercise-job.ts';
import { createOwnJob, isLost, type OwnJob, patience, readStatus } from './own-job-reads.ts';
import { resumePausedJob } from './resume-at-last.ts';
import { askWriteMethods } from './write-methods.ts';

export async function followOwnJob(asker: Asker, writing: WritingOptions): Promise<void> {
  asker.onProgress('writing', 'submissions that must be rejected');
  await askBadSubmissions(asker);
  const own = await createAndExercise(asker, writing, false);
  const [doubt] = listOwnDoubts(copyExchanges(asker), asker.spec.lifeCycle);
  if (doubt !== undefined) {
    writing.say(`It is not certain that ${doubtKinds[doubt.kind]}, so a second job repeats it.`);
    await createAndExercise(asker, writing, true);
  }
  asker.onProgress('writing', 'actions that must be rejected');
  await askBadControls(asker, own?.jobId);
  const isFinished = own !== undefined && isEnd(own, await readStatus(own));
  await askWriteMethods(asker, isFinished ? own : undefined, writing);
}

async function createAndExercise(
  asker: Asker,
  writing: WritingOptions,
  isSecond: boolean,
): Promise<OwnJob | undefined> {
  const jobId = await submitJob(asker, writing);
  if (jobId === undefined) return undefined;
  const own = createOwnJob(asker, jobId, writing.followMs, isSecond);
  try {
    await exerciseJob(own);
    await readExtraJobs(own);
  } finally {
    if (own.mayBePaused) await resumePausedJob(own, writing);
  }
  if (isLost(own)) writing.say(`Job ${jobId} could not be read for a minute, so the run abandons it.`);
  return own;
}

/** The id of the new job. Undefined without one, and for the id of a job that existed before: it is left alone. */
async function submitJob(asker: Asker, { say }: WritingOptions): Promise<string | undefined> {
  await askList(asker, 'before-submit');
  const body = JSON.stringify({ category: 'contact', records: ownRecords });
  const submission = await post(asker, 'submit', submitId, body);
  const jobId = findMadeJob(submission);
  if (jobId === undefined) return undefined;
  const isOld = isKnownBefore(asker, submission, jobId);
  say(
    isOld
      ? `The submission returned the id of job ${jobId}, which existed before. The run sends no action to it.`
      : `Created job ${jobId} with ${ownRecords.length} records.`,
  );
  await askNewList(asker, jobId);
  if (asker.otherToken !== undefined) {
    const other = createBearer(asker.otherToken, 'CONTRACT_OTHER_TOKEN');
    await askAs(asker, other, 'own-foreign-list');
    await askAs(asker, other, 'own-foreign-detail', jobId);
    await askAs(asker, undefined, 'own-foreign-detail', jobId);
  }
  return isOld ? undefined : jobId;
}

/** The time after which a list that lacks the new job is requested again: it may come from a cache. */
const listAgainMs = 1000;

async function askNewList(asker: Asker, jobId: string): Promise<void> {
  const list = await askList(asker, 'own-list');
  if (listJobIds(list).includes(jobId)) return;
  await asker.wait(listAgainMs);
  await askList(asker, 'own-list');
}

function isKnownBefore({ surveyor, earlier }: Asker, submission: Exchange, jobId: string): boolean {
  const isInLedger = earlier?.jobs.some((job) => job.jobId === jobId) === true;
  return isInLedger || listIdsBefore(surveyor.exchanges, submission).has(jobId);
}

/** What is computed from an array of exchanges is remembered, but the survey still adds to its own. */
function copyExchanges({ surveyor }: Asker): readonly Exchange[] {
  return [...surveyor.exchanges];
}

/** How many of the jobs that appeared together with the own one are read. */
const maxExtraJobs = 2;

/** Their results show whether they come from the same submission. */
async function readExtraJobs({ asker, jobId }: OwnJob): Promise<void> {
  const exchanges = copyExchanges(asker);
  const own = listOwnJobs(exchanges).find((one) => one.jobId === jobId);
  if (own === undefined) return;
  for (const extra of listExtraJobs(own, exchanges).slice(0, maxExtraJobs)) {
    for (let count = 0; count < patience; count += 1) {
      const exchange = await askDetail(asker, 'extra-detail', extra.jobId);
      const [seen] = listSightings([{ ...exchange, tag: 'own-detail' }]);
      if (seen === undefined || asker.spec.lifeCycle.endsPolling(seen.status ?? '')) break;
      await asker.wait(asker.paceMs);
    }
    await askResults(asker, 'extra-results', extra.jobId);
  }
}
