/** Says which clauses the ordinary traffic of an app can show, and why it cannot show the others. */
import { acrossRuns } from './across-runs.ts';
import type { ClauseId } from './index.ts';
import { writes } from './writes.ts';

/** What holds for every response, whatever an app asked, and for every job that it looked at. */
const shownByApps = [
  // Every response
  'no-server-error',
  'server-error-envelope',
  'errors-tell-no-inside',
  'token-not-echoed',
  'unauthorized-body',
  'unauthorized-alike',
  'unauthorized-challenge',
  'not-found-envelope',
  'not-found-bare',
  'reads-only',
  'nosniff',
  'not-publicly-cached',
  'answers-fresh',
  'rejections-not-shared',
  'rejections-not-kept',
  'validators-change',
  'keys-once',
  // The list and the single status
  'list-shape',
  'list-newest-first',
  'list-no-duplicates',
  'list-agrees-with-detail',
  'list-ties-steady',
  'list-not-cut',
  'detail-shape',
  'detail-identity',
  'status-vocabulary',
  'instants-in-utc',
  'updated-not-before-submitted',
  'not-in-the-future',
  'years-plausible',
  'timestamps-alike',
  'work-takes-time',
  // The life of a job
  'status-order',
  'final-stays',
  'paused-stays',
  'submitted-never-changes',
  'updated-never-back',
  'updated-moves-with-status',
  'updated-not-by-reading',
  // Results
  'results-answer',
  'results-not-yet',
  'results-not-yet-error',
  'results-shape',
  'results-contact-shape',
  'results-identity',
  'results-page-echoed',
  'results-page-size-capped',
  'results-total-steady',
  'results-pages-full',
  'results-pages-join',
  'results-records-alike',
  'results-csv-complete',
  'results-csv-lines',
  'results-csv-records',
  'results-csv-agrees',
  'results-csv-attached',
  // Submissions
  'submission-tells-job',
  'bad-submission-explained',
] as const satisfies readonly ClauseId[];

export const appClauses: ReadonlySet<string> = new Set(shownByApps);

const reasons: Partial<Readonly<Record<ClauseId, string>>> = {
  'list-answers': 'whether the token was valid; the file does not say it',
  'detail-answers': 'whether the job was one of the caller; the file does not say it',
  'valid-token-accepted': 'whether the token was valid; the file does not say it',
  'missing-token-401': 'whether the request had a token; browsers leave it out of the file',
  'list-keeps-jobs': 'whether somebody deleted a job between two lists; the file does not say it',
  'list-own-jobs-only': 'which tokens belong to different users; the file does not say it',
  'requests-answered': 'why requests were not answered; an app cancels many itself',
  'not-older-than-before':
    'which responses came from the cache of the browser; the file does not always say it',
  'results-csv-in-utf8': 'the bytes of the responses; the file has only decoded bodies',
  'answers-whole': 'the bytes of the responses; the file has only decoded bodies',
  'json-in-utf8': 'the bytes of the responses; the file has only decoded bodies',
  'results-csv': 'whether the app asked for CSV; only files that it received are known',
};

const ofRuns: ReadonlySet<string> = new Set(acrossRuns.map(({ id }) => id));
const ofOwnJob: ReadonlySet<string> = new Set(writes.map(({ id }) => id));

/** Why the traffic of an app cannot show this clause. */
export function explainNotInApps(id: string): string {
  const own = Object.hasOwn(reasons, id) ? reasons[id as ClauseId] : undefined;
  if (own !== undefined) return own;
  if (ofRuns.has(id)) return 'what earlier runs of the suite saw';
  if (ofOwnJob.has(id)) return 'a job that the suite itself submits, pauses and resumes';
  return 'requests that only the suite sends, such as one that must be rejected';
}
