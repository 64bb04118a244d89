/** Lists the clauses of the pages about Submit and Control. */
import type { Clause } from '../verdict/clause.ts';
import * as control from '../clauses/control.ts';
import * as own from '../clauses/own-job.ts';
import * as life from '../clauses/own-job-life.ts';
import * as effects from '../clauses/side-effects.ts';
import * as untimely from '../clauses/untimely.ts';
import * as methods from '../clauses/write-methods.ts';
import {
  assumed,
  client,
  codes,
  drf,
  listPage,
  mappingPage,
  pausePage,
  resumePage,
  sibling,
  singlePage,
  status,
  submitEndpoint,
} from './sources.ts';

// biome-ignore format: one line per clause, so that it reads as a table
export const writes = [
  // Submit, with a job that the run creates
  { id: 'submission-creates', level: 'MUST', ...codes, promise: 'A submission is accepted with 200, 201 or 202.', judge: own.submissionCreates },
  { id: 'submission-tells-job', level: 'MUST', ...submitEndpoint, promise: 'A submission returns the job_id of a new job of the caller.', judge: own.submissionTellsJob },
  { id: 'submission-creates-one', level: 'MUST', ...submitEndpoint, promise: 'A submission creates one job and no other.', judge: life.submissionCreatesOne },
  { id: 'new-job-on-top', level: 'MUST', ...listPage, promise: 'A new job appears at the top of the list immediately.', judge: own.newJobOnTop },
  { id: 'new-job-queued', level: 'SHOULD', ...mappingPage, promise: 'A new job is queued first.', judge: own.newJobQueued },
  { id: 'new-job-dated', level: 'SHOULD', ...singlePage, promise: 'submitted_at is the time of the submission.', judge: own.submittedNow },
  { id: 'new-job-private', level: 'MUST', ...status('Overview'), promise: 'Nobody but its owner can list or read a new job.', judge: life.ownJobPrivate },
  { id: 'new-job-listed-as-read', level: 'MUST', ...listPage, promise: 'On the way of a new job, the list and the single status agree.', judge: life.ownListAgrees },
  { id: 'new-job-finishes', level: 'SHOULD', ...client('No page says how long a job takes, but a client that waits ten minutes for three rows without any change waits in vain.'), promise: 'A new job of three records does not stay unchanged for ten minutes.', judge: life.ownJobFinishes },
  { id: 'new-job-undisturbed', ...assumed('Another client of the same user may pause and resume the job of a run.'), promise: 'A new job is paused and resumed only by actions on it.', judge: life.ownJobUndisturbed },
  { id: 'imported-returned', ...assumed('The submit page does not name the fields; the results page names them with the prefix imported_.'), promise: 'The results return the submitted values in the imported_ fields.', judge: own.importedReturned },
  { id: 'bad-submission-400', level: 'MUST', ...codes, promise: 'A malformed submission is rejected with 400.', judge: own.badSubmissionRefused },
  { id: 'bad-submission-creates-none', level: 'MUST', ...submitEndpoint, promise: 'A rejected submission creates no job.', judge: effects.rejectedSubmissionsCreateNothing },
  { id: 'bad-submission-explained', level: 'SHOULD', ...codes, promise: 'A 400 explains what is wrong, field by field.', judge: own.badSubmissionExplained },

  // Control
  { id: 'control-no-get', level: 'SHOULD', ...drf('Methods'), promise: 'GET on Control is rejected with 405.', judge: control.controlByPostOnly },
  { id: 'control-needs-token', level: 'SHOULD', ...drf('Methods'), promise: 'Without a token, Control reveals nothing about itself.', judge: control.controlNeedsToken },
  { id: 'pause-taken', level: 'MUST', ...pausePage, promise: 'A job in progress can be paused.', judge: control.pauseTaken },
  { id: 'pause-obeyed', level: 'MUST', ...pausePage, promise: 'A job stops when it is paused.', judge: control.pauseObeyed },
  { id: 'pause-only-at-work', level: 'MUST', ...pausePage, promise: 'A job that is not in progress cannot be paused.', judge: untimely.pauseOnlyAtWork },
  { id: 'resume-taken', level: 'MUST', ...status('Polling Guidance'), promise: 'A paused job can be resumed.', judge: control.resumeTaken },
  { id: 'resume-obeyed', level: 'MUST', ...resumePage, promise: 'A job continues when it is resumed.', judge: control.resumeObeyed },
  { id: 'resume-only-paused', level: 'MUST', ...resumePage, promise: 'A job that is not paused cannot be resumed.', judge: untimely.resumeOnlyPaused },
  { id: 'control-refusal', ...assumed('The control page does not say how an action is rejected that the current status does not allow.'), promise: 'An action that the current status does not allow is rejected with 400 and an error.', judge: untimely.untimelyRefusal },
  { id: 'action-on-its-job-only', level: 'MUST', ...sibling('control', 'Endpoint'), promise: 'An action moves no other job.', judge: effects.actionOnItsJobOnly },
  { id: 'rejected-action-no-effect', level: 'MUST', ...sibling('control', 'Endpoint'), promise: 'A rejected action has no effect on the job.', judge: untimely.rejectedActionNoEffect },
  { id: 'bad-control-400', level: 'MUST', ...codes, promise: 'An unknown action is rejected with 400.', judge: control.badControlRefused },
  { id: 'unknown-control-404', level: 'MUST', ...codes, promise: 'An action on an unknown job returns 404.', judge: control.unknownControlNotFound },
  { id: 'foreign-control-404', level: 'MUST', ...sibling('control', 'Endpoint'), promise: "An action on another user's job returns 404.", judge: control.foreignControlNotFound },
  { id: 'foreign-control-like-unknown', level: 'MUST', ...codes, promise: "An action on another user's job gets exactly the same response as one on an unknown job.", judge: control.foreignControlLikeUnknown },
  { id: 'foreign-control-no-effect', level: 'MUST', ...sibling('control', 'Endpoint'), promise: "An action on another user's job has no effect.", judge: untimely.foreignControlNoEffect },

  // Methods that write, on the status URLs
  { id: 'write-methods-refused', level: 'MUST', ...client('The page names GET as the only method of both URLs, and a client that gets a success relies on the change.'), promise: 'A job accepts no PATCH, PUT, POST or DELETE, and the list no POST.', judge: methods.writeMethodsRefused },
  { id: 'write-methods-405', level: 'SHOULD', ...drf('Methods'), promise: 'A method that a job or the list does not have is rejected with 405 and the header Allow.', judge: methods.writeMethods405 },
  { id: 'write-methods-change-nothing', level: 'MUST', ...client('The page describes both URLs as views of the status, so that no request to them may change a job.'), promise: 'A method that a job or the list does not have changes nothing.', judge: methods.writeMethodsChangeNothing },
] as const satisfies readonly Clause[];
