/** Draws what the clients of a world do next. */
import { createDraws } from '../../../random/random.ts';
import { type Action, type Exchange, getMember, parseBody } from '../history.ts';

/** What all clients of a world know together. */
export interface KnownJobs {
  /** Made by the user who submits. */
  readonly working: string[];
  /** Made by the user who spends. */
  readonly waiting: string[];
}

export const createKnownJobs = (): KnownJobs => ({ working: [], waiting: [] });

const add = (jobs: string[], id: unknown): void => {
  if (typeof id === 'string' && !jobs.includes(id)) jobs.push(id);
};

/** Remembers the job that a response shows. */
export function learn({ working, waiting }: KnownJobs, { action, reply }: Exchange): void {
  if (reply === undefined || reply.status > 201) return;
  if (action.kind === 'submit') add(working, getMember(parseBody(reply), 'job_id'));
  if (action.kind === 'spend') add(waiting, getMember(parseBody(reply), 'job_id'));
}

/**
 * - `frozen`: a clock that only clients move, so that a simple model can tell every status
 * - `running`: a clock that runs by itself, at several speeds
 * - `wild`: everything else that changes a world
 */
export type WorldKind = 'frozen' | 'running' | 'wild';

/** Numbers from 0 up to, not including, 1. */
export type Draw = () => number;

export function createDraw(seed: number | readonly number[]): Draw {
  const draws = createDraws();
  draws.seed(seed);
  return draws.next;
}

export const pick = <Item>(draw: Draw, items: readonly [Item, ...Item[]]): Item =>
  items[Math.floor(draw() * items.length)] ?? items[0];

const jobActions = [
  'pause',
  'resume',
  'status',
  'pause',
  'resume',
  'status',
  'results',
  'delete',
  'undelete',
  'fail',
] as const;

const wildCalls = [
  ['POST /clock', { frozen: true }],
  ['POST /clock', { frozen: false }],
  ['POST /clock', { speed: 600 }],
  ['POST /clock', { speed: 1 }],
  ['POST /clock', { advance: 'next-change' }],
  ['POST /jobs', { user: 'alice', scenario: 'two-hours', in: 'in-progress' }],
  ['POST /jobs', { user: 'bob', submitted: '20m' }],
  ['POST /snapshots', { name: 'before' }],
  ['POST /restore', { snapshot: 'before' }],
  ['GET /snapshots', undefined],
  ['POST /reset', {}],
  ['GET /jobs', undefined],
] as const;

/** What the first client does before all others; the clocks of all worlds begin frozen. */
export const firstAction = (kind: WorldKind): Action | undefined =>
  kind === 'frozen' ? undefined : { kind: 'other', call: 'POST /clock', body: { frozen: false } };

export function drawAction(draw: Draw, kind: WorldKind, { working, waiting }: KnownJobs): Action {
  if (kind !== 'frozen' && draw() < 0.3) {
    const calls = kind === 'wild' ? wildCalls : wildCalls.slice(0, 7);
    const [call, body] = calls[Math.floor(draw() * calls.length)] ?? wildCalls[0];
    return { kind: 'other', call, ...(body === undefined ? {} : { body }) };
  }
  const chance = draw();
  const [first, ...others] = working;
  if (first === undefined || chance < 0.09) return { kind: 'submit' };
  if (chance < 0.18) return { kind: 'list' };
  if (chance < 0.3) return { kind: 'advance', by: pick(draw, [60, 300, 900, 900, 2700]) };
  if (chance < 0.33) return { kind: 'clock' };
  if (chance < 0.38) return { kind: 'spend', rows: pick(draw, [1, 5, 15]) };
  const [waiter, ...waiters] = waiting;
  if (chance < 0.41 && waiter !== undefined) return { kind: 'refund', job: pick(draw, [waiter, ...waiters]) };
  if (chance < 0.44) return { kind: 'credits' };
  // Clients meet at few jobs: that is where they could get in each other's way.
  const job = pick(draw, [first, ...others.slice(-3)]);
  return { kind: pick(draw, jobActions), job };
}
