/** controlEnrichment: pauses a running job, or resumes a paused one for the price of the remaining rows. */
import type { TransitionCause } from '../../openapi/document.ts';
import { type Job, computeJobState } from '../domain/job.ts';
import { countRecords } from '../domain/matches.ts';
import { computeBalance, computeRestCost, createTerms } from '../domain/wallet.ts';
import { getJobs, applyCommand } from '../domain/world.ts';
import { findOwnJob } from './job-view.ts';
import { attachJobs, type Handler, invalid, ok, problem } from './reply.ts';
import { findBodyErrorsAtOnce } from '../django/serializer.ts';
import { isMap } from '../django/values.ts';

const refusals = { pause: 'cannotPause', resume: 'cannotResume' } as const;

export const controlEnrichment: Handler = (call) => {
  const { operation, body, world, user, now, model } = call;
  const { document, lifeCycle } = model.spec;
  const errors = findBodyErrorsAtOnce(document, operation.requestBody['application/json'], body);
  if (errors !== undefined) return invalid(errors);
  const { csv_file_id: id, action } = isMap(body) ? body : {};
  const job = findOwnJob(call, String(id));
  if (job === undefined) return problem('noSuchJob');
  const cause: TransitionCause & keyof typeof refusals = action === 'resume' ? 'resume' : 'pause';
  if (lifeCycle.getNext(computeJobState(job, now, lifeCycle).internalStatus, cause) === undefined)
    return problem(refusals[cause]);

  const terms = createTerms(model.spec);
  const required = cause === 'resume' ? computeRestCost(job, now, terms) : 0;
  const balance = computeBalance(world, user, now, terms);
  if (balance !== undefined && balance < required) return problem('paymentRequired', { required, balance });

  const command = { kind: 'intervene', job: job.id, cause, at: now } as const;
  const after = getJobs(applyCommand(world, command)).find((one) => one.id === job.id) ?? job;
  const { apiStatus, rowsDone } = computeJobState(after, now, lifeCycle);
  const checkpoint = cause === 'pause' ? { checkpoint: createCheckpoint(after, rowsDone) } : {};
  return attachJobs(ok({ csv_file_id: job.id, status: apiStatus, ...checkpoint }, command), after);
};

function createCheckpoint(job: Job, rowsDone: number) {
  return {
    rows_processed: countRecords(job, rowsDone),
    input_rows_processed: rowsDone,
    is_phone: job.category !== 'account' || job.criteria !== undefined,
    is_email: job.category !== 'account' || job.criteria !== undefined,
  };
}
