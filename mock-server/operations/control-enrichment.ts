/** controlEnrichment: pauses a job that is being worked on, resumes a paused one. */
import type { Cause } from '../../openapi/document.ts';
import { jobAt } from '../simulation/job.ts';
import { jobsOf, withCommand } from '../simulation/world.ts';
import { ownJob } from './job-view.ts';
import { type Handler, invalid, ok, problem } from './reply.ts';
import { bodyErrors, isMap } from './serializer.ts';

const refusals = { pause: 'cannotPause', resume: 'cannotResume' } as const;

export const controlEnrichment: Handler = (call) => {
  const { operation, body, world, now, model } = call;
  const { document, lifeCycle } = model.spec;
  const errors = bodyErrors(document, operation.requestBody['application/json'], body);
  if (errors !== undefined) return invalid(errors);
  const { csv_file_id: id, action } = isMap(body) ? body : {};
  const job = ownJob(call, String(id));
  if (job === undefined) return problem('noSuchJob');
  const cause: Cause & keyof typeof refusals = action === 'resume' ? 'resume' : 'pause';
  if (lifeCycle.next(jobAt(job, now, lifeCycle).internalStatus, cause) === undefined)
    return problem(refusals[cause]);
  const command = { kind: 'intervene', job: job.id, cause, at: now } as const;
  const after = jobsOf(withCommand(world, command)).find((one) => one.id === job.id) ?? job;
  const { apiStatus, rowsDone } = jobAt(after, now, lifeCycle);
  const checkpoint = {
    rows_processed: rowsDone,
    input_rows_processed: rowsDone,
    is_phone: true,
    is_email: true,
  };
  return ok(
    { csv_file_id: job.id, status: apiStatus, ...(cause === 'pause' ? { checkpoint } : {}) },
    command,
  );
};
