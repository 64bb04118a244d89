/** Mutants that look innocent when requests come one after the other, and fail when some come at once. */
import { type Instant, instant } from '../../time/time.ts';
import { toJobView } from '../api/job-view.ts';
import type { JobView } from '../api/reply.ts';
import { computeJobState, type Job } from '../domain/job.ts';
import { findJob, type World } from '../domain/world.ts';
import type { Context } from '../pipeline/context.ts';
import { changeJson, isAbout, type Mutant, mutateAnswer, mutateList, replaceAnswer } from './mutant.ts';
import { isAction, mutateControl, mutateSubmit } from './writes.ts';

/** A mutant cannot see which requests overlap: those that are handled so close to each other do, in real milliseconds. */
const windowMs = 1.5;
/** How far a copy is behind, in milliseconds of the world. */
const lagMs = 2000;

const isAtOnce = ({ clock }: World, earlier: Instant, later: Instant): boolean =>
  (later - earlier) / clock.speed <= windowMs;

const findRequestedJob = ({ caller, job }: Context): Job | undefined =>
  caller === undefined || job === undefined ? undefined : findJob(caller.world, job);

/** The caller's submission that came at once with this one, and before it. */
function findTwin({ caller }: Context, id: unknown): string | undefined {
  if (caller === undefined) return undefined;
  const own = [...caller.world.log].flatMap((command) =>
    command.kind === 'submit' && command.owner === caller.user.name ? [command] : [],
  );
  const index = own.findIndex((one) => one.id === id);
  const [twin, at] = index < 0 ? [own.at(-1), caller.now] : [own[index - 1], own[index]?.at ?? caller.now];
  return twin !== undefined && isAtOnce(caller.world, twin.at, at) ? twin.id : undefined;
}

const getId = (body: string): unknown => (JSON.parse(body) as { readonly job_id?: unknown }).job_id;

export const raceMutants = [
  {
    name: 'pause-twice-at-once',
    about: 'Of two requests to pause a job that come at once, both are accepted.',
    onReply: mutateControl(400, (reply, context, request) => {
      const last = findRequestedJob(context)?.interventions.at(-1);
      const { caller } = context;
      if (last?.cause !== 'pause' || caller === undefined || !isAction(request, 'pause')) return reply;
      return isAtOnce(caller.world, last.at, caller.now)
        ? replaceAnswer(reply, 200, { status: 'paused' })
        : reply;
    }),
  },
  {
    name: 'resume-overwritten',
    about:
      'A request to resume that comes at once with one to pause is accepted, but the job still reads paused.',
    onReply: mutateAnswer('getStatus', 200, (reply, context) => {
      const [first, second] = findRequestedJob(context)?.interventions.slice(-2) ?? [];
      const { caller } = context;
      const isLost = first?.cause === 'pause' && second?.cause === 'resume';
      if (!isLost || caller === undefined || !isAtOnce(caller.world, first.at, second.at)) return reply;
      return changeJson(reply, (body) => ({ ...(body as JobView), status: 'paused' }));
    }),
  },
  {
    name: 'list-from-a-snapshot',
    about: 'The list shows each job as it was two seconds ago.',
    onReply: mutateList((jobs, { caller, model }) =>
      jobs.map((view): JobView => {
        const job = caller === undefined ? undefined : findJob(caller.world, view.job_id);
        if (caller === undefined || job === undefined) return view;
        const before = instant(Math.max(job.submittedAt, caller.now - lagMs));
        return toJobView(job, computeJobState(job, before, model.spec.lifeCycle), before, model);
      }),
    ),
  },
  {
    name: 'one-id-for-two',
    about: 'Of two submissions that come at once, the second one returns the job of the first.',
    onReply: mutateSubmit(201, (reply, context) => {
      const twin = findTwin(context, getId(reply.body));
      return twin === undefined
        ? reply
        : changeJson(reply, (body) => ({ ...(body as JobView), job_id: twin }));
    }),
  },
  {
    name: 'second-job-lost',
    about: 'Of two jobs that were submitted at once, the second one is not found.',
    onReply: (reply, context) =>
      isAbout(context, 'getStatus') &&
      reply.status === 200 &&
      findTwin(context, getId(reply.body)) !== undefined
        ? replaceAnswer(reply, 404, { detail: 'Not found.' })
        : reply,
  },
  {
    name: 'results-too-late',
    about: 'A completed job has no results for the first two seconds.',
    onReply: mutateAnswer('getResults', 200, (reply, context) => {
      const job = findRequestedJob(context);
      if (job === undefined) return reply;
      const { apiStatus, updatedAt } = computeJobState(job, context.now, context.model.spec.lifeCycle);
      const isNew = apiStatus === 'completed' && context.now - updatedAt <= lagMs;
      return isNew ? replaceAnswer(reply, 400, { error: 'The results are not ready yet.' }) : reply;
    }),
  },
] as const satisfies readonly Mutant[];
