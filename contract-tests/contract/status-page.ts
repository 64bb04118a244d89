/** Lists the clauses of the status page, in its order. */
import type { Clause } from '../verdict/clause.ts';
import * as authentication from '../clauses/authentication.ts';
import * as availability from '../clauses/availability.ts';
import * as doors from '../clauses/closed-doors.ts';
import * as caches from '../clauses/caches.ts';
import * as errors from '../clauses/errors.ts';
import * as framework from '../clauses/framework.ts';
import * as given from '../clauses/given.ts';
import * as habits from '../clauses/habits.ts';
import * as leaks from '../clauses/leaks.ts';
import * as life from '../clauses/life-cycle.ts';
import * as listPages from '../clauses/list-pages.ts';
import * as list from '../clauses/list.ts';
import * as serverErrors from '../clauses/server-errors.ts';
import * as single from '../clauses/single-status.ts';
import * as wire from '../clauses/wire.ts';
import {
  assumed,
  authenticationPage,
  client,
  drf,
  errorPage,
  listPage,
  mappingPage,
  pollingPage,
  sibling,
  singlePage,
  status,
} from './sources.ts';

// biome-ignore format: one line per clause, so that it reads as a table
export const statusPage = [
  // Overview
  { id: 'list-own-jobs-only', level: 'MUST', ...status('Overview'), promise: 'The list contains no job of another user.', judge: list.ownJobsOnly },
  { id: 'foreign-job-404', level: 'MUST', ...status('Overview'), promise: "A request for another user's job returns 404.", judge: errors.foreignJobNotFound },
  { id: 'foreign-like-unknown', level: 'MUST', ...sibling('errors', 'Codes'), promise: "Another user's job gets exactly the same response as an unknown job.", judge: errors.foreignLikeUnknown },
  { id: 'foreign-job-closed', level: 'MUST', ...status('Overview'), promise: "Another user's job is not found with HEAD, without the slash, in upper case or as CSV either.", judge: doors.foreignDoorsClosed },

  // Authentication
  { id: 'valid-token-accepted', level: 'MUST', ...authenticationPage, promise: 'A valid bearer token is accepted.', judge: authentication.validTokenAccepted },
  { id: 'missing-token-401', level: 'MUST', ...authenticationPage, promise: 'A request without a token is rejected with 401.', judge: authentication.missingTokenRefused },
  { id: 'missing-token-closed', level: 'MUST', ...authenticationPage, promise: 'Without a token, HEAD, a path without its slash and CSV return nothing either.', judge: doors.tokenlessDoorsClosed },
  { id: 'invalid-token-401', level: 'MUST', ...errorPage, promise: 'An invalid token is rejected with 401.', judge: authentication.invalidTokenRefused },
  { id: 'expired-token-401', level: 'MUST', ...errorPage, promise: 'An expired token is rejected with 401.', judge: authentication.expiredTokenRefused },
  { id: 'other-scheme-401', level: 'MUST', ...authenticationPage, promise: 'The token is valid only under the Bearer scheme.', judge: authentication.otherSchemeRefused },
  { id: 'unauthorized-body', level: 'MUST', ...errorPage, promise: 'A 401 has the documented JSON body.', judge: authentication.refusalBody },
  { id: 'unauthorized-alike', level: 'SHOULD', ...errorPage, promise: 'Every 401 has the same body, whatever the cause.', judge: authentication.refusalAlike },
  { id: 'unauthorized-challenge', level: 'SHOULD', ...drf('Authentication'), promise: 'Every 401 asks for a bearer token in its WWW-Authenticate header.', judge: authentication.refusalChallenges },
  { id: 'challenge-alike', level: 'SHOULD', ...drf('Authentication'), promise: 'The same mistake gets the same challenge on every endpoint.', judge: authentication.challengeAlike },
  { id: 'unauthorized-before-lookup', level: 'MUST', ...errorPage, levelReason: 'The table of errors rejects every request without a token, and makes no exception for unknown jobs.', promise: 'Without a token, a request for an unknown job is also rejected with 401.', judge: authentication.refusedBeforeLookup },
  { id: 'unauthorized-like-unknown', level: 'SHOULD', ...client('A response that depends on the job tells a stranger which jobs exist.'), promise: 'Without a token, a job gets exactly the same response as an unknown job.', judge: doors.tokenlessLikeUnknown },
  { id: 'unauthorized-without-data', level: 'MUST', ...client('A rejection that contains a job protects nothing.'), promise: 'No rejected request returns data of a job.', judge: leaks.refusedWithoutData },
  { id: 'scheme-any-case', level: 'SHOULD', ...drf('Authentication'), promise: 'The scheme name Bearer is case-insensitive.', judge: authentication.schemeInAnyCase },
  { id: 'token-elsewhere-401', level: 'SHOULD', ...authenticationPage, promise: 'The token is accepted only in the Authorization header.', judge: authentication.tokenElsewhereRefused },
  { id: 'token-not-echoed', level: 'ASSUMED', ...client('A response that contains the token ends up in logs.'), promise: 'No response contains the token.', judge: framework.secretsNotEchoed },

  // Get Status For a Single Job
  { id: 'detail-answers', level: 'MUST', ...singlePage, promise: "A request for one of the caller's jobs returns 200.", judge: single.detailAnswers },
  { id: 'detail-shape', level: 'MUST', ...singlePage, promise: 'A job is JSON with job_id, status, submitted_at and updated_at.', judge: single.detailShape },
  { id: 'detail-identity', level: 'MUST', ...singlePage, promise: 'The response describes the requested job.', judge: single.detailIdentity },
  { id: 'instants-in-utc', level: 'MUST', ...singlePage, promise: 'Both timestamps are valid instants in UTC.', judge: single.instantsInUtc },
  { id: 'updated-not-before-submitted', level: 'MUST', ...singlePage, promise: 'updated_at is never before submitted_at.', judge: single.updatedNotBeforeSubmitted },
  { id: 'not-in-the-future', level: 'SHOULD', ...singlePage, promise: "Neither timestamp is later than the target's clock.", judge: single.notInTheFuture },
  { id: 'years-plausible', level: 'SHOULD', ...singlePage, promise: 'Both timestamps are in this century.', judge: habits.yearsPlausible },
  { id: 'keys-once', level: 'SHOULD', ...singlePage, promise: 'No JSON object contains a key twice.', judge: wire.keysOnce },
  { id: 'answers-fresh', level: 'SHOULD', ...singlePage, promise: 'The status is current and does not come from a cache.', judge: caches.answersFresh },
  { id: 'timestamps-alike', ...assumed('The pages show one timestamp format, but none says that it never varies.'), promise: 'All timestamps have the same format.', judge: habits.oneSpelling },
  { id: 'work-takes-time', ...assumed('No page says how long work takes, but if it never takes any time, updated_at is not maintained.'), promise: 'A job with results was updated after its submission.', judge: habits.workTakesTime },

  // List All Jobs for the Current User
  { id: 'list-answers', level: 'MUST', ...listPage, promise: 'A request for the list returns 200.', judge: list.listAnswers },
  { id: 'list-shape', level: 'MUST', ...listPage, promise: 'The list is JSON: an array of jobs, bare or in a known envelope.', judge: list.listShape },
  { id: 'list-newest-first', level: 'MUST', ...listPage, promise: 'The list starts with the newest job.', judge: list.newestFirst },
  { id: 'list-no-duplicates', level: 'MUST', ...listPage, promise: 'The list contains each job only once.', judge: list.noDuplicates },
  { id: 'list-keeps-jobs', level: 'MUST', ...listPage, promise: 'A job that was listed once stays in the list.', judge: list.keepsItsJobs },
  { id: 'list-agrees-with-detail', level: 'MUST', ...listPage, promise: 'The list and the single status report the same data for a job.', judge: list.agreesWithDetail },
  { id: 'empty-list-empty', level: 'MUST', ...listPage, promise: 'The list of a user without jobs is empty, in the same form as any list.', judge: given.emptyListEmpty },
  { id: 'known-job-readable', level: 'MUST', ...singlePage, promise: 'A job that the user knows from elsewhere can be read.', judge: given.knownJobReadable },
  { id: 'known-job-listed', level: 'MUST', ...listPage, promise: 'A job that the user knows from elsewhere is in the list.', judge: given.knownJobListed },
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
  { id: 'no-lasting-server-error', level: 'MUST', ...client('A request that crashes every time never succeeds, however often a client retries it.'), promise: 'No request causes a server error every time.', judge: serverErrors.noLastingServerError },
  { id: 'server-errors-bare', level: 'MUST', ...client('Everyone who can cause an error would learn how to attack the server and its users.'), promise: 'No server error shows a traceback or settings, and no response shows a secret.', judge: serverErrors.serverErrorsBare },
  { id: 'errors-have-their-status', level: 'MUST', ...client('Clients tell success from failure by the status code.'), promise: 'A server error does not have a status that means success.', judge: serverErrors.errorsHaveTheirStatus },
  { id: 'each-is-answered', level: 'MUST', ...client('Without a response, no client can learn what became of its job.'), promise: 'Every operation and every job is answered while others are.', judge: availability.eachIsAnswered },
  { id: 'answers-soon', ...assumed('No page says how quickly the API responds, but clients that poll give up after some seconds.'), promise: 'The API responds within a few seconds.', judge: availability.answersSoon },
  { id: 'requests-answered', level: 'SHOULD', ...errorPage, promise: 'Nearly every request is answered; unexpected failures are rare.', judge: availability.answersMostRequests },
  { id: 'odd-id-404', level: 'SHOULD', ...drf('Routing'), promise: 'An id that is not a UUID returns 404, or 400.', judge: errors.oddIdNotFound },
  { id: 'random-id-refused', level: 'SHOULD', ...drf('Routing'), promise: 'Arbitrary text in place of an id is rejected with a client error (4xx).', judge: errors.randomIdRefused },
  { id: 'errors-tell-no-inside', ...assumed('No page says so, but internal details of a server help only attackers.'), promise: 'No error reveals internal details of the server.', judge: leaks.errorsTellNoInside },
] as const satisfies readonly Clause[];
