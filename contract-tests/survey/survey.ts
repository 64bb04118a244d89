/** Runs the survey: the smallest polite set of requests that gives every clause its evidence. */
import type { Evidence } from '../evidence/evidence.ts';
import { createBearer, type SurveyOptions } from './asker.ts';
import { askForeignJobs, askWithoutToken } from './closed-doors.ts';
import { askForEarlierJobs } from './earlier-jobs.ts';
import { laps } from '../traffic/budget.ts';
import { askSilentAgain } from './ask-silent.ts';
import { confirmDoubts } from './confirm.ts';
import { askWrongCredentials } from './credentials.ts';
import { askFinishedJobs, locateBrokenRow } from './finished-jobs.ts';
import { askFirstList } from './first-list.ts';
import { askListAndDetails } from './list-and-details.ts';
import { followOwnJob } from './own-job.ts';
import { toSeed } from './odd-ids.ts';
import { askOtherPrefixes } from './other-prefixes.ts';
import { refuseRedirects } from '../traffic/production.ts';
import { addRequestCount } from './progress.ts';
import { askForbiddenResults } from './results.ts';
import { createSurveyor } from './surveyor.ts';
import { askEmptyList, askForKnownJob } from './given.ts';
import { askUnknownJobs } from './unknown-jobs.ts';
import { watch } from './watch.ts';
import { askWireHabits } from './wire-habits.ts';

/** @throws NothingToJudge when the target cannot be reached, is another server, or rejects the token */
export async function survey(options: SurveyOptions): Promise<Evidence> {
  const { base, token, otherToken, expiredToken, emptyToken, knownJobId } = options;
  const caller = createBearer(token, 'CONTRACT_TOKEN');
  const surveyor = createSurveyor(options, options.spec.document);
  const onProgress = addRequestCount(options.onProgress, surveyor.exchanges);

  onProgress('requesting the list', base.origin);
  const { asker, list } = await askFirstList({ ...options, onProgress, surveyor, caller, prefix: '' });
  const jobs = await askListAndDetails(asker, list);
  if (options.findDoubts !== undefined) await confirmDoubts(asker, options.findDoubts);
  const jobId = jobs[0]?.jobId;
  await askForKnownJob(asker);
  await askEmptyList(asker);
  await askForEarlierJobs(asker);
  const seed = toSeed(options.unknownIds[0]);
  onProgress(
    'sending requests that must be rejected',
    `wrong tokens, unknown jobs, random ids (seed ${seed})`,
  );
  // The most important requests come first, so that a small budget drops the least important ones.
  const otherPrefixes: Record<string, boolean> = {};
  for (const level of laps) {
    surveyor.meter.lap(level);
    await askWithoutToken(asker, jobId);
    await askForeignJobs(asker, jobId);
    await askUnknownJobs(asker, jobId);
    await askWrongCredentials(asker, jobId);
    await askForbiddenResults(asker, jobId);
    await askWireHabits(asker, jobId);
    Object.assign(otherPrefixes, await askOtherPrefixes(asker));
  }
  surveyor.meter.lap(undefined);
  await locateBrokenRow(asker);
  const began = options.now();
  if (jobs.length > 0) await watch(asker, jobs);
  const watchedMs = options.now() - began;
  await askFinishedJobs(asker);
  await askSilentAgain(asker);
  if (options.writing !== undefined) {
    refuseRedirects(surveyor.exchanges, options.writing.production);
    await followOwnJob(asker, options.writing);
  }
  return {
    target: {
      baseUrl: options.redact(`${base.origin}${asker.prefix}`),
      ...(Object.keys(otherPrefixes).length === 0 ? {} : { otherPrefixes }),
      hasOtherToken: otherToken !== undefined,
      hasExpiredToken: expiredToken !== undefined,
      ...(emptyToken === undefined ? {} : { hasEmptyToken: true }),
      ...(knownJobId === undefined ? {} : { knownJobId }),
      watchedMs,
      mayWrite: options.writing !== undefined,
      ...(options.isOwn === undefined ? {} : { isOwn: options.isOwn }),
      conduct: surveyor.meter.conduct(),
    },
    // Requests before the right prefix was found are not evidence.
    exchanges: surveyor.exchanges
      .slice(surveyor.exchanges.indexOf(list))
      .filter(({ tag }) => tag !== 'other-prefix'),
    ...(options.earlier === undefined ? {} : { earlier: options.earlier }),
  };
}
