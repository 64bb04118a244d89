/** Judges actions that the current status of the run's own job does not allow: that they are rejected, and have no effect. */
import type { Breach, Judge, Observations } from '../verdict/clause.ts';
import { type AnsweredExchange, isAnswered } from '../evidence/exchange.ts';
import { listConfirmedDoubts, listUnexplainedMoves } from '../evidence/own-doubts.ts';
import { isSuccess, listActionsBetween } from '../evidence/own-jobs.ts';
import { findSurroundingSightings } from '../evidence/results.ts';
import { groupSightings, listSightings } from '../evidence/sightings.ts';
import { isWithinSecond } from '../evidence/within-second.ts';
import { type ControlAction, isTimely } from './control.ts';
import {
  checkConformance,
  isInBody,
  judgeEach,
  pairSuccessive,
  selectAnswered,
  toJudgement,
} from './judging.ts';
import { findStatusAround } from './results.ts';
import { explainMissing, type Wanted, writeAccess } from './wanted.ts';

/** Whether the action leads to this API status. */
function isReached(action: ControlAction, status: string, { spec: { lifeCycle } }: Observations): boolean {
  return lifeCycle
    .statusesBefore(action)
    .some((internal) => lifeCycle.getApiStatus(lifeCycle.getNext(internal, action) ?? internal) === status);
}

/** An action that the current status of the job does not allow. */
function selectUntimely(action: ControlAction): (seen: Observations) => readonly AnsweredExchange[] {
  return (seen) =>
    selectAnswered(seen, `${action}-untimely`).filter((exchange) => {
      const status = findStatusAround(exchange, seen);
      if (status === undefined || isTimely(action, status, seen)) return false;
      // Another client may have changed the job just before, and the action may have changed it back.
      const { before, after } = findSurroundingSightings(seen.evidence.exchanges, exchange.jobId, exchange);
      const stood = before !== undefined && before.updatedAt === after?.updatedAt && !isWithinSecond(before);
      return stood || !isReached(action, status, seen) || isRepeated(exchange, status, seen);
    });
}

/** Whether another action like it was accepted in the same status: no other client comes in between twice. */
function isRepeated({ id, jobId, tag }: AnsweredExchange, status: string, seen: Observations): boolean {
  const accepted = selectAnswered(seen, tag).filter(
    (one) => one.jobId === jobId && isSuccess(one.outcome.status) && findStatusAround(one, seen) === status,
  );
  return accepted.length > 1 && accepted.some((one) => one.id === id) && isUndisturbed(seen);
}

/** Whether no other client pauses and resumes the jobs of the run. */
export function isUndisturbed({ evidence: { exchanges }, spec: { lifeCycle } }: Observations): boolean {
  return listUnexplainedMoves(exchanges, lifeCycle).length === 0;
}

const createUntimelyWanted = (...tags: Wanted['tags']): Wanted => ({
  ...writeAccess,
  what: 'an action that the current status does not allow, on a job that this run created and that kept its status',
  tags,
});

/** Rejects each untimely action; an early pause that works counts if it works on two jobs. */
function judgeRefused(action: ControlAction): Judge {
  return (seen) => {
    const looked = selectUntimely(action)(seen);
    const accepted = looked
      .filter(({ outcome }) => isSuccess(outcome.status))
      .map(({ id, outcome }) => ({
        exchange: id,
        expected: 'status 4xx',
        actual: `status ${outcome.status}`,
      }));
    const { evidence, spec } = seen;
    const early =
      action === 'pause'
        ? listConfirmedDoubts(evidence.exchanges, spec.lifeCycle, 'early-pause-accepted')
        : [];
    return toJudgement(
      looked,
      [
        ...accepted,
        ...early.map(({ cause, before, seen: { exchange, status } }) => ({
          exchange: cause.id,
          expected: `status 4xx, because the job is ${before}`,
          actual: `status ${cause.outcome.status}, and the job is ${status} (${exchange.id})`,
        })),
      ],
      () => explainMissing(createUntimelyWanted(`${action}-untimely`), seen),
    );
  };
}

export const pauseOnlyAtWork: Judge = judgeRefused('pause');
export const resumeOnlyPaused: Judge = judgeRefused('resume');

/** The status code and the text of the rejection are assumptions. */
export const untimelyRefusal: Judge = judgeEach(
  (seen) => [...selectUntimely('pause')(seen), ...selectUntimely('resume')(seen)].filter(isAnswered),
  createUntimelyWanted('pause-untimely', 'resume-untimely'),
  (exchange, seen) =>
    exchange.outcome.status < 300
      ? undefined
      : checkConformance((violation) => violation.at === 'status' || isInBody(violation))(exchange, seen),
);

/** Whatever the response says, the job stays as it is. */
export const rejectedActionNoEffect: Judge = (seen) => {
  const { evidence, spec } = seen;
  const rejected = selectAnswered(seen, 'pause-untimely', 'resume-untimely').filter(
    ({ outcome }) => outcome.status >= 400 && outcome.status < 500,
  );
  const early = listConfirmedDoubts(evidence.exchanges, spec.lifeCycle, 'rejected-pause-took-effect');
  const breaches = [
    ...rejected.flatMap((exchange) => findEndedEnd(exchange, seen)),
    ...findTouches(rejected, seen),
    ...early.map(({ cause, before, seen: { exchange, status, jobId } }) => ({
      exchange: exchange.id,
      expected: `job ${jobId} is not paused after the rejected ${cause.id}, when it was ${before}`,
      actual: `${status}`,
    })),
  ];
  return toJudgement(rejected, breaches, () =>
    explainMissing(
      { ...createUntimelyWanted('pause-untimely', 'resume-untimely'), what: 'a rejected action' },
      seen,
    ),
  );
};

/** A finished job has no reason to change its status after a rejected action. */
function findEndedEnd(exchange: AnsweredExchange, { evidence, spec }: Observations): readonly Breach[] {
  const { before, after } = findSurroundingSightings(evidence.exchanges, exchange.jobId, exchange);
  const { status = '' } = before ?? {};
  if (!spec.lifeCycle.staysFor(status) || after?.status === undefined || after.status === status) return [];
  const expected = `still ${status} after the rejected ${exchange.id}`;
  return [{ exchange: after.exchange.id, expected, actual: after.status }];
}

/** Each rejected action on a job in progress changed updated_at, and nothing else did. */
function findTouches(rejected: readonly AnsweredExchange[], seen: Observations): readonly Breach[] {
  const { exchanges } = seen.evidence;
  return [...new Set(rejected.map(({ jobId }) => jobId ?? ''))].flatMap((jobId): readonly Breach[] => {
    const reads = (groupSightings(exchanges).get(jobId) ?? []).filter(
      ({ exchange }) => exchange.tag === 'own-detail',
    );
    const pairs = pairSuccessive(reads).flatMap(([before, after]) => {
      const isSame = before.status === after.status && isTimely('pause', before.status ?? '', seen);
      if (!isSame) return [];
      const actions = listActionsBetween(exchanges, jobId, before.exchange, after.exchange);
      return [{ after, actions, isTouched: before.updatedAt !== after.updatedAt }];
    });
    const disturbed = pairs.filter(({ actions }) =>
      actions.some((one) => rejected.some(({ id }) => id === one.id)),
    );
    const others = pairs.filter(({ actions }) => actions.length === 0);
    const isCaused =
      disturbed.length > 1 &&
      disturbed.every(({ isTouched }) => isTouched) &&
      others.length > 1 &&
      others.every(({ isTouched }) => !isTouched);
    if (!isCaused || !isUndisturbed(seen)) return [];
    return disturbed.map(({ after, actions }) => ({
      exchange: after.exchange.id,
      expected: `the same updated_at as before the rejected ${actions[0]?.id}`,
      actual: `"${after.updatedAt}"`,
    }));
  });
}

/** Neither the caller's action on the other user's finished job nor the other user's action on the caller's job has an effect. */
export const foreignControlNoEffect: Judge = (seen) => {
  const { evidence, spec } = seen;
  const paused = isUndisturbed(seen)
    ? listConfirmedDoubts(evidence.exchanges, spec.lifeCycle, 'paused-by-another-user')
    : [];
  const again = selectAnswered(seen, 'foreign-list-again');
  const breaches = [
    ...paused.map(({ cause, before, seen: { exchange, status, jobId } }) => ({
      exchange: exchange.id,
      expected: `job ${jobId} is still ${before} after an action of another user, or without a token (${cause.id})`,
      actual: `${status}`,
    })),
    ...again.flatMap((exchange) => findForeignChanges(exchange, seen)),
  ];
  const looked = [...selectAnswered(seen, 'own-foreign-control'), ...again];
  return toJudgement(looked, breaches, () =>
    explainMissing(
      {
        what: "an action on another user's job, and a read of this job",
        takes: ['write-access', 'other-token'],
        tags: ['own-foreign-control', 'foreign-list-again'],
        otherwise: 'other-jobs',
      },
      seen,
    ),
  );
};

function findForeignChanges(again: AnsweredExchange, seen: Observations): readonly Breach[] {
  const [action] = selectAnswered(seen, 'foreign-control');
  const find = (exchange: AnsweredExchange) =>
    listSightings([{ ...exchange, tag: 'list' }]).find(({ jobId }) => jobId === action?.jobId);
  const before = selectAnswered(seen, 'foreign-list')
    .map(find)
    .find((one) => one !== undefined);
  const after = find(again);
  if (before === undefined || after === undefined || before.status === after.status) return [];
  const expected = `the other user's job ${after.jobId} is still ${before.status} after ${action?.id}`;
  return [{ exchange: again.id, expected, actual: `${after.status}` }];
}
