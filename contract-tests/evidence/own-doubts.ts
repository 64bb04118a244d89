/**
 * Finds what may have happened to an own job by chance: it may have moved, or another client may have acted, between two
 * requests. The run then creates a second job. What happens to both of them is no chance.
 */
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import { type AnsweredExchange, type Exchange, isAnswered } from './exchange.ts';
import {
  isSuccess,
  listActionsBetween,
  listExtraJobs,
  listOwnJobs,
  listStatusesBefore,
  type OwnJobEvidence,
  splitLife,
} from './own-jobs.ts';
import type { Sighting } from './sightings.ts';

export const doubtKinds = {
  'early-pause-accepted': 'a job that was not in progress yet could be paused',
  'rejected-pause-took-effect': 'a rejected pause took effect',
  'paused-by-another-user': 'a pause of another user, or without a token, took effect',
  'pause-ended-the-job': 'a pause ended the job',
  'extra-job': 'a submission created more than one job',
} as const;

export type DoubtKind = keyof typeof doubtKinds;

export interface OwnDoubt {
  readonly kind: DoubtKind;
  readonly jobId: string;
  /** The request that may have caused it. */
  readonly cause: AnsweredExchange;
  /** Where it was seen. */
  readonly seen: Sighting;
  /** The status before; undefined where there is none. */
  readonly before: string | undefined;
}

export function listOwnDoubts(exchanges: readonly Exchange[], lifeCycle: LifeCycle): readonly OwnDoubt[] {
  return listOwnJobs(exchanges).flatMap((own) => [
    ...exchanges
      .filter(isAnswered)
      .filter(({ jobId }) => jobId === own.jobId)
      .flatMap((action) => findActionDoubts(action, own, exchanges, lifeCycle)),
    ...listExtraJobs(own, exchanges).map((seen) => ({
      kind: 'extra-job' as const,
      jobId: own.jobId,
      cause: own.submission,
      seen,
      before: undefined,
    })),
  ]);
}

/** The doubts of this kind, if they arose with at least two jobs. */
export function listConfirmedDoubts(
  exchanges: readonly Exchange[],
  lifeCycle: LifeCycle,
  kind: DoubtKind,
): readonly OwnDoubt[] {
  const found = listOwnDoubts(exchanges, lifeCycle).filter((one) => one.kind === kind);
  return new Set(found.map(({ jobId }) => jobId)).size > 1 ? found : [];
}

function findActionDoubts(
  action: AnsweredExchange,
  { jobId, life: all }: OwnJobEvidence,
  exchanges: readonly Exchange[],
  lifeCycle: LifeCycle,
): readonly OwnDoubt[] {
  const { before, later } = splitLife(all.filter(isSingle), action, exchanges);
  const [next] = later;
  if (before === undefined || next === undefined) return [];
  const [atWork, paused] = [listStatusesBefore(lifeCycle, 'pause'), listStatusesBefore(lifeCycle, 'resume')];
  const wasAtWork = atWork.has(before.status ?? '');
  const isEarly = !wasAtWork && !lifeCycle.endsPolling(before.status ?? '');
  const isPausedNow = paused.has(next.status ?? '');
  const done = isSuccess(action.outcome.status);
  const create = (kind: DoubtKind, seen = next): readonly OwnDoubt[] => [
    { kind, jobId, cause: action, seen, before: before.status },
  ];
  if (action.tag === 'pause-untimely' && isEarly && isPausedNow)
    return create(done ? 'early-pause-accepted' : 'rejected-pause-took-effect');
  const isOfStranger =
    action.tag === 'own-foreign-control' || (action.tag === 'no-token' && action.request.method === 'POST');
  if (isOfStranger && wasAtWork && isPausedNow && !done) return create('paused-by-another-user');
  if (action.tag !== 'pause' || !done) return [];
  // Until the next action: afterwards a change may have another cause.
  const moved = later.find(({ status = '' }) => !atWork.has(status));
  if (moved === undefined || !lifeCycle.staysFor(moved.status ?? '')) return [];
  const isAlone = listActionsBetween(exchanges, jobId, action, moved.exchange).length === 0;
  return isAlone ? create('pause-ended-the-job', moved) : [];
}

/** A change of an own job into or out of a pause, without an action of the run that explains it. */
export function listUnexplainedMoves(
  exchanges: readonly Exchange[],
  lifeCycle: LifeCycle,
): readonly (readonly [before: Sighting, after: Sighting])[] {
  const paused = listStatusesBefore(lifeCycle, 'resume');
  return listOwnJobs(exchanges).flatMap(({ jobId, life: all }) => {
    const life = all.filter(isSingle);
    let explained = { pause: false, resume: false };
    return life.slice(1).flatMap((after, index) => {
      const before = life[index];
      if (before === undefined) return [];
      const actions = listActionsBetween(exchanges, jobId, before.exchange, after.exchange);
      const accepted = actions.filter((one) => !isAnswered(one) || isSuccess(one.outcome.status));
      explained = {
        pause: explained.pause || accepted.some(isAction('pause')),
        resume: explained.resume || accepted.some(isAction('resume')),
      };
      if (before.status === undefined || after.status === undefined) return [];
      const kind = paused.has(after.status) ? 'pause' : 'resume';
      if (paused.has(before.status) === paused.has(after.status)) return [];
      // A rejected action directly before the change has its own clause.
      const isExplained = explained[kind] || actions.some(isAction(kind));
      explained = { pause: false, resume: false };
      return isExplained ? [] : [[before, after] as const];
    });
  });
}

/** Another clause compares the list with the single status. */
function isSingle({ exchange }: Sighting): boolean {
  return exchange.tag === 'own-detail';
}

const isAction =
  (action: 'pause' | 'resume') =>
  ({ request }: Exchange): boolean =>
    request.body?.includes(`"action":"${action}"`) === true;
