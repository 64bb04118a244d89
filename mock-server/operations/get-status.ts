/** getStatus: one job of the caller. */
import { jobView, ownJob } from './job-view.ts';
import { about, type Handler, ok, problem } from './reply.ts';

export const getStatus: Handler = (call) => {
  const job = ownJob(call, call.pathParameters['job_id'] ?? '');
  return job === undefined ? problem('noSuchJob') : about(ok(jobView(job, call.now, call.model)), job);
};
