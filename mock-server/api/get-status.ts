/** getStatus: one job of the caller; being asked for moves a job that counts polls. */
import { createPoll } from '../simulation/actions.ts';
import { jobView, ownJob } from './job-view.ts';
import { about, type Handler, ok, problem } from './reply.ts';

export const getStatus: Handler = (call) => {
  const { now, model } = call;
  const job = ownJob(call, call.pathParameters['job_id'] ?? '');
  if (job === undefined) return problem('noSuchJob');
  return about(ok(jobView(job, now, model), createPoll([job], now, model.spec.lifeCycle)), job);
};
