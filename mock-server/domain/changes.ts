/** The next transitions in a world, computed from the lives of its jobs. */
import { formatSuggestion, formatOneOf } from '../../openapi/complaint.ts';
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import { type Job, computeJobState, getLife } from './job.ts';
import type { Stretch } from './life.ts';
import type { Terms } from './payments.ts';
import { type Instant, formatRfc3339 } from '../../time/time.ts';
import { getIndex, type World } from './world.ts';

/** A move of a job from one internal status to another. */
export interface JobChange {
  readonly job: string;
  readonly owner: string;
  readonly from: string;
  readonly to: string;
  readonly at: Instant;
}

/** The moves of all jobs after the one time and until the other, it included; the oldest first. */
export function listChanges(
  world: World,
  after: Instant,
  until: Instant,
  terms: Terms,
): readonly JobChange[] {
  return getIndex(world)
    .getAgenda(after, terms)
    .listChanging(until)
    .flatMap((job) => listMoves(job, terms.lifeCycle).filter(({ at }) => at > after && at <= until))
    .toSorted((a, b) => a.at - b.at);
}

/** The earliest move of any job after this time, if nothing is done to any of them. */
export function findNextChange(world: World, now: Instant, terms: Terms): JobChange | undefined {
  const next = getIndex(world).getAgenda(now, terms).findNext();
  return next && listMoves(next.job, terms.lifeCycle).find(({ at }) => at === next.at);
}

function listMoves(job: Job, lifeCycle: LifeCycle): readonly JobChange[] {
  const life = getLife(job, lifeCycle);
  return life.slice(1).map(({ status, from: at }, index) => {
    return { job: job.id, owner: job.owner, from: life[index]?.status ?? '', to: status, at };
  });
}

export type StatusTime =
  | { readonly kind: 'already' }
  | { readonly kind: 'at'; readonly at: Instant }
  /** A whole sentence. */
  | { readonly kind: 'never'; readonly reason: string };

/**
 * The time at which a job reaches a status automatically.
 * @param status an internal status or an API status
 */
export function computeTimeOfStatus(
  job: Job,
  status: string,
  now: Instant,
  lifeCycle: LifeCycle,
): StatusTime {
  const known = [...lifeCycle.apiStatuses, ...lifeCycle.internalStatuses];
  if (!known.includes(status))
    return toNever(
      `Unknown status "${status}"; allowed: ${formatOneOf(known)}${formatSuggestion(status, known) || '.'}`,
    );
  const isStatus = (internal: string) => internal === status || lifeCycle.getApiStatus(internal) === status;
  const life = getLife(job, lifeCycle);
  if (isStatus(computeJobState(job, now, lifeCycle).internalStatus)) return { kind: 'already' };
  const coming = life.find(({ status: internal, from }) => from > now && isStatus(internal));
  if (coming !== undefined) return { kind: 'at', at: coming.from };
  const passed = life.findLast(({ status: internal, to }) => to <= now && isStatus(internal));
  const past = passed === undefined ? '' : `, which it was until ${formatRfc3339(passed.to, 3)}`;
  const end = life.at(-1);
  const why = end === undefined ? '' : `: ${formatReason(end, now, lifeCycle)}`;
  return toNever(`Job ${job.id} will not reach "${status}" automatically${past}${why}.`);
}

const toNever = (reason: string): StatusTime => ({ kind: 'never', reason });

/** The reason why a life has no period after its last one. */
function formatReason(
  { status, from, polls, seen = [] }: Stretch,
  now: Instant,
  lifeCycle: LifeCycle,
): string {
  const isComing = from > now;
  const at = formatRfc3339(from, 3);
  if (lifeCycle.isFinal(status))
    return isComing
      ? `its plan ends in "${status}" at ${at}`
      : `it has been "${status}" since ${at}, which is final`;
  const here = `it stays "${status}", ${isComing ? `which it reaches at ${at}` : `which it has been since ${at}`}, until`;
  if (polls !== undefined) {
    const left = polls.of - seen.length;
    return `${here} ${left} more ${left === 1 ? 'response has' : 'responses have'} shown it; polls move it, not time`;
  }
  const resumed = lifeCycle.getNext(status, 'resume') !== undefined;
  return `${here} ${resumed ? 'it is resumed' : 'it is changed'}`;
}
