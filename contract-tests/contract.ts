/** The contract: every clause, in the order of the documentation. */
import type { Clause } from './verdict/clause.ts';
import * as earlierRuns from './clauses/earlier-runs.ts';
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

// biome-ignore format: one line per clause, so that it reads as a table
const clauses = [
  // Overview
  { id: 'list-own-jobs-only', level: 'MUST', ...status('Overview'), promise: 'The list contains no job of another user.', judge: list.ownJobsOnly },
  { id: 'foreign-job-404', level: 'MUST', ...status('Overview'), promise: "A request for another user's job returns 404.", judge: errors.foreignJobNotFound },
  { id: 'foreign-like-unknown', level: 'MUST', ...sibling('errors', 'Codes'), promise: "Another user's job gets exactly the same response as an unknown job.", judge: errors.foreignLikeUnknown },

  // Authentication
  { id: 'valid-token-accepted', level: 'MUST', ...authenticationPage, promise: 'A valid bearer token is accepted.', judge: authentication.validTokenAccepted },
  { id: 'missing-token-401', level: 'MUST', ...authenticationPage, promise: 'A request without a token is rejected with 401.', judge: authentication.missingTokenRefused },
  { id: 'invalid-token-401', level: 'MUST', ...errorPage, promise: 'An invalid token is rejected with 401.', judge: authentication.invalidTokenRefused },
  { id: 'expired-token-401', level: 'MUST', ...errorPage, promise: 'An expired token is rejected with 401.', judge: authentication.expiredTokenRefused },
  { id: 'other-scheme-401', level: 'MUST', ...authenticationPage, promise: 'The token is valid only under the Bearer scheme.', judge: authentication.otherSchemeRefused },
  { id: 'unauthorized-body', level: 'MUST', ...errorPage, promise: 'A 401 has the documented JSON body.', judge: authentication.refusalBody },
  { id: 'unauthorized-alike', level: 'SHOULD', ...errorPage, promise: 'Every 401 has the same body, whatever the cause.', judge: authentication.refusalAlike },
  { id: 'unauthorized-challenge', level: 'SHOULD', ...drf('Authentication'), promise: 'Every 401 asks for a bearer token in its WWW-Authenticate header.', judge: authentication.refusalChallenges },
  { id: 'challenge-alike', level: 'SHOULD', ...drf('Authentication'), promise: 'The same mistake gets the same challenge on every endpoint.', judge: authentication.challengeAlike },
  { id: 'unauthorized-before-lookup', level: 'SHOULD', ...drf('Order of checks'), promise: 'Without a token, a request for an unknown job is also rejected with 401.', judge: authentication.refusedBeforeLookup },
  { id: 'scheme-any-case', level: 'SHOULD', ...drf('Authentication'), promise: 'The scheme name Bearer is case-insensitive.', judge: authentication.schemeInAnyCase },
  { id: 'token-elsewhere-401', level: 'SHOULD', ...authenticationPage, promise: 'The token is accepted only in the Authorization header.', judge: authentication.tokenElsewhereRefused },
  { id: 'token-not-echoed', level: 'ASSUMED', basis: 'assumed', reason: 'No page says so, but a response that contains the token ends up in logs.', promise: 'No response contains the token.', judge: framework.secretsNotEchoed },

  // Get Status For a Single Job
  { id: 'detail-answers', level: 'MUST', ...singlePage, promise: "A request for one of the caller's jobs returns 200.", judge: single.detailAnswers },
  { id: 'detail-shape', level: 'MUST', ...singlePage, promise: 'A job is JSON with job_id, status, submitted_at and updated_at.', judge: single.detailShape },
  { id: 'detail-identity', level: 'MUST', ...singlePage, promise: 'The response describes the requested job.', judge: single.detailIdentity },
  { id: 'instants-in-utc', level: 'MUST', ...singlePage, promise: 'Both timestamps are valid instants in UTC.', judge: single.instantsInUtc },
  { id: 'updated-not-before-submitted', level: 'MUST', ...singlePage, promise: 'updated_at is never before submitted_at.', judge: single.updatedNotBeforeSubmitted },
  { id: 'not-in-the-future', level: 'SHOULD', ...singlePage, promise: "Neither timestamp is later than the target's clock.", judge: single.notInTheFuture },
  { id: 'years-plausible', level: 'SHOULD', ...singlePage, promise: 'Both timestamps are in this century.', judge: habits.yearsPlausible },
  { id: 'keys-once', level: 'SHOULD', ...singlePage, promise: 'No JSON object contains a key twice.', judge: wire.keysOnce },
  { id: 'answers-fresh', level: 'SHOULD', ...singlePage, promise: 'The status is current and does not come from a cache.', judge: wire.answersFresh },
  { id: 'timestamps-alike', ...assumed('The pages show one timestamp format, but none says that it never varies.'), promise: 'All timestamps have the same format.', judge: habits.oneSpelling },
  { id: 'work-takes-time', ...assumed('No page says how long work takes, but if it never takes any time, updated_at is not maintained.'), promise: 'A job with results was updated after its submission.', judge: habits.workTakesTime },

  // List All Jobs for the Current User
  { id: 'list-answers', level: 'MUST', ...listPage, promise: 'A request for the list returns 200.', judge: list.listAnswers },
  { id: 'list-shape', level: 'MUST', ...listPage, promise: 'The list is JSON: an array of jobs, bare or in a known envelope.', judge: list.listShape },
  { id: 'list-newest-first', level: 'MUST', ...listPage, promise: 'The list starts with the newest job.', judge: list.newestFirst },
  { id: 'list-no-duplicates', level: 'MUST', ...listPage, promise: 'The list contains each job only once.', judge: list.noDuplicates },
  { id: 'list-keeps-jobs', level: 'MUST', ...listPage, promise: 'A job that was listed once stays in the list.', judge: list.keepsItsJobs },
  { id: 'list-agrees-with-detail', level: 'MUST', ...listPage, promise: 'The list and the single status report the same data for a job.', judge: list.agreesWithDetail },
  { id: 'list-ties-steady', ...assumed('No page says how jobs with the same submission time are ordered, but a client that pages through them needs a stable order.'), promise: 'Jobs with the same submission time keep their order.', judge: listPages.tiesSteady },
  { id: 'list-not-cut', ...assumed('The list contains all jobs, and a list rarely has exactly the length of a page by chance.'), promise: 'A list without pages is not cut off at a round number.', judge: listPages.notCut },
  { id: 'list-pages-lead-on', level: 'SHOULD', ...drf('Pagination'), promise: 'Each page of the list links to the next one, and the last page links to none.', judge: listPages.pagesLeadOn },
  { id: 'list-count-true', level: 'SHOULD', ...drf('Pagination'), promise: 'The count of a paged list equals the number of jobs on its pages.', judge: listPages.countTrue },

  // Status States & API Mapping
  { id: 'status-vocabulary', level: 'MUST', ...mappingPage, promise: 'Every status is one of the API statuses; internal statuses are never exposed.', judge: single.vocabulary },
  { id: 'status-order', level: 'MUST', ...mappingPage, promise: 'A job moves forward through the pipeline, never backward.', judge: life.legalOrder },

  // Polling Guidance
  { id: 'final-stays', level: 'MUST', ...pollingPage, promise: 'A finished job keeps its status, so a client can stop polling.', judge: life.finalStays },
  { id: 'paused-stays', ...assumed('Another client can resume a paused job without the suite noticing.'), promise: 'A paused job stays paused until it is resumed.', judge: habits.pausedStays },
  { id: 'submitted-never-changes', level: 'MUST', ...singlePage, promise: 'submitted_at of a job never changes.', judge: life.submittedNeverChanges },
  { id: 'updated-never-back', level: 'MUST', ...singlePage, promise: 'updated_at of a job never moves backward.', judge: life.updatedNeverGoesBack },
  { id: 'updated-moves-with-status', level: 'MUST', ...singlePage, promise: 'When the status changes, updated_at changes too.', judge: life.updatedMovesWithStatus },
  { id: 'updated-not-by-reading', level: 'MUST', ...singlePage, promise: 'Reading a finished job does not change its updated_at.', judge: life.updatedNotByReading },

  // Error Responses
  { id: 'unknown-job-404', level: 'MUST', ...errorPage, promise: 'A request for an unknown job returns 404.', judge: errors.unknownJobNotFound },
  { id: 'not-found-envelope', level: 'MUST', ...errorPage, promise: 'A 404 for a job has the standard JSON envelope.', judge: errors.notFoundEnvelope },
  { id: 'not-found-bare', level: 'SHOULD', ...errorPage, promise: 'A 404 for a job reveals nothing else about it.', judge: leaks.notFoundBare },
  { id: 'server-error-envelope', level: 'MUST', ...errorPage, promise: 'Every 500 has the body that Django or DRF would send.', judge: errors.serverErrorEnvelope },
  { id: 'no-server-error', level: 'SHOULD', ...errorPage, promise: 'No request causes a server error.', judge: errors.noServerError },
  { id: 'requests-answered', level: 'SHOULD', ...errorPage, promise: 'Nearly every request is answered; unexpected failures are rare.', judge: availability.answersMostRequests },
  { id: 'odd-id-404', level: 'SHOULD', ...drf('Routing'), promise: 'An id that is not a UUID returns 404.', judge: errors.oddIdNotFound },
  { id: 'random-id-refused', level: 'SHOULD', ...drf('Routing'), promise: 'Arbitrary text in place of an id is rejected with a client error (4xx).', judge: errors.randomIdRefused },
  { id: 'errors-tell-no-inside', ...assumed('No page says so, but internal details of a server help only attackers.'), promise: 'No error reveals internal details of the server.', judge: leaks.errorsTellNoInside },

  // Results
  { id: 'results-answer', level: 'MUST', ...resultsEndpoint, promise: 'A completed or paused job has results.', judge: results.resultsAnswer },
  { id: 'results-not-yet', level: 'MUST', ...resultsEndpoint, promise: 'A queued, in-progress or failed job has no results.', judge: results.noResultsYet },
  { id: 'results-not-yet-error', ...assumed('The results page does not say how a job without results is reported.'), promise: 'A request for the results of a job without results is rejected with an error in a known reading.', judge: results.notReadyRefused },
  { id: 'results-shape', level: 'MUST', ...resultsResponse, promise: 'Results are JSON with job_id, total_records, page, page_size and data.', judge: results.resultsShape },
  { id: 'results-contact-shape', level: 'MUST', ...resultsResponse, promise: 'Every record of a person has the documented fields.', judge: results.contactShape },
  { id: 'results-identity', level: 'MUST', ...resultsResponse, promise: 'The results belong to the requested job.', judge: results.resultsIdentity },
  { id: 'results-page-echoed', level: 'MUST', ...resultsResponse, promise: 'page and page_size are the requested values, or the documented defaults.', judge: results.pageEchoed },
  { id: 'results-page-size-capped', level: 'MUST', ...resultsQuery, promise: 'No page has more records than requested, or more than the documented maximum.', judge: paging.pageSizeCapped },
  { id: 'results-total-steady', level: 'MUST', ...resultsResponse, promise: 'total_records is the same on every page.', judge: paging.totalSteady },
  { id: 'results-pages-full', level: 'MUST', ...resultsQuery, promise: 'Every page is full, and the last one has the remaining records.', judge: paging.pagesFull },
  { id: 'results-pages-join', level: 'MUST', ...resultsQuery, promise: 'Consecutive pages contain consecutive records.', judge: paging.pagesJoin },
  { id: 'results-same-twice', level: 'MUST', ...resultsQuery, promise: 'The same page contains the same records every time.', judge: paging.sameTwice },
  { id: 'results-nothing-beyond', ...assumed('The results page does not describe a page beyond the last one.'), promise: 'A page beyond the last one has no records.', judge: paging.nothingBeyond },
  { id: 'results-csv', level: 'MUST', ...resultsQuery, promise: 'Results can be downloaded as CSV.', judge: file.csvServed },
  { id: 'results-csv-complete', level: 'MUST', ...resultsQuery, promise: 'The CSV contains all records.', judge: file.csvComplete },
  { id: 'results-csv-agrees', ...assumed('The results page shows no CSV; we assume that its columns have the names of the JSON fields.'), promise: 'CSV and JSON contain the same values.', judge: file.csvAgrees },
  { id: 'results-csv-attached', ...assumed('The results page calls the CSV a download, but shows no header.'), promise: 'The CSV is sent as an attachment.', judge: file.csvAttached },
  { id: 'unknown-results-404', level: 'MUST', ...codes, promise: 'A request for the results of an unknown job returns 404.', judge: results.unknownResultsNotFound },
  { id: 'foreign-results-404', level: 'MUST', ...resultsEndpoint, promise: "A request for the results of another user's job returns 404.", judge: results.foreignResultsNotFound },
  { id: 'foreign-results-like-unknown', level: 'MUST', ...codes, promise: "The results of another user's job get exactly the same response as those of an unknown job.", judge: results.foreignResultsLikeUnknown },

  // Submit, with a job that the run creates
  { id: 'submission-creates', level: 'MUST', ...codes, promise: 'A submission returns 201.', judge: own.submissionCreates },
  { id: 'submission-tells-job', level: 'MUST', ...submitEndpoint, promise: 'A submission returns the job_id of a new job.', judge: own.submissionTellsJob },
  { id: 'new-job-on-top', level: 'MUST', ...listPage, promise: 'A new job appears at the top of the list immediately.', judge: own.newJobOnTop },
  { id: 'new-job-queued', level: 'SHOULD', ...mappingPage, promise: 'A new job is queued first.', judge: own.newJobQueued },
  { id: 'new-job-dated', level: 'SHOULD', ...singlePage, promise: 'submitted_at is the time of the submission.', judge: own.submittedNow },
  { id: 'imported-returned', ...assumed('The submit page does not name the fields; the results page names them with the prefix imported_.'), promise: 'The results return the submitted values in the imported_ fields.', judge: own.importedReturned },
  { id: 'bad-submission-400', level: 'MUST', ...codes, promise: 'A malformed submission is rejected with 400.', judge: own.badSubmissionRefused },
  { id: 'bad-submission-explained', level: 'SHOULD', ...codes, promise: 'A 400 explains what is wrong, field by field.', judge: own.badSubmissionExplained },

  // Control
  { id: 'control-no-get', level: 'SHOULD', ...drf('Methods'), promise: 'GET on Control is rejected with 405.', judge: control.controlByPostOnly },
  { id: 'control-needs-token', level: 'SHOULD', ...drf('Methods'), promise: 'Without a token, Control reveals nothing about itself.', judge: control.controlNeedsToken },
  { id: 'pause-taken', level: 'MUST', ...pausePage, promise: 'A job in progress can be paused.', judge: control.pauseTaken },
  { id: 'pause-obeyed', level: 'MUST', ...pausePage, promise: 'A job stops when it is paused.', judge: control.pauseObeyed },
  { id: 'pause-only-at-work', level: 'MUST', ...pausePage, promise: 'A job that is not in progress cannot be paused.', judge: control.pauseOnlyAtWork },
  { id: 'resume-taken', level: 'MUST', ...status('Polling Guidance'), promise: 'A paused job can be resumed.', judge: control.resumeTaken },
  { id: 'resume-obeyed', level: 'MUST', ...resumePage, promise: 'A job continues when it is resumed.', judge: control.resumeObeyed },
  { id: 'resume-only-paused', level: 'MUST', ...resumePage, promise: 'A job that is not paused cannot be resumed.', judge: control.resumeOnlyPaused },
  { id: 'control-refusal', ...assumed('The control page does not say how an action is rejected that the current status does not allow.'), promise: 'An action that the current status does not allow is rejected with 400 and an error.', judge: control.untimelyRefusal },
  { id: 'bad-control-400', level: 'MUST', ...codes, promise: 'An unknown action is rejected with 400.', judge: control.badControlRefused },
  { id: 'unknown-control-404', level: 'MUST', ...codes, promise: 'An action on an unknown job returns 404.', judge: control.unknownControlNotFound },
  { id: 'foreign-control-404', level: 'MUST', ...sibling('control', 'Endpoint'), promise: "An action on another user's job returns 404.", judge: control.foreignControlNotFound },
  { id: 'foreign-control-like-unknown', level: 'MUST', ...codes, promise: "An action on another user's job gets exactly the same response as one on an unknown job.", judge: control.foreignControlLikeUnknown },

  // Django REST Framework and HTTP
  { id: 'slash-redirect', level: 'SHOULD', ...drf('Trailing slash'), promise: 'A path without its trailing slash redirects to the path with it.', judge: framework.slashRedirect },
  { id: 'redirect-same-host', level: 'SHOULD', ...drf('Trailing slash'), promise: 'A redirect stays on the same host.', judge: framework.redirectStaysOnHost },
  { id: 'redirect-permanent', level: 'ASSUMED', ...drf('Trailing slash'), promise: 'The redirect to the trailing slash is permanent.', judge: wire.redirectPermanent },
  { id: 'redirect-keeps-query', level: 'SHOULD', ...drf('Trailing slash'), promise: 'The redirect to the trailing slash keeps the query string.', judge: wire.redirectKeepsQuery },
  { id: 'head-like-get', level: 'SHOULD', ...drf('Methods'), promise: 'HEAD returns the same status code as GET.', judge: framework.headLikeGet },
  { id: 'head-headers-like-get', level: 'SHOULD', ...drf('Methods'), promise: 'HEAD returns the same content type and length as GET.', judge: wire.headersLikeGet },
  { id: 'head-without-body', level: 'SHOULD', ...drf('Methods'), promise: 'HEAD returns no body.', judge: wire.headWithoutBody },
  { id: 'reads-only', level: 'SHOULD', ...drf('Methods'), promise: 'The status endpoints allow only read methods.', judge: framework.onlyReadingMethods },
  { id: 'unknown-query-ignored', level: 'SHOULD', ...drf('Routing'), promise: 'Unknown query parameters are ignored.', judge: framework.unknownQueryIgnored },
  { id: 'nosniff', level: 'ASSUMED', ...drf('Headers'), promise: 'Responses tell browsers not to guess the media type.', judge: framework.nosniff },
  { id: 'json-in-utf8', level: 'SHOULD', ...drf('Headers'), promise: 'JSON is encoded in UTF-8.', judge: wire.jsonInUtf8 },
  { id: 'answers-whole', level: 'SHOULD', ...drf('Headers'), promise: 'Every response is complete and has the length that its header states.', judge: wire.answersWhole },
  { id: 'not-publicly-cached', level: 'ASSUMED', basis: 'assumed', reason: 'No page mentions caching, but a shared cache would show one user the jobs of another.', promise: 'No shared cache may store a response.', judge: framework.notPubliclyCached },

  // Across runs, with a ledger
  { id: 'night-final-stays', level: 'MUST', ...pollingPage, promise: 'A job that was finished in an earlier run is still finished.', judge: earlierRuns.finalStays },
  { id: 'night-status-order', level: 'MUST', ...mappingPage, promise: 'No job has moved backward since an earlier run.', judge: earlierRuns.legalOrder },
  { id: 'night-submitted-same', level: 'MUST', ...singlePage, promise: 'submitted_at has not changed since an earlier run.', judge: earlierRuns.submittedNeverChanges },
  { id: 'night-updated-not-back', level: 'MUST', ...singlePage, promise: 'updated_at is not earlier than in an earlier run.', judge: earlierRuns.updatedNeverGoesBack },
  { id: 'night-updated-moves', level: 'MUST', ...singlePage, promise: 'If the status has changed since an earlier run, updated_at has changed too.', judge: earlierRuns.updatedMovesWithStatus },
  { id: 'night-finished-untouched', level: 'SHOULD', ...singlePage, promise: 'updated_at of a finished job does not change from run to run.', judge: earlierRuns.finishedUntouched },
  { id: 'night-order-stays', level: 'MUST', ...listPage, promise: 'Jobs keep the order that they had in an earlier run.', judge: earlierRuns.orderStays },
  { id: 'night-still-listed', level: 'MUST', ...listPage, promise: 'A job from an earlier run that can still be fetched by its id is listed.', judge: earlierRuns.stillListed },
  { id: 'night-still-there', ...assumed('No page says how long a job is kept.'), promise: 'A job from an earlier run still exists.', judge: earlierRuns.stillThere },
  { id: 'night-comes-to-an-end', ...assumed('No page says how long a job may take, but no user waits for thirty days.'), promise: 'No job is still in progress after thirty days with a run.', judge: earlierRuns.notForEver },
] as const satisfies readonly Clause[];

export const contract: readonly Clause[] = clauses;

/** An id of the table above. */
export type ClauseId = (typeof clauses)[number]['id'];
