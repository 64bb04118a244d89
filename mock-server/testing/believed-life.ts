/** A simple model of a job's life, for tests: a queue of remaining work. */
import type { Plan } from '../domain/plan.ts';

const workingStatus = 'Enrichment Started';
const paused = 'Paused';

/** The status after a failure; other statuses cannot fail. */
const failures = new Map([
  ['Uploading', 'Upload Failed'],
  ['Draft', 'Failure'],
  [workingStatus, 'Failure'],
  [paused, 'Failure'],
]);

/** A status with its remaining milliseconds and polls, and the steps that follow when it is resumed. */
export interface ToDo {
  readonly status: string;
  readonly left: number;
  readonly polls?: number;
  readonly spent?: boolean;
  readonly resumed?: readonly ToDo[];
}

/** The current status, and the later ones. */
export type Queue = readonly ToDo[];

export const toQueue = (plan: Plan): Queue =>
  plan.map(({ status, lasts: left, polls, spent = false, resumed }) => ({
    status,
    left,
    spent,
    ...(polls === undefined ? {} : { polls }),
    ...(resumed === undefined ? {} : { resumed: toQueue(resumed) }),
  }));

const stay = (status: string): ToDo => ({ status, left: Number.POSITIVE_INFINITY });

/** The rest after some time, which is at most the duration of the current status. */
export function advanceQueue([present, ...next]: Queue, milliseconds: number): Queue {
  if (present === undefined) return [];
  const left = present.left - milliseconds;
  return left <= 0 && next.length > 0 ? next : [{ ...present, left: Math.max(0, left) }, ...next];
}

export function pollQueue([present, ...next]: Queue): Queue {
  if (present?.polls === undefined || next.length === 0)
    return present === undefined ? [] : [present, ...next];
  return present.polls === 1 ? next : [{ ...present, polls: present.polls - 1 }, ...next];
}

/** @returns undefined if it has no effect, like all functions below */
export function pauseQueue(queue: Queue): Queue | undefined {
  return queue[0]?.status === workingStatus ? [stay(paused), ...queue] : undefined;
}

export function resumeQueue([present, ...next]: Queue): Queue | undefined {
  if (present?.status !== paused) return undefined;
  const rest = present.resumed ?? next;
  return rest[0]?.status === workingStatus ? rest : [stay(workingStatus), ...rest];
}

export function failQueue([present]: Queue): Queue | undefined {
  const failure = failures.get(present?.status ?? '');
  return failure === undefined ? undefined : [stay(failure)];
}

/** @param plan all of it, as it was at first */
export function forceQueue(queue: Queue, plan: Queue, status: string, stays: boolean): Queue {
  const [present, ...next] = queue;
  const planned =
    listRest(next, status) ?? listRest(present?.resumed ?? [], status) ?? listRest(plan, status);
  if (planned !== undefined && !stays) return planned;
  if (status !== paused) return [stay(status)];
  const behind = planned?.[0]?.resumed ?? planned?.slice(1);
  return [stay(paused), ...(behind ?? listRest(queue, workingStatus) ?? listRest(plan, workingStatus) ?? [])];
}

/** The rest of a plan from a status on, including the steps of a resumed job. */
function listRest(plan: Queue, status: string): Queue | undefined {
  const index = plan.findIndex((one) => one.status === status);
  if (index >= 0) return plan.slice(index);
  return plan.flatMap(({ resumed = [] }) => [listRest(resumed, status)]).find((one) => one !== undefined);
}

/** A poll is worth this many milliseconds of work. */
export const pollWork = 10_000;

/** The total working time in milliseconds of a job that is resumed at each pause. */
export function getWork([present, ...next]: Queue): number {
  if (present === undefined) return 0;
  const turns = present.left === Number.POSITIVE_INFINITY && present.resumed !== undefined;
  const rest = getWork(turns ? (present.resumed ?? []) : next);
  return present.status === workingStatus
    ? rest + (present.polls === undefined ? present.left : present.polls * pollWork)
    : rest;
}
