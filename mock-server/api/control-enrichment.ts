/** controlEnrichment: pauses a running job, or resumes a paused one for the price of the remaining rows. */
import type { Decision } from '../domain/decision.ts';
import { type Job, computeDone, computeJobState } from '../domain/job.ts';
import { countRecords } from '../domain/matches.ts';
import { findJob } from '../domain/world.ts';
import { parseUuid } from '../django/uuid.ts';
import { type Handler, invalid, ok, type OperationCall, problem, type Reply, type Wanted } from './reply.ts';
import { findBodyErrorsAtOnce } from '../django/serializer.ts';
import { isMap } from '../django/values.ts';

const refusals = { pause: 'cannotPause', resume: 'cannotResume' } as const;

export const controlEnrichment: Handler = Object.assign(control, { respond });

function control({ operation, body, user, model }: OperationCall): Reply | Wanted {
  const { document } = model.spec;
  const errors = findBodyErrorsAtOnce(document, operation.requestBody['application/json'], body);
  if (errors !== undefined) return invalid(errors);
  const { id, action } = readAction(body);
  return { kind: 'intent', intent: { kind: action, job: id, owner: user.name } };
}

function readAction(body: unknown): { readonly id: string; readonly action: keyof typeof refusals } {
  const { csv_file_id: id, action } = isMap(body) ? body : {};
  return { id: parseUuid(String(id)) ?? '', action: action === 'resume' ? 'resume' : 'pause' };
}

function respond({ body, world, now, model }: OperationCall, decision: Decision): Reply {
  const { id, action } = readAction(body);
  if (decision.kind === 'refused') {
    if (decision.code === 'no-such-job') return problem('noSuchJob');
    if (decision.code === 'too-few-credits') return problem('paymentRequired', decision.values);
    if (decision.code === 'full') return invalid({ action: [decision.reason] });
    return problem(refusals[action]);
  }
  const job = findJob(world, id);
  if (job === undefined) return problem('noSuchJob');
  const { lifeCycle } = model.spec;
  const { apiStatus } = computeJobState(job, now, lifeCycle);
  const checkpoint =
    action === 'pause' ? { checkpoint: createCheckpoint(job, computeDone(job, now, lifeCycle)) } : {};
  return ok({ csv_file_id: job.id, status: apiStatus, ...checkpoint }, [job]);
}

function createCheckpoint(job: Job, rowsDone: number) {
  return {
    rows_processed: countRecords(job, rowsDone),
    input_rows_processed: rowsDone,
    is_phone: job.category !== 'account' || job.criteria !== undefined,
    is_email: job.category !== 'account' || job.criteria !== undefined,
  };
}
