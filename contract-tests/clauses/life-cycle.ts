/** The life of a job as far as it can be seen by looking again and again. */
import type { Breach, Judge } from '../clause.ts';
import { type Sighting, targetTimeMs, timeMs } from '../evidence/sightings.ts';
import { eachLife, successive } from './judging.ts';

const twice = 'a job that was seen twice';

/** What may follow is everything that can be reached, since polls skip what lies between. */
export const legalOrder: Judge = eachLife(twice, (life, { spec: { lifeCycle } }) => {
  if (life.length < 2) return undefined;
  return moves(life).flatMap(([before, after]) => {
    const [from, to] = [before.status ?? '', after.status ?? ''];
    const known = lifeCycle.apiStatuses.includes(from) && lifeCycle.apiStatuses.includes(to);
    if (!known || lifeCycle.staysFor(from) || lifeCycle.mayBecome(from, to)) return [];
    const allowed = lifeCycle.apiStatuses.filter(
      (status) => status !== from && lifeCycle.mayBecome(from, status),
    );
    return [breach(after, `after ${from} (${before.exchange.id}) only ${allowed.join(', ')}`, to)];
  });
});

export const finalStays: Judge = eachLife(
  'a finished job that was seen twice',
  (life, { spec: { lifeCycle } }) => {
    const finished = successive(life).filter(
      ([before, after]) => lifeCycle.staysFor(before.status ?? '') && after.status !== undefined,
    );
    if (finished.length === 0) return undefined;
    return finished
      .filter(([before, after]) => before.status !== after.status)
      .map(([before, after]) =>
        breach(after, `${before.status} for ever, as in ${before.exchange.id}`, after.status ?? 'no status'),
      );
  },
);

export const submittedNeverChanges: Judge = eachLife(twice, (life) => {
  const pairs = successive(life).filter(
    ([before, after]) => before.submittedAt !== undefined && after.submittedAt !== undefined,
  );
  if (pairs.length === 0) return undefined;
  return pairs
    .filter(([before, after]) => before.submittedAt !== after.submittedAt)
    .map(([before, after]) =>
      breach(
        after,
        `submitted_at "${before.submittedAt}", as in ${before.exchange.id}`,
        `"${after.submittedAt}"`,
      ),
    );
});

export const updatedNeverGoesBack: Judge = eachLife(twice, (life) => {
  if (life.length < 2) return undefined;
  return successive(life).flatMap(([before, after]) => {
    const [earlier, later] = [timeMs(before.updatedAt), timeMs(after.updatedAt)];
    if (earlier === undefined || later === undefined || later >= earlier) return [];
    return [
      breach(
        after,
        `updated_at not before "${before.updatedAt}" of ${before.exchange.id}`,
        `"${after.updatedAt}"`,
      ),
    ];
  });
});

/**
 * A move within the second of the move before leaves a timestamp of whole seconds as it was; so it does not count when
 * the earlier answer itself was given in that second.
 */
export const updatedMovesWithStatus: Judge = eachLife(
  'a job that changed its status while it was watched',
  (life) => {
    const moved = moves(life).filter(([before]) => !withinItsSecond(before));
    if (moved.length === 0) return undefined;
    return moved
      .filter(([before, after]) => before.updatedAt !== undefined && before.updatedAt === after.updatedAt)
      .map(([before, after]) =>
        breach(
          after,
          `updated_at moved with the status, from ${before.status} (${before.exchange.id}) to ${after.status}`,
          `still "${after.updatedAt}"`,
        ),
      );
  },
);

/** Two seconds: one for the cut of the timestamp, one for the cut of the `Date` header. */
const cutMs = 2000;

function withinItsSecond({ exchange, updatedAt }: Sighting): boolean {
  const [updated, seenAt] = [timeMs(updatedAt), targetTimeMs(exchange)];
  return updated === undefined || seenAt === undefined || seenAt - updated < cutMs;
}

/** It may move once more, when the job is enhanced; it may not be different nearly every time. */
export const updatedNotByReading: Judge = eachLife(
  'a finished job that was read twice and again',
  (life, { spec: { lifeCycle } }) => {
    const finished = life.filter(({ status }) => status !== undefined && lifeCycle.staysFor(status));
    // List and single status are compared with each other by another clause.
    const operations = [...new Set(finished.map(({ exchange }) => exchange.operationId))];
    const pairs = operations.flatMap((id) =>
      successive(finished.filter(({ exchange }) => exchange.operationId === id)),
    );
    const last = finished.at(-1);
    if (last === undefined || pairs.length < 2) return undefined;
    const changed = pairs.filter(([before, after]) => before.updatedAt !== after.updatedAt);
    if (changed.length * 2 <= pairs.length) return [];
    return [
      breach(
        last,
        'updated_at of a finished job stands still however often it is read',
        `it changed ${changed.length} times in ${pairs.length} more readings`,
      ),
    ];
  },
);

/** The successive sightings between which the status changed. */
function moves(life: readonly Sighting[]): ReturnType<typeof successive> {
  return successive(life).filter(
    ([before, after]) =>
      before.status !== undefined && after.status !== undefined && before.status !== after.status,
  );
}

function breach({ exchange, jobId }: Sighting, expected: string, actual: string): Breach {
  return { exchange: exchange.id, expected, actual: `${actual} (job ${jobId})` };
}
