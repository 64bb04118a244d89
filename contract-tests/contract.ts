/** THE page: every promise that is judged, in the order of the documentation. */
import type { Clause } from './verdict/clause.ts';
import * as nights from './clauses/earlier-runs.ts';
import * as authentication from './clauses/authentication.ts';
import * as availability from './clauses/availability.ts';
import * as control from './clauses/control.ts';
import * as errors from './clauses/errors.ts';
import * as framework from './clauses/framework.ts';
import * as habits from './clauses/habits.ts';
import * as leaks from './clauses/leaks.ts';
import * as life from './clauses/life-cycle.ts';
import * as list from './clauses/list.ts';
import * as listPages from './clauses/list-pages.ts';
import * as own from './clauses/own-job.ts';
import * as file from './clauses/result-file.ts';
import * as paging from './clauses/result-pages.ts';
import * as results from './clauses/results.ts';
import * as single from './clauses/single-status.ts';
import * as wire from './clauses/wire.ts';

const status = (section: string) => ({ basis: 'documented', source: { page: 'status', section } }) as const;
const sibling = (page: string, section: string) => ({ basis: 'sibling', source: { page, section } }) as const;
const drf = (section: string) => ({ basis: 'framework', source: { page: 'framework', section } }) as const;

const authenticationPage = status('Authentication');
const singlePage = status('Get Status For a Single Job');
const listPage = status('List All Jobs for the Current User');
const mappingPage = status('Status States & API Mapping');
const pollingPage = status('Polling Guidance');
const errorPage = status('Error Responses');
const submitEndpoint = sibling('submit', 'Endpoint');
const resultsEndpoint = sibling('results', 'Endpoint');
const resultsQuery = sibling('results', 'Query');
const resultsResponse = sibling('results', 'Response');
const pausePage = sibling('control', 'Pause');
const resumePage = sibling('control', 'Resume');
const codes = sibling('errors', 'Codes');
const assumed = (reason: string) => ({ level: 'ASSUMED', basis: 'assumed', reason }) as const;

// biome-ignore format: one line a clause, to be read as a table
const clauses = [
  // Overview
  { id: 'list-own-jobs-only', level: 'MUST', ...status('Overview'), promise: 'The list holds no job of another user.', judge: list.ownJobsOnly },
  { id: 'foreign-job-404', level: 'MUST', ...status('Overview'), promise: "Another user's job is not found.", judge: errors.foreignJobNotFound },
  { id: 'foreign-like-unknown', level: 'MUST', ...sibling('errors', 'Codes'), promise: "Another user's job is answered exactly as one that nobody has.", judge: errors.foreignLikeUnknown },

  // Authentication
  { id: 'valid-token-accepted', level: 'MUST', ...authenticationPage, promise: 'A valid bearer token is accepted.', judge: authentication.validTokenAccepted },
  { id: 'missing-token-401', level: 'MUST', ...authenticationPage, promise: 'Without a token the answer is 401.', judge: authentication.missingTokenRefused },
  { id: 'invalid-token-401', level: 'MUST', ...errorPage, promise: 'A token that is not valid is answered with 401.', judge: authentication.invalidTokenRefused },
  { id: 'expired-token-401', level: 'MUST', ...errorPage, promise: 'A token that has expired is answered with 401.', judge: authentication.expiredTokenRefused },
  { id: 'other-scheme-401', level: 'MUST', ...authenticationPage, promise: 'The token counts as a bearer token only, not under another scheme.', judge: authentication.otherSchemeRefused },
  { id: 'unauthorized-body', level: 'MUST', ...errorPage, promise: 'A 401 has the documented JSON body.', judge: authentication.refusalBody },
  { id: 'unauthorized-alike', level: 'SHOULD', ...errorPage, promise: 'Every 401 has the same body, whatever was wrong.', judge: authentication.refusalAlike },
  { id: 'unauthorized-challenge', level: 'SHOULD', ...drf('Authentication'), promise: 'A 401 asks for a bearer token in WWW-Authenticate.', judge: authentication.refusalChallenges },
  { id: 'challenge-alike', level: 'SHOULD', ...drf('Authentication'), promise: 'The same mistake is answered with the same challenge on every endpoint.', judge: authentication.challengeAlike },
  { id: 'unauthorized-before-lookup', level: 'SHOULD', ...drf('Order of checks'), promise: 'Without a token an unknown job is answered with 401 too.', judge: authentication.refusedBeforeLookup },
  { id: 'scheme-any-case', level: 'SHOULD', ...drf('Authentication'), promise: 'The word Bearer may be written in any case.', judge: authentication.schemeInAnyCase },
  { id: 'token-elsewhere-401', level: 'SHOULD', ...authenticationPage, promise: 'The token counts in the header Authorization only.', judge: authentication.tokenElsewhereRefused },
  { id: 'token-not-echoed', level: 'ASSUMED', basis: 'assumed', reason: 'No page says it; an answer with the token in it ends up in logs.', promise: 'No answer repeats the token.', judge: framework.secretsNotEchoed },

  // Get Status For a Single Job
  { id: 'detail-answers', level: 'MUST', ...singlePage, promise: "The caller's job is answered with 200.", judge: single.detailAnswers },
  { id: 'detail-shape', level: 'MUST', ...singlePage, promise: 'The answer is JSON with job_id, status, submitted_at and updated_at.', judge: single.detailShape },
  { id: 'detail-identity', level: 'MUST', ...singlePage, promise: 'The answer is about the job that was asked for.', judge: single.detailIdentity },
  { id: 'instants-in-utc', level: 'MUST', ...singlePage, promise: 'Both timestamps are existing instants in UTC.', judge: single.instantsInUtc },
  { id: 'updated-not-before-submitted', level: 'MUST', ...singlePage, promise: 'updated_at is never before submitted_at.', judge: single.updatedNotBeforeSubmitted },
  { id: 'not-in-the-future', level: 'SHOULD', ...singlePage, promise: "Neither timestamp is later than the target's own time.", judge: single.notInTheFuture },
  { id: 'years-plausible', level: 'SHOULD', ...singlePage, promise: 'Both timestamps are in this century.', judge: habits.yearsPlausible },
  { id: 'keys-once', level: 'SHOULD', ...singlePage, promise: 'No key stands in an object twice.', judge: wire.keysOnce },
  { id: 'answers-fresh', level: 'SHOULD', ...singlePage, promise: 'The status is the current one, from no store.', judge: wire.answersFresh },
  { id: 'timestamps-alike', ...assumed('The pages show one form of timestamp, and none says that it is always that.'), promise: 'All timestamps are spelled alike.', judge: habits.oneSpelling },
  { id: 'work-takes-time', ...assumed('No page says how long work takes; that it never takes any time means that updated_at is not kept.'), promise: 'A job with results was updated since its submission.', judge: habits.workTakesTime },

  // List All Jobs for the Current User
  { id: 'list-answers', level: 'MUST', ...listPage, promise: 'The list is answered with 200.', judge: list.listAnswers },
  { id: 'list-shape', level: 'MUST', ...listPage, promise: 'The list is JSON: jobs, bare or in a known envelope.', judge: list.listShape },
  { id: 'list-newest-first', level: 'MUST', ...listPage, promise: 'The newest job stands first.', judge: list.newestFirst },
  { id: 'list-no-duplicates', level: 'MUST', ...listPage, promise: 'Each job stands in the list once.', judge: list.noDuplicates },
  { id: 'list-keeps-jobs', level: 'MUST', ...listPage, promise: 'A job that was listed is listed again.', judge: list.keepsItsJobs },
  { id: 'list-agrees-with-detail', level: 'MUST', ...listPage, promise: 'List and single status say the same of a job.', judge: list.agreesWithDetail },
  { id: 'list-ties-steady', ...assumed('No page says how jobs of the same instant are ordered; a client that goes through them needs them in one order.'), promise: 'Jobs of the same instant keep their order.', judge: listPages.tiesSteady },
  { id: 'list-not-cut', ...assumed('All jobs are listed; as many as fill a page by chance are rare.'), promise: 'A list in one piece does not end at a round number.', judge: listPages.notCut },
  { id: 'list-pages-lead-on', level: 'SHOULD', ...drf('Pagination'), promise: 'Each page of the list leads to the next, and the last to none.', judge: listPages.pagesLeadOn },
  { id: 'list-count-true', level: 'SHOULD', ...drf('Pagination'), promise: 'A list in pages counts the jobs that are on them.', judge: listPages.countTrue },

  // Status States & API Mapping
  { id: 'status-vocabulary', level: 'MUST', ...mappingPage, promise: 'Every status is one of the API statuses; internal ones stay inside.', judge: single.vocabulary },
  { id: 'status-order', level: 'MUST', ...mappingPage, promise: 'A job moves through the pipeline and never backwards.', judge: life.legalOrder },

  // Polling Guidance
  { id: 'final-stays', level: 'MUST', ...pollingPage, promise: 'A job that is finished stays so: a client stops polling.', judge: life.finalStays },
  { id: 'paused-stays', ...assumed('A paused job can be resumed by others whom the suite does not see.'), promise: 'A paused job stays so until it is resumed.', judge: habits.pausedStays },
  { id: 'submitted-never-changes', level: 'MUST', ...singlePage, promise: 'submitted_at of a job never changes.', judge: life.submittedNeverChanges },
  { id: 'updated-never-back', level: 'MUST', ...singlePage, promise: 'updated_at of a job never goes back.', judge: life.updatedNeverGoesBack },
  { id: 'updated-moves-with-status', level: 'MUST', ...singlePage, promise: 'When the status changes, updated_at changes too.', judge: life.updatedMovesWithStatus },
  { id: 'updated-not-by-reading', level: 'MUST', ...singlePage, promise: 'Reading a finished job does not move its updated_at.', judge: life.updatedNotByReading },

  // Error Responses
  { id: 'unknown-job-404', level: 'MUST', ...errorPage, promise: 'A job that nobody has is not found.', judge: errors.unknownJobNotFound },
  { id: 'not-found-envelope', level: 'MUST', ...errorPage, promise: 'A 404 for a job has the standard JSON envelope.', judge: errors.notFoundEnvelope },
  { id: 'not-found-bare', level: 'SHOULD', ...errorPage, promise: 'A 404 for a job tells nothing but that.', judge: leaks.notFoundBare },
  { id: 'server-error-envelope', level: 'MUST', ...errorPage, promise: 'No answer is a 500 that looks otherwise than Django or its REST framework make it.', judge: errors.serverErrorEnvelope },
  { id: 'no-server-error', level: 'SHOULD', ...errorPage, promise: 'Nothing that is asked makes a server error.', judge: errors.noServerError },
  { id: 'requests-answered', level: 'SHOULD', ...errorPage, promise: 'Nearly every request is answered, as an unexpected failure is rare.', judge: availability.answersMostRequests },
  { id: 'odd-id-404', level: 'SHOULD', ...drf('Routing'), promise: 'An id that is no UUID is not found.', judge: errors.oddIdNotFound },
  { id: 'random-id-refused', level: 'SHOULD', ...drf('Routing'), promise: 'Whatever stands in the place of an id is refused as a mistake of the caller.', judge: errors.randomIdRefused },
  { id: 'errors-tell-no-inside', ...assumed('No page says it; what the inside of a server looks like helps an attacker only.'), promise: 'No error shows the inside of the server.', judge: leaks.errorsTellNoInside },

  // Results
  { id: 'results-answer', level: 'MUST', ...resultsEndpoint, promise: 'A completed or paused job has results.', judge: results.resultsAnswer },
  { id: 'results-not-yet', level: 'MUST', ...resultsEndpoint, promise: 'A job that is queued, in progress or failed has none.', judge: results.noResultsYet },
  { id: 'results-not-yet-error', ...assumed('The results page does not say what a job without results answers.'), promise: 'A job without results is answered with an error in a known reading.', judge: results.notReadyRefused },
  { id: 'results-shape', level: 'MUST', ...resultsResponse, promise: 'Results are JSON with job_id, total_records, page, page_size and data.', judge: results.resultsShape },
  { id: 'results-contact-shape', level: 'MUST', ...resultsResponse, promise: 'The record of a person has the documented fields.', judge: results.contactShape },
  { id: 'results-identity', level: 'MUST', ...resultsResponse, promise: 'Results are those of the job that was asked for.', judge: results.resultsIdentity },
  { id: 'results-page-echoed', level: 'MUST', ...resultsResponse, promise: 'page and page_size are what was asked for, or the documented default.', judge: results.pageEchoed },
  { id: 'results-page-size-capped', level: 'MUST', ...resultsQuery, promise: 'No page has more records than asked for, nor more than the documented maximum.', judge: paging.pageSizeCapped },
  { id: 'results-total-steady', level: 'MUST', ...resultsResponse, promise: 'total_records is the same on every page.', judge: paging.totalSteady },
  { id: 'results-pages-full', level: 'MUST', ...resultsQuery, promise: 'Every page is full, and the last one has the rest.', judge: paging.pagesFull },
  { id: 'results-pages-join', level: 'MUST', ...resultsQuery, promise: 'The pages hold the records one after the other.', judge: paging.pagesJoin },
  { id: 'results-same-twice', level: 'MUST', ...resultsQuery, promise: 'The same page holds the same records each time.', judge: paging.sameTwice },
  { id: 'results-nothing-beyond', ...assumed('The results page says nothing of a page beyond the last.'), promise: 'Beyond the last page there are no records.', judge: paging.nothingBeyond },
  { id: 'results-csv', level: 'MUST', ...resultsQuery, promise: 'Results can be downloaded as CSV.', judge: file.csvServed },
  { id: 'results-csv-complete', level: 'MUST', ...resultsQuery, promise: 'The CSV holds all records.', judge: file.csvComplete },
  { id: 'results-csv-agrees', ...assumed('The results page shows no CSV; its columns are named like the fields in JSON.'), promise: 'CSV and JSON say the same.', judge: file.csvAgrees },
  { id: 'results-csv-attached', ...assumed('The results page calls the CSV a download, and shows no header.'), promise: 'The CSV is sent as an attachment.', judge: file.csvAttached },
  { id: 'unknown-results-404', level: 'MUST', ...codes, promise: 'Results of a job that nobody has are not found.', judge: results.unknownResultsNotFound },
  { id: 'foreign-results-404', level: 'MUST', ...resultsEndpoint, promise: "Results of another user's job are not found.", judge: results.foreignResultsNotFound },
  { id: 'foreign-results-like-unknown', level: 'MUST', ...codes, promise: "Results of another user's job are answered exactly as those of one that nobody has.", judge: results.foreignResultsLikeUnknown },

  // Submit, with a job of our own
  { id: 'submission-creates', level: 'MUST', ...codes, promise: 'A submission is answered with 201.', judge: own.submissionCreates },
  { id: 'submission-tells-job', level: 'MUST', ...submitEndpoint, promise: 'A submission is answered with the job_id of a new job.', judge: own.submissionTellsJob },
  { id: 'new-job-on-top', level: 'MUST', ...listPage, promise: 'A new job stands at the top of the list at once.', judge: own.newJobOnTop },
  { id: 'new-job-queued', level: 'SHOULD', ...mappingPage, promise: 'A new job is queued at first.', judge: own.newJobQueued },
  { id: 'new-job-dated', level: 'SHOULD', ...singlePage, promise: 'submitted_at is the time of the submission.', judge: own.submittedNow },
  { id: 'imported-returned', ...assumed('The submit page does not spell the fields; the results name them with imported_ before.'), promise: 'What was submitted comes back in the imported_ fields.', judge: own.importedReturned },
  { id: 'bad-submission-400', level: 'MUST', ...codes, promise: 'A malformed submission is answered with 400.', judge: own.badSubmissionRefused },
  { id: 'bad-submission-explained', level: 'SHOULD', ...codes, promise: 'A 400 says what is wrong, field by field.', judge: own.badSubmissionExplained },

  // Control
  { id: 'control-no-get', level: 'SHOULD', ...drf('Methods'), promise: 'Control is not read: GET is answered with 405.', judge: control.controlByPostOnly },
  { id: 'control-needs-token', level: 'SHOULD', ...drf('Methods'), promise: 'Control tells nothing of itself without a token.', judge: control.controlNeedsToken },
  { id: 'pause-taken', level: 'MUST', ...pausePage, promise: 'A job in progress can be paused.', judge: control.pauseTaken },
  { id: 'pause-obeyed', level: 'MUST', ...pausePage, promise: 'A job that is paused stops.', judge: control.pauseObeyed },
  { id: 'pause-only-at-work', level: 'MUST', ...pausePage, promise: 'A job that is not in progress cannot be paused.', judge: control.pauseOnlyAtWork },
  { id: 'resume-taken', level: 'MUST', ...status('Polling Guidance'), promise: 'A paused job can be resumed.', judge: control.resumeTaken },
  { id: 'resume-obeyed', level: 'MUST', ...resumePage, promise: 'A job that is resumed goes on.', judge: control.resumeObeyed },
  { id: 'resume-only-paused', level: 'MUST', ...resumePage, promise: 'A job that is not paused cannot be resumed.', judge: control.resumeOnlyPaused },
  { id: 'control-refusal', ...assumed('The control page does not say what an order answers that does not count.'), promise: 'An order that does not count is refused with 400 and an error.', judge: control.untimelyRefusal },
  { id: 'bad-control-400', level: 'MUST', ...codes, promise: 'An order that there is not is answered with 400.', judge: control.badControlRefused },
  { id: 'unknown-control-404', level: 'MUST', ...codes, promise: 'An order for a job that nobody has is answered with 404.', judge: control.unknownControlNotFound },
  { id: 'foreign-control-404', level: 'MUST', ...sibling('control', 'Endpoint'), promise: "Another user's job takes no orders: it is not found.", judge: control.foreignControlNotFound },
  { id: 'foreign-control-like-unknown', level: 'MUST', ...codes, promise: "An order for another user's job is answered exactly as for one that nobody has.", judge: control.foreignControlLikeUnknown },

  // Django REST Framework and HTTP
  { id: 'slash-redirect', level: 'SHOULD', ...drf('Trailing slash'), promise: 'Without its last slash a path leads to the one with it.', judge: framework.slashRedirect },
  { id: 'redirect-same-host', level: 'SHOULD', ...drf('Trailing slash'), promise: 'A redirect stays on its host.', judge: framework.redirectStaysOnHost },
  { id: 'redirect-permanent', level: 'ASSUMED', ...drf('Trailing slash'), promise: 'The redirect to the last slash is permanent.', judge: wire.redirectPermanent },
  { id: 'redirect-keeps-query', level: 'SHOULD', ...drf('Trailing slash'), promise: 'The redirect to the last slash keeps the query.', judge: wire.redirectKeepsQuery },
  { id: 'head-like-get', level: 'SHOULD', ...drf('Methods'), promise: 'HEAD is answered with the status of GET.', judge: framework.headLikeGet },
  { id: 'head-headers-like-get', level: 'SHOULD', ...drf('Methods'), promise: 'HEAD is answered with the type and the length of GET.', judge: wire.headersLikeGet },
  { id: 'head-without-body', level: 'SHOULD', ...drf('Methods'), promise: 'HEAD is answered without a body.', judge: wire.headWithoutBody },
  { id: 'reads-only', level: 'SHOULD', ...drf('Methods'), promise: 'The status endpoints allow reading only.', judge: framework.onlyReadingMethods },
  { id: 'unknown-query-ignored', level: 'SHOULD', ...drf('Routing'), promise: 'An unknown query parameter is ignored.', judge: framework.unknownQueryIgnored },
  { id: 'nosniff', level: 'ASSUMED', ...drf('Headers'), promise: 'Browsers are told not to guess the media type.', judge: framework.nosniff },
  { id: 'json-in-utf8', level: 'SHOULD', ...drf('Headers'), promise: 'JSON is sent in UTF-8.', judge: wire.jsonInUtf8 },
  { id: 'answers-whole', level: 'SHOULD', ...drf('Headers'), promise: 'Each answer is whole, and as long as it says.', judge: wire.answersWhole },
  { id: 'not-publicly-cached', level: 'ASSUMED', basis: 'assumed', reason: 'No page speaks of caching; a shared cache would show one user the jobs of another.', promise: 'No shared cache is allowed to keep an answer.', judge: framework.notPubliclyCached },

  // Across nights, with a ledger
  { id: 'night-final-stays', level: 'MUST', ...pollingPage, promise: 'A job that was finished on an earlier night still is.', judge: nights.finalStays },
  { id: 'night-status-order', level: 'MUST', ...mappingPage, promise: 'Since an earlier night no job has gone backwards.', judge: nights.legalOrder },
  { id: 'night-submitted-same', level: 'MUST', ...singlePage, promise: 'submitted_at is what it was on an earlier night.', judge: nights.submittedNeverChanges },
  { id: 'night-updated-not-back', level: 'MUST', ...singlePage, promise: 'updated_at is not before what it was on an earlier night.', judge: nights.updatedNeverGoesBack },
  { id: 'night-updated-moves', level: 'MUST', ...singlePage, promise: 'Where the status is another one than on an earlier night, updated_at is too.', judge: nights.updatedMovesWithStatus },
  { id: 'night-finished-untouched', level: 'SHOULD', ...singlePage, promise: 'updated_at of a finished job does not move night after night.', judge: nights.finishedUntouched },
  { id: 'night-order-stays', level: 'MUST', ...listPage, promise: 'Jobs stand in the order in which they stood on an earlier night.', judge: nights.orderStays },
  { id: 'night-still-listed', level: 'MUST', ...listPage, promise: 'A job of an earlier night that is found by its id is listed.', judge: nights.stillListed },
  { id: 'night-still-there', ...assumed('No page says how long a job is kept.'), promise: 'A job of an earlier night is still there.', judge: nights.stillThere },
  { id: 'night-comes-to-an-end', ...assumed('No page says how long a job may take; nobody waits for thirty nights.'), promise: 'No job is at work for more than thirty nights.', judge: nights.notForEver },
] as const satisfies readonly Clause[];

export const contract: readonly Clause[] = clauses;

/** An id of the table above. */
export type ClauseId = (typeof clauses)[number]['id'];
