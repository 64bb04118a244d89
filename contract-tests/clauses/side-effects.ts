/** Judges what requests that write change besides what they are for: other jobs, and jobs from rejected submissions. */
import type { Breach, Judge, Observations } from '../verdict/clause.ts';
import { type AnsweredExchange, type Exchange, isAnswered } from '../evidence/exchange.ts';
import { hasOtherSubmitter, isSuccess, listOwnJobs } from '../evidence/own-jobs.ts';
import { cutMs } from '../evidence/within-second.ts';
import { listJobIds, listSightings, parseTimeMs, type Sighting } from '../evidence/sightings.ts';
import { type ControlAction, isTimely } from './control.ts';
import { selectAnswered, toJudgement } from './judging.ts';
import { isUndisturbed } from './untimely.ts';
import { explainMissing, writeAccess } from './wanted.ts';

/** The list before and after an exchange. */
function findListsAround(
  exchange: Exchange,
  exchanges: readonly Exchange[],
): readonly [before: AnsweredExchange, after: AnsweredExchange] | undefined {
  const place = exchanges.indexOf(exchange);
  const before = exchanges.slice(0, place).findLast(isList);
  const after = exchanges.slice(place + 1).find(isList);
  return before === undefined || after === undefined ? undefined : [before, after];
}

function isList(exchange: Exchange): exchange is AnsweredExchange {
  const isWhole = exchange.tag === 'own-list' || exchange.tag === 'before-submit';
  return isWhole && isAnswered(exchange) && exchange.outcome.status === 200;
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
    const isAllRejected = between.every(({ tag, outcome }) => {
      const isSubmission = tag === 'bad-submission' || tag === 'submit';
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

/** Another job that moves like the own one, at the same time, moves because of the action. */
export const actionOnItsJobOnly: Judge = (seen) => {
  const { exchanges } = seen.evidence;
  const own = new Set(listOwnJobs(exchanges).map(({ jobId }) => jobId));
  const looked = (['pause', 'resume'] as const).flatMap((action) =>
    selectAnswered(seen, action)
      .filter(({ outcome, jobId = '' }) => isSuccess(outcome.status) && own.has(jobId))
      .flatMap((exchange) => {
        const lists = findListsAround(exchange, exchanges);
        return lists === undefined ? [] : [{ action, exchange, lists }];
      }),
  );
  const breaches = isUndisturbed(seen)
    ? looked.flatMap(({ action, exchange, lists: [before, after] }) => {
        const [known, shown] = [listSightings([before]), listSightings([after])];
        const moved = shown.find(({ jobId }) => jobId === exchange.jobId);
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
