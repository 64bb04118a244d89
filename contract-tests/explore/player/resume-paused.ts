/** Resumes the jobs that a sequence has paused, so that none is left behind; also when the user stops the run. */
import { getAnswer, isSuccess, type PlayedCall } from '../history.ts';
import type { SequenceCall, UserName } from '../sequence.ts';
import { createSender, getReadStatus, type Player, type Sender, type Tokens } from './player.ts';

export interface PausedJob {
  readonly jobId: string;
  readonly user: UserName;
  readonly tokens: Tokens;
}

/** The jobs that may be paused, by their ids. */
export interface PausedJobs {
  readonly add: (job: PausedJob) => void;
  /** A pause without a response may take effect later. */
  readonly addUncertain: (jobId: string) => void;
  /** @param again also those that could not be resumed before */
  readonly list: (again: boolean) => readonly PausedJob[];
  /** The job could not be resumed, or only a late pause may still come. */
  readonly setAside: (jobId: string) => void;
  readonly remove: (jobId: string, isCertain: boolean) => void;
}

export function createPausedJobs(): PausedJobs {
  const jobs = new Map<string, PausedJob>();
  const uncertain = new Set<string>();
  const aside = new Set<string>();
  return {
    add: (job) => jobs.set(job.jobId, job),
    addUncertain: (jobId) => uncertain.add(jobId),
    list: (again) => [...jobs.values()].filter(({ jobId }) => again || !aside.has(jobId)),
    setAside: (jobId) => aside.add(jobId),
    remove: (jobId, isCertain) => {
      if (isCertain || !uncertain.has(jobId)) jobs.delete(jobId);
    },
  };
}

/** How often a job is read, or resumed, before the run gives it up. */
const maxTries = 5;

export interface LeftJob extends Pick<PausedJob, 'jobId' | 'user'> {
  /** Why it could not be resumed. */
  readonly reason: string;
}

/** @returns the jobs that are paused, or may be, in spite of everything */
export async function resumePaused(
  player: Player,
  paused: PausedJobs,
  { again }: { readonly again: boolean },
): Promise<readonly LeftJob[]> {
  const left: LeftJob[] = [];
  for (const job of paused.list(again)) {
    const { jobId, user } = job;
    const sender = createSender(player.target, job.tokens, player.ports, player.state);
    const reason = await resumeJob(job, player, sender, paused).catch((error: unknown) => toReason(error));
    paused.setAside(jobId);
    if (reason !== undefined) left.push({ jobId, user, reason });
  }
  return left;
}

const toReason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** @returns why the job may still be paused; undefined if it is not */
async function resumeJob(
  { jobId, user }: PausedJob,
  { target, ports, purse }: Player,
  sender: Sender,
  paused: PausedJobs,
): Promise<string | undefined> {
  const { lifeCycle } = target.spec;
  const resumable = new Set(lifeCycle.statusesBefore('resume').map(lifeCycle.getApiStatus));
  const send = async (operation: SequenceCall['operation']): Promise<PlayedCall> => {
    await purse.takeCalls(1);
    return sender.send({ user, operation, job: 'A' }, { step: -1, lane: 0, isPoll: false, jobId });
  };
  let reason = 'its status could not be read';
  for (let tries = 0; tries < maxTries; tries += 1) {
    if (tries > 0) await ports.wait(target.paceMs);
    const read = await send('read');
    const status = getReadStatus(read);
    const isGone = getAnswer(read)?.status === 404;
    if (isGone || (status !== '' && !resumable.has(status))) {
      paused.remove(jobId, isGone || lifeCycle.staysFor(status));
      return undefined;
    }
    if (status === '') continue;
    const resumed = await send('resume');
    const answer = getAnswer(resumed);
    reason = formatReason(resumed);
    if (answer !== undefined && isSuccess(answer.status)) {
      const after = getReadStatus(await send('read'));
      if (after !== '' && !resumable.has(after)) paused.remove(jobId, lifeCycle.staysFor(after));
      if (after !== '' && !resumable.has(after)) return undefined;
      reason = 'it stayed paused';
    }
  }
  return reason;
}

function formatReason({ outcome }: PlayedCall): string {
  return outcome.kind === 'uncertain' ? outcome.reason : `status ${outcome.answer.status}`;
}
