/** submitEnrichment: creates a job from a list of records, which is paid for up front. */
import { computeJobState } from '../domain/job.ts';
import { computeBalance, estimate, createTerms } from '../domain/wallet.ts';
import { getJobs, getNextJobId, applyCommand } from '../domain/world.ts';
import { type OperationCall, type Handler, problem, type Reply } from './reply.ts';
import { readSubmission, type SubmissionBody } from './submission-body.ts';
import { admitSubmission } from './submission.ts';

export const submitEnrichment: Handler = Object.assign(submit, { read: readSubmission });

function submit({ body, world, user, now, model }: OperationCall): Reply {
  // The result of its own body reader.
  const submission = admitSubmission(body as SubmissionBody, world);
  if (submission.kind !== 'submission') return submission;
  const { kind: _, records, scenario = world.fixture.defaultScenario, ...asked } = submission;
  const terms = createTerms(model.spec);
  const required = estimate(asked, records.count, terms);
  const balance = computeBalance(world, user, now, terms);
  if (balance !== undefined && balance < required) return problem('paymentRequired', { required, balance });

  const id = getNextJobId(world);
  const command = {
    ...asked,
    kind: 'submit',
    owner: user.name,
    id,
    at: now,
    rows: records.count,
    scenario,
    records,
  } as const;
  const job = getJobs(applyCommand(world, command)).find((one) => one.id === id);
  const status = job === undefined ? undefined : computeJobState(job, now, model.spec.lifeCycle).apiStatus;
  const withStatus = model.readings['submit-response'] === 'with-status';
  return {
    kind: 'success',
    status: 201,
    body: withStatus ? { job_id: id, status } : { job_id: id },
    command,
    jobs: job === undefined ? [] : [job],
  };
}
