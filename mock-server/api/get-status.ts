/** getStatus: one job of the user. For a job that counts polls, this request counts as one. */
import { createPollIntent } from '../domain/actions.ts';
import { toJobView, findOwnJob } from './job-view.ts';
import { attachJobs, type Handler, ok, problem } from './reply.ts';

export const getStatus: Handler = (call) => {
  const { now, model } = call;
  const job = findOwnJob(call, call.pathParameters['job_id'] ?? '');
  if (job === undefined) return problem('noSuchJob');
  return attachJobs(ok(toJobView(job, now, model), createPollIntent([job], now, model.spec.lifeCycle)), job);
};
