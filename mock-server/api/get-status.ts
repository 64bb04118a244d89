/** getStatus: one job of the user. For a job that counts polls, this request counts as one. */
import { createPollIntent } from '../domain/actions.ts';
import { computeJobState } from '../domain/job.ts';
import { toJobView, findOwnJob } from './job-view.ts';
import { KeptReplies } from './kept-replies.ts';
import { type Handler, ok, problem } from './reply.ts';

const kept = new KeptReplies(10_000);

export const getStatus: Handler = (call) => {
  const { now, model } = call;
  const job = findOwnJob(call, call.job);
  if (job === undefined) return problem('noSuchJob');
  const jobs = [job];
  const known = kept.find(call, jobs);
  if (known !== undefined) return known;
  const { lifeCycle } = model.spec;
  const state = computeJobState(job, now, lifeCycle);
  const body = toJobView(job, state, now, model);
  return kept.keep(call, jobs, [state], ok(body, jobs, createPollIntent(jobs, now, lifeCycle)));
};
