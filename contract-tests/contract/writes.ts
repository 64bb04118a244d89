/** Lists the clauses of the pages about Submit and Control. */
import type { Clause } from '../verdict/clause.ts';
import * as control from '../clauses/control.ts';
import * as own from '../clauses/own-job.ts';
import {
  assumed,
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
] as const satisfies readonly Clause[];
