/** Judges the life cycle of a job, as far as repeated requests show it. */
import type { Judge, Observations } from '../verdict/clause.ts';
import { listMadeJobs } from '../evidence/made-jobs.ts';
import { type Sighting, listSightings, parseTimeMs } from '../evidence/sightings.ts';
import { isWithinSecond } from '../evidence/within-second.ts';
import { judgeEachLife, pairSuccessive, toBreach } from './judging.ts';

const createTwiceWanted = (what: string) => ({ what: `a job that was seen twice with ${what}` });

/** Allows every reachable status, because polling may miss the statuses in between. */
export const legalOrder: Judge = judgeEachLife(
  createTwiceWanted('a known status'),
  (life, { spec: { lifeCycle } }) => {
    const known = life.filter(({ status = '' }) => lifeCycle.apiStatuses.includes(status));
    if (known.length < 2) return undefined;
    return listMoves(known).flatMap(([before, after]) => {
      const { status: from = '', exchange } = before;
      const { status: to = '' } = after;
      if (lifeCycle.staysFor(from) || lifeCycle.mayBecome(from, to)) return [];
      const allowed = lifeCycle.apiStatuses.filter((one) => one !== from && lifeCycle.mayBecome(from, one));
      return [toBreach(after, `after ${from} (${exchange.id}) only ${allowed.join(', ')}`, to)];
    });
  },
);

/** Whether a finished job was seen. */
function hasFinished({ evidence, spec }: Observations): boolean {
  return listSightings(evidence.exchanges).some(({ status = '' }) => spec.lifeCycle.staysFor(status));
}

const finishedTwice = { what: 'a finished job that was seen again', exists: hasFinished };

export const finalStays: Judge = judgeEachLife(finishedTwice, (life, { spec: { lifeCycle } }) => {
  const finished = pairSuccessive(life).filter(
    ([before, after]) => lifeCycle.staysFor(before.status ?? '') && after.status !== undefined,
  );
  if (finished.length === 0) return undefined;
  return finished
    .filter(([before, after]) => before.status !== after.status)
    .map(([{ status, exchange }, after]) =>
      toBreach(after, `still ${status}, as in ${exchange.id}`, `${after.status}`),
    );
});

export const submittedNeverChanges: Judge = judgeEachLife(createTwiceWanted('submitted_at'), (life) => {
  const dated = life.filter(({ submittedAt }) => submittedAt !== undefined);
  if (dated.length < 2) return undefined;
  return pairSuccessive(dated)
    .filter(([before, after]) => !isSameInstant(before.submittedAt, after.submittedAt))
    .map(([{ submittedAt, exchange }, after]) =>
      toBreach(after, `submitted_at "${submittedAt}", as in ${exchange.id}`, `"${after.submittedAt}"`),
    );
});

/** Another spelling of the same instant is no change; another clause judges it. */
function isSameInstant(one: string | undefined, other: string | undefined): boolean {
  const [first, second] = [parseTimeMs(one), parseTimeMs(other)];
  return first === undefined || second === undefined ? one === other : first === second;
}

export const updatedNeverGoesBack: Judge = judgeEachLife(
  createTwiceWanted('an updated_at that is a valid instant'),
  (life) => {
    const dated = life.filter(({ updatedAt }) => parseTimeMs(updatedAt) !== undefined);
    if (dated.length < 2) return undefined;
    return pairSuccessive(dated)
      .filter(([before, after]) => (parseTimeMs(after.updatedAt) ?? 0) < (parseTimeMs(before.updatedAt) ?? 0))
      .map(([{ updatedAt, exchange }, after]) =>
        toBreach(
          after,
          `updated_at not earlier than "${updatedAt}" in ${exchange.id}`,
          `"${after.updatedAt}"`,
        ),
      );
  },
);

const movedWhileWatched = {
  what: 'a job that changed its status at least two seconds after its previous change, by the Date header',
  otherwise: 'sight',
  byWatching: true,
} as const;

/**
 * A change within the same second as the previous one does not alter a timestamp of whole seconds. So a change does not
 * count when the earlier response was sent in that second.
 */
export const updatedMovesWithStatus: Judge = judgeEachLife(movedWhileWatched, (life) => {
  const moved = listMoves(life).filter(([before]) => !isWithinSecond(before));
  if (moved.length === 0) return undefined;
  return moved
    .filter(([before, after]) => before.updatedAt === after.updatedAt)
    .map(([{ status, exchange }, after]) => {
      const expected = `a new updated_at, because the status changed from ${status} (${exchange.id}) to ${after.status}`;
      return toBreach(after, expected, `still "${after.updatedAt}"`);
    });
});

const readAgain = { what: 'a finished job that was read twice more in the same way', exists: hasFinished };

/** It may change once more, when the job is enhanced. */
const maxLateChanges = 1;

export const updatedNotByReading: Judge = judgeEachLife(
  readAgain,
  (life, { evidence, spec: { lifeCycle } }) => {
    // The run's own job is not only read.
    if (listMadeJobs(evidence.exchanges).some(({ jobId }) => jobId === life[0]?.jobId)) return undefined;
    const pairs = pairSuccessive(life).filter(
      ([before, after]) => before.status === after.status && lifeCycle.staysFor(after.status ?? ''),
    );
    const last = pairs.at(-1)?.[1];
    if (last === undefined || pairs.length < 2) return undefined;
    // Another clause judges an updated_at that moves backward, and the way back from there is no further change.
    const changes = pairs.filter(([before, after]) => {
      const [then, now] = [parseTimeMs(before.updatedAt), parseTimeMs(after.updatedAt)];
      if (then === undefined || now === undefined || now <= then) return false;
      return life.slice(0, life.indexOf(after)).every(({ updatedAt }) => now > (parseTimeMs(updatedAt) ?? 0));
    });
    if (changes.length <= maxLateChanges) return [];
    const expected = 'updated_at of a finished job does not change when it is read';
    return [toBreach(last, expected, `it changed ${changes.length} times in ${pairs.length} further reads`)];
  },
);

/** The successive sightings between which the status changed. */
function listMoves(life: readonly Sighting[]): ReturnType<typeof pairSuccessive> {
  return pairSuccessive(life).filter(
    ([before, after]) =>
      before.status !== undefined && after.status !== undefined && before.status !== after.status,
  );
}
