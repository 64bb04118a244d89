/** Judges what requests that write change besides what they are for: other jobs, and jobs from rejected submissions. */
import type { Breach, Judge, Observations } from '../verdict/clause.ts';
import { type AnsweredExchange, type Exchange, isAnswered } from '../evidence/exchange.ts';
import { hasOtherSubmitter, isSuccess, listOwnJobs } from '../evidence/own-jobs.ts';
import type { Tag } from '../evidence/probes.ts';
import { cutMs } from '../evidence/within-second.ts';
import { listJobIds, listSightings, parseTimeMs, type Sighting } from '../evidence/sightings.ts';
import { type ControlAction, isTimely } from './control.ts';
import { selectAnswered, toJudgement } from './judging.ts';
import { isUndisturbed } from './untimely.ts';
import { explainMissing, writeAccess } from './wanted.ts';

type Lists = readonly [before: AnsweredExchange, after: AnsweredExchange];

const ownLists: readonly Tag[] = ['own-list', 'before-submit'];

/** The list before and after an exchange. */
function findListsAround(
  exchange: Exchange,
  exchanges: readonly Exchange[],
  tags: readonly Tag[] = ownLists,
): Lists | undefined {
  const isList = (one: Exchange): one is AnsweredExchange =>
    tags.includes(one.tag) && isAnswered(one) && one.outcome.status === 200;
  const place = exchanges.indexOf(exchange);
  const before = exchanges.slice(0, place).findLast(isList);
  const after = exchanges.slice(place + 1).find(isList);
  return before === undefined || after === undefined ? undefined : [before, after];
}

/** The jobs of a list, also of the other user's. */
function listJobs(list: AnsweredExchange): readonly Sighting[] {
  return listSightings([{ ...list, tag: 'list' }]);
}

/** A job that appears once may come from another client. Then the run repeats the submissions. */
export const rejectedSubmissionsCreateNothing: Judge = (seen) => {
  const { exchanges } = seen.evidence;
  const rejected = selectAnswered(seen, 'bad-submission').filter(
    ({ outcome }) => outcome.status >= 400 && outcome.status < 500,
  );
  const batches = new Map(
    rejected.flatMap((exchange) => {
      const lists = findListsAround(exchange, exchanges);
      return lists === undefined ? [] : [[lists[1].id, { lists, exchange }] as const];
    }),
  );
  const found = [...batches.values()].flatMap(({ lists: [before, after], exchange }): readonly Breach[] => {
    const known = new Set(listJobIds(before));
    const added = listJobIds(after).filter((id) => !known.has(id));
    const between = exchanges.slice(exchanges.indexOf(before), exchanges.indexOf(after));
    const isAllRejected = between.every(({ operationId, outcome }) => {
      const isSubmission = operationId === exchange.operationId;
      return !isSubmission || (outcome.kind === 'response' && outcome.status >= 400);
    });
    return added.length === 0 || !isAllRejected
      ? []
      : [
          {
            exchange: after.id,
            expected: `the jobs of ${before.id}, because ${exchange.id} and the submissions before it were rejected`,
            actual: `also job ${added.join(', ')}`,
          },
        ];
  });
  const breaches = found.length > 1 && !hasOtherSubmitter(exchanges) ? found : [];
  return toJudgement(
    [...batches.values()].map(({ exchange }) => exchange),
    breaches,
    () =>
      explainMissing(
        { ...writeAccess, what: 'a rejected submission between two lists', tags: ['bad-submission'] },
        seen,
      ),
  );
};

/** Another job, of either user, that moves like the own one, at the same time, moves because of the action. */
export const actionOnItsJobOnly: Judge = (seen) => {
  const { exchanges } = seen.evidence;
  const own = new Set(listOwnJobs(exchanges).map(({ jobId }) => jobId));
  const looked = (['pause', 'resume'] as const).flatMap((action) =>
    selectAnswered(seen, action)
      .filter(({ outcome, jobId = '' }) => isSuccess(outcome.status) && own.has(jobId))
      .flatMap((exchange) => {
        const lists = findListsAround(exchange, exchanges);
        if (lists === undefined) return [];
        const moved = listJobs(lists[1]).find(({ jobId }) => jobId === exchange.jobId);
        const others = findListsAround(exchange, exchanges, ['own-foreign-list']);
        return [lists, ...(others === undefined ? [] : [others])].map((pair) => ({
          action,
          exchange,
          lists: pair,
          moved,
        }));
      }),
  );
  const breaches = isUndisturbed(seen)
    ? looked.flatMap(({ action, exchange, lists: [before, after], moved }) => {
        const [known, shown] = [listJobs(before), listJobs(after)];
        return shown
          .filter(({ jobId }) => !own.has(jobId))
          .filter((one) => {
            const earlier = known.find(({ jobId }) => jobId === one.jobId);
            return earlier !== undefined && isMoved(action, earlier, one, seen) && isAtOnce(one, moved);
          })
          .map(({ jobId, status }) => ({
            exchange: after.id,
            expected: `job ${jobId} does not move when ${exchange.id} is sent for job ${exchange.jobId}`,
            actual: `${status}, at the same time`,
          }));
      })
    : [];
  return toJudgement(
    looked.map(({ exchange }) => exchange),
    breaches,
    () =>
      explainMissing(
        { ...writeAccess, what: 'an accepted action between two lists', tags: ['pause', 'resume'] },
        seen,
      ),
  );
};

/** Whether the job has left the status in which the action has an effect. */
function isMoved(action: ControlAction, before: Sighting, after: Sighting, seen: Observations): boolean {
  const other = action === 'pause' ? 'resume' : 'pause';
  return isTimely(action, before.status ?? '', seen) && isTimely(other, after.status ?? '', seen);
}

function isAtOnce(one: Sighting, other: Sighting | undefined): boolean {
  const [first, second] = [parseTimeMs(one.updatedAt), parseTimeMs(other?.updatedAt)];
  return first !== undefined && second !== undefined && Math.abs(first - second) <= cutMs;
}
