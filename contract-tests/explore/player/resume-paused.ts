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
  readonly list: () => readonly PausedJob[];
  readonly remove: (jobId: string, isCertain: boolean) => void;
}

export function createPausedJobs(): PausedJobs {
  const jobs = new Map<string, PausedJob>();
  const uncertain = new Set<string>();
  return {
    add: (job) => jobs.set(job.jobId, job),
    addUncertain: (jobId) => uncertain.add(jobId),
    list: () => [...jobs.values()],
    remove: (jobId, isCertain) => {
      if (isCertain || !uncertain.has(jobId)) jobs.delete(jobId);
    },
  };
}

/** How often a job is read, or resumed, before the run gives it up. */
const maxTries = 5;

/** @returns the jobs that are paused, or may be, in spite of everything */
export async function resumePaused(player: Player, paused: PausedJobs): Promise<readonly PausedJob[]> {
  const left: PausedJob[] = [];
  for (const job of paused.list()) {
    const sender = createSender(player.target, job.tokens, player.ports, player.state);
    if (!(await resumeJob(job, player, sender, paused))) left.push(job);
  }
  return left;
}

/** @returns whether the job is not paused */
async function resumeJob(
  { jobId, user }: PausedJob,
  { target, ports, purse }: Player,
  sender: Sender,
  paused: PausedJobs,
): Promise<boolean> {
  const { lifeCycle } = target.spec;
  const resumable = new Set(lifeCycle.statusesBefore('resume').map(lifeCycle.getApiStatus));
  const send = async (operation: SequenceCall['operation']): Promise<PlayedCall> => {
    await purse.takeCalls(1);
    return sender.send({ user, operation, job: 'A' }, { step: -1, lane: 0, isPoll: false, jobId });
  };
  for (let tries = 0; tries < maxTries; tries += 1) {
    if (tries > 0) await ports.wait(target.paceMs);
    const read = await send('read');
    const status = getReadStatus(read);
    const isGone = getAnswer(read)?.status === 404;
    if (isGone || (status !== '' && !resumable.has(status))) {
      paused.remove(jobId, isGone || lifeCycle.staysFor(status));
      return true;
    }
    if (status === '') continue;
    const answer = getAnswer(await send('resume'));
    if (answer !== undefined && isSuccess(answer.status)) {
      const after = getReadStatus(await send('read'));
      if (after !== '' && !resumable.has(after)) paused.remove(jobId, lifeCycle.staysFor(after));
      if (after !== '' && !resumable.has(after)) return true;
    }
  }
  return false;
}
