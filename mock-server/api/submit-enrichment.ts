/** submitEnrichment: creates a job from a list of records, which is paid for up front. */
import type { Decision } from '../domain/decision.ts';
import { computeJobState } from '../domain/job.ts';
import { findJob } from '../domain/world.ts';
import {
  type Handler,
  invalid,
  type OperationCall,
  problem,
  type Reply,
  throttled,
  type Wanted,
} from './reply.ts';
import { readSubmission, type SubmissionBody } from './submission-body.ts';
import { admitSubmission } from './submission.ts';

export const submitEnrichment: Handler = Object.assign(submit, { read: readSubmission, respond });

function submit({ body, world, user, model }: OperationCall): Reply | Wanted {
  // The result of its own body reader.
  const submission = admitSubmission(body as SubmissionBody, world, model.getMaxRows?.());
  if (submission.kind !== 'submission') return submission;
  const { kind: _, records, ...about } = submission;
  return {
    kind: 'intent',
    intent: { kind: 'submit', owner: user.name, rows: records.count, records, ...about },
  };
}

function respond({ body, world, now, model }: OperationCall, decision: Decision): Reply {
  if (decision.kind === 'refused') {
    const { code, reason, values } = decision;
    if (code === 'too-few-credits') return problem('paymentRequired', values);
    // The throttle passed it, but another process accepted the last one of the quota meanwhile.
    if (code === 'over-quota') return throttled(values?.['seconds'] ?? 0);
    return invalid({ [(body as SubmissionBody).field]: [reason] });
  }
  const job = decision.command?.kind === 'submit' ? findJob(world, decision.command.id) : undefined;
  if (job === undefined) throw new Error('A submission was accepted, but there is no job.');
  const { apiStatus } = computeJobState(job, now, model.spec.lifeCycle);
  const withStatus = model.readings['submit-response'] === 'with-status';
  const made = withStatus ? { job_id: job.id, status: apiStatus } : { job_id: job.id };
  return { kind: 'success', status: 201, body: made, jobs: [job] };
}
