/** Reads the run's own job: once, until its timestamps can show another change, or until a condition holds. */
import { listStatusesBefore, obeyMs } from '../evidence/own-jobs.ts';
import { listSightings, type Sighting } from '../evidence/sightings.ts';
import { isWithinSecond } from '../evidence/within-second.ts';
import { askDetail, type Asker } from './asker.ts';

/** The minimum number of polls after an action before it counts as ignored. */
export const patience = 5;

/** A job whose status cannot be read is abandoned after this time. */
const maxUnreadableMs = 60_000;

/** How long a read waits until a timestamp of whole seconds can show another change. */
const [settleStepMs, maxSettleMs] = [500, 3000] as const;

/** A job of the run while it is exercised. */
export interface OwnJob {
  readonly asker: Asker;
  readonly jobId: string;
  /** Whether an earlier job left a doubt. Then each action that left it is sent later, when chance would have passed. */
  readonly isSecond: boolean;
  /** How long the job is followed without a change. */
  readonly followMs: number;
  readonly startedMs: number;
  readonly atWork: ReadonlySet<string>;
  readonly paused: ReadonlySet<string>;
  /** From before the pause action until the job is in progress again, or finished. */
  mayBePaused: boolean;
  seen: Sighting | undefined;
  changedMs: number;
  readableMs: number;
}

export function createOwnJob(asker: Asker, jobId: string, followMs: number, isSecond: boolean): OwnJob {
  const now = asker.now();
  return {
    asker,
    jobId,
    isSecond,
    followMs,
    startedMs: now,
    atWork: listStatusesBefore(asker.spec.lifeCycle, 'pause'),
    paused: listStatusesBefore(asker.spec.lifeCycle, 'resume'),
    mayBePaused: false,
    seen: undefined,
    changedMs: now,
    readableMs: now,
  };
}

/** Whether the job has not been readable for too long. */
export function isLost({ asker, readableMs }: OwnJob): boolean {
  return asker.now() - readableMs >= maxUnreadableMs;
}

/** A job that still moves is followed for longer, but not forever. */
function getDeadline({ startedMs, changedMs, followMs }: OwnJob): number {
  return Math.min(changedMs + followMs, startedMs + 2 * followMs);
}

/** The current status of the job; empty if the response has none. */
export async function readStatus(own: OwnJob): Promise<string> {
  const { asker, jobId } = own;
  const [sighting] = listSightings([await askDetail(asker, 'own-detail', jobId)]);
  const now = asker.now();
  if (sighting?.status === undefined) return '';
  const isChanged = own.seen?.status !== sighting.status || own.seen.updatedAt !== sighting.updatedAt;
  if (isChanged) own.changedMs = now;
  own.seen = sighting;
  own.readableMs = now;
  return sighting.status;
}

/** The status after so much time since its last change that a timestamp shows another one. */
export async function readSettledStatus(own: OwnJob): Promise<string> {
  const step = Math.min(own.asker.paceMs, settleStepMs);
  let status = await readStatus(own);
  for (let waited = 0; isUnsettled(own) && waited < maxSettleMs; waited += step) {
    await own.asker.wait(step);
    status = await readStatus(own);
  }
  return status;
}

function isUnsettled({ seen }: OwnJob): boolean {
  return seen !== undefined && isWithinSecond(seen);
}

/** Polls the job after an action until it obeys, or has had enough time and polls for that. */
export async function readUntilObeyed(own: OwnJob, isSo: (status: string) => boolean): Promise<string> {
  const until = own.asker.now() + obeyMs;
  const isPatient = (count: number) => count < patience || own.asker.now() < until;
  return readStatusUntil(own, await readStatus(own), isSo, isPatient);
}

/** Polls the job at the documented interval until a condition holds, the time is over, or the job cannot be read. */
export async function readStatusUntil(
  own: OwnJob,
  status: string,
  isSo: (status: string) => boolean,
  isPatient: (count: number) => boolean = () => true,
): Promise<string> {
  const { asker } = own;
  let present = status;
  for (
    let count = 1;
    !isSo(present) && isPatient(count) && asker.now() < getDeadline(own) && !isLost(own);
    count += 1
  ) {
    const left = Math.ceil((getDeadline(own) - asker.now()) / 1000);
    asker.onProgress('polling the created job', `${present}, at most ${left} s more`);
    await asker.wait(asker.paceMs);
    present = await readStatus(own);
  }
  return present;
}
