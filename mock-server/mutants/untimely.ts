/** Mutants of actions that take effect although they must not, or have another effect than they should. */
import { type Job, computeJobState } from '../domain/job.ts';
import { findJob, listJobsOfUser } from '../domain/world.ts';
import type { Context } from '../pipeline/context.ts';
import { changeShownJobs, createMemory } from './memory.ts';
import { findForeignJob, type Mutant, type OnReply, replaceAnswer } from './mutant.ts';
import { toLater } from './times.ts';
import { isAction, mutateControl } from './writes.ts';

/** Mutants of a rejected action on the caller's job in one API status. */
const mutateRejected = (action: string, status: string, mutant: OnReply): OnReply =>
  mutateControl(400, (reply, context, request) =>
    isAction(request, action) && findStatus(context) === status ? mutant(reply, context, request) : reply,
  );

/** Mutants of an accepted action. */
const mutateAccepted = (action: string, mutant: OnReply): OnReply =>
  mutateControl(200, (reply, context, request) =>
    isAction(request, action) ? mutant(reply, context, request) : reply,
  );

function findStatus({ caller, job = '', model }: Context): string {
  const found = caller === undefined ? undefined : findJob(caller.world, job);
  return caller === undefined || found === undefined
    ? ''
    : computeJobState(found, caller.now, model.spec.lifeCycle).apiStatus;
}

const forceTo =
  (status: string, stays = false): OnReply =>
  (reply, context) => {
    context.intent = { kind: 'force', job: context.job ?? '', status, stays, anyway: true };
    return reply;
  };

/** A success in place of the rejection. */
const accept =
  (effect: OnReply, status: string): OnReply =>
  (reply, context, request) =>
    replaceAnswer(effect(reply, context, request), 200, { csv_file_id: context.job, status });

const [touched, touchedSecretly] = [createMemory<number>(), createMemory<number>()];

/** Shows the time of the last resume of a job in progress as its updated_at. */
const touchOnResume =
  (memory: typeof touched, change: OnReply): OnReply =>
  (reply, context, request) => {
    const changed = mutateRejected('resume', 'in-progress', (given, ...rest) => {
      memory(context).set(context.job ?? '', context.now);
      return change(given, ...rest);
    })(reply, context, request);
    return changeShownJobs(changed, context, (job) => {
      const at = memory(context).get(job.job_id);
      return at === undefined ? job : { ...job, updated_at: toLater(job.updated_at, at) };
    });
  };

const isSubmitted = ({ records }: Job) => records !== undefined;

/** Also sends the action to another job of the caller that has this API status. */
const actOnAnother =
  (kind: 'pause' | 'resume', status: string): OnReply =>
  (reply, context) => {
    const { caller, model, job: own } = context;
    const another =
      caller &&
      listJobsOfUser(caller.world, caller.user.name).find(
        (job) =>
          job.id !== own && computeJobState(job, caller.now, model.spec.lifeCycle).apiStatus === status,
      );
    if (another !== undefined) context.intent = { kind, job: another.id };
    return reply;
  };

export const untimelyMutants = [
  {
    name: 'pause-pauses-another-job-too',
    about: 'An action to pause a job also pauses another job of the caller.',
    onReply: mutateAccepted('pause', actOnAnother('pause', 'in-progress')),
  },
  {
    name: 'resume-resumes-another-job-too',
    about: 'An action to resume a job also resumes another job of the caller.',
    onReply: mutateAccepted('resume', actOnAnother('resume', 'paused')),
  },
  {
    name: 'pause-of-queued-works',
    about: 'A queued job can be paused.',
    onReply: mutateRejected('pause', 'queued', accept(forceTo('Paused', true), 'paused')),
  },
  {
    name: 'pause-of-queued-works-secretly',
    about: 'Pausing a queued job is rejected, but the job is paused.',
    onReply: mutateRejected('pause', 'queued', forceTo('Paused', true)),
  },
  {
    name: 'resume-restarts-a-completed-job',
    about: 'A completed job can be resumed, and starts again.',
    onReply: mutateRejected('resume', 'completed', accept(forceTo('Enrichment Started'), 'in-progress')),
  },
  {
    name: 'resume-restarts-secretly',
    about: 'Resuming a completed job is rejected, but the job starts again.',
    onReply: mutateRejected('resume', 'completed', forceTo('Enrichment Started')),
  },
  {
    name: 'pause-reopens-a-completed-job',
    about: 'Pausing a completed job is rejected, but the job is paused.',
    onReply: mutateRejected('pause', 'completed', forceTo('Paused', true)),
  },
  {
    name: 'resume-touches-a-running-job',
    about: 'A job in progress can be resumed, which changes its updated_at.',
    onReply: touchOnResume(touched, (reply, context) =>
      replaceAnswer(reply, 200, { csv_file_id: context.job, status: 'in-progress' }),
    ),
  },
  {
    name: 'rejected-resume-touches-a-running-job',
    about: 'Resuming a job in progress is rejected, but changes its updated_at.',
    onReply: touchOnResume(touchedSecretly, (reply) => reply),
  },
  {
    name: 'resume-requeues-a-running-job',
    about: 'Resuming a job in progress is rejected, but the job is queued again.',
    onReply: mutateRejected('resume', 'in-progress', forceTo('Draft')),
  },
  {
    name: 'pause-fails-the-job',
    about: 'A paused job has failed.',
    onReply: mutateAccepted('pause', forceTo('Failure')),
  },
  {
    name: 'pause-completes-the-job',
    about: 'A paused job is completed at once.',
    onReply: mutateAccepted('pause', forceTo('Enhancement Completed')),
  },
  {
    name: 'others-pause-secretly',
    about: "Another user's pause of a job in progress returns 404, but takes effect.",
    onReply: mutateControl(404, (reply, context, request) => {
      const foreign = findForeignJob(context, request.body);
      if (foreign !== undefined && isSubmitted(foreign) && isAction(request, 'pause'))
        context.intent = { kind: 'pause', job: foreign.id };
      return reply;
    }),
  },
  {
    name: 'finished-jobs-of-others-restart',
    about: "An action on another user's finished job returns 404, but the job starts again.",
    onReply: mutateControl(404, (reply, context, request) => {
      const foreign = findForeignJob(context, request.body);
      if (foreign !== undefined && !isSubmitted(foreign))
        context.intent = { kind: 'force', job: foreign.id, status: 'Draft', stays: true, anyway: true };
      return reply;
    }),
  },
  {
    name: 'others-pause-new-jobs',
    about: "Another user's pause of a job in progress returns 200.",
    onReply: mutateControl(404, (reply, context, request) => {
      const foreign = findForeignJob(context, request.body);
      return foreign !== undefined && isSubmitted(foreign)
        ? replaceAnswer(reply, 200, { csv_file_id: foreign.id, status: 'paused' })
        : reply;
    }),
  },
] as const satisfies readonly Mutant[];
