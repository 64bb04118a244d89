/** Judges Control: how it rejects unauthorized callers, and which actions it accepts in which status. */
import type { Breach, Judge, Observations } from '../verdict/clause.ts';
import { type AnsweredExchange, isAnswered } from '../evidence/exchange.ts';
import { findSurroundingSightings } from '../evidence/results.ts';
import { groupSightings, type Sighting } from '../evidence/sightings.ts';
import { judgeLikeness } from './errors.ts';
import { isPreflightAnswer } from './framework.ts';
import { isWithinSecond } from './life-cycle.ts';
import {
  selectAnswered,
  checkConformance,
  judgeEachTagged,
  judgeEach,
  isInBody,
  requireStatus,
  toJudgement,
} from './judging.ts';
import { findStatusAround } from './results.ts';
import { explainMissing, type Wanted, writeAccess } from './wanted.ts';

export const controlByPostOnly: Judge = judgeEachTagged(
  ['control-get'],
  'a response to GET on Control',
  requireStatus(405),
);

/** An empty response reveals nothing: servers also answer the preflight requests of browsers, which have no token. */
export const controlNeedsToken: Judge = judgeEachTagged(
  ['control-no-token'],
  'a response to OPTIONS on Control without a token',
  (exchange, seen) => (isPreflightAnswer(exchange) ? [] : requireStatus(401)(exchange, seen)),
);

const unknownAction = { ...writeAccess, what: 'a response to an unknown action' };

export const badControlRefused: Judge = judgeEachTagged(['bad-control'], unknownAction, requireStatus(400));

export const unknownControlNotFound: Judge = judgeEachTagged(
  ['unknown-control'],
  { ...writeAccess, what: 'a response to an action on an unknown job' },
  requireStatus(404),
);

const foreignAction = {
  what: "a response to an action on another user's finished job",
  takes: ['write-access', 'other-token'],
  otherwise: 'other-jobs',
} as const;

export const foreignControlNotFound: Judge = judgeEachTagged(
  ['foreign-control'],
  foreignAction,
  requireStatus(404),
);

export const foreignControlLikeUnknown: Judge = judgeLikeness(
  'foreign-control',
  'unknown-control',
  foreignAction,
);

type ControlAction = 'pause' | 'resume';

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** Whether a job with this API status allows the action. */
function isTimely(action: ControlAction, status: string, { spec: { lifeCycle } }: Observations): boolean {
  return lifeCycle.statusesBefore(action).some((internal) => lifeCycle.getApiStatus(internal) === status);
}

/** Whether the action leads to this API status. */
function isReached(action: ControlAction, status: string, { spec: { lifeCycle } }: Observations): boolean {
  return lifeCycle
    .statusesBefore(action)
    .some((internal) => lifeCycle.getApiStatus(lifeCycle.getNext(internal, action) ?? internal) === status);
}

/** The action is accepted in the documented status. A caller without credits gets 402. */
function judgeTaken(action: ControlAction, what: string): Judge {
  const choose = (seen: Observations) =>
    selectAnswered(seen, action).filter((exchange) => {
      const { before, after } = findSurroundingSightings(seen.evidence.exchanges, exchange.jobId, exchange);
      const isRefused = !isSuccess(exchange.outcome.status);
      // A job that changed meanwhile may have left that status before the action arrived.
      const moved = isRefused && after?.status !== before?.status;
      return exchange.outcome.status !== 402 && !moved && isTimely(action, before?.status ?? '', seen);
    });
  // The body, and therefore the exact 2xx status code, is an assumption.
  return judgeEach(choose, { ...writeAccess, what, tags: [action] }, ({ outcome: { status } }) =>
    isSuccess(status) ? [] : [{ expected: 'status 2xx', actual: `status ${status}` }],
  );
}

/** A job has obeyed as soon as its status shows it. A job that was seen three times without it has not obeyed. */
function judgeObeyed(action: ControlAction, what: string): Judge {
  return (seen) => {
    const looked = selectAnswered(seen, action)
      .filter(({ outcome }) => isSuccess(outcome.status))
      .flatMap((exchange) => {
        const later = listSightingsUntilNextAction(exchange, seen);
        const moved = later.find(({ status = '' }) => !isTimely(action, status, seen));
        return moved === undefined && later.length < patience ? [] : [{ exchange, moved, later }];
      });
    const breaches = looked.flatMap(({ exchange, moved, later }): readonly Breach[] => {
      const last = later.at(-1);
      if (moved !== undefined || last === undefined) return [];
      const expected = `job ${last.jobId} leaves the status ${last.status} after ${exchange.id}`;
      return [{ exchange: last.exchange.id, expected, actual: `it is still ${last.status}` }];
    });
    return toJudgement(
      looked.map(({ exchange }) => exchange),
      breaches,
      () => explainMissing({ ...writeAccess, what, tags: [action] }, seen),
    );
  };
}

/** How often a job is read before it counts as not obeying. */
const patience = 3;

function listSightingsUntilNextAction(
  action: AnsweredExchange,
  { evidence: { exchanges } }: Observations,
): readonly Sighting[] {
  const start = exchanges.findIndex(({ id }) => id === action.id);
  const next = exchanges.findIndex(
    ({ tag, jobId, outcome }, index) =>
      index > start &&
      jobId === action.jobId &&
      (tag === 'pause' || tag === 'resume') &&
      outcome.kind === 'response',
  );
  const between = exchanges.slice(start + 1, next < 0 ? undefined : next);
  return groupSightings(between).get(action.jobId ?? '') ?? [];
}

const seenWorking = 'a pause of a job that this run created, in progress before and after it';
const seenPaused = 'a resume of a paused job that this run created';

export const pauseTaken: Judge = judgeTaken('pause', seenWorking);
export const pauseObeyed: Judge = judgeObeyed('pause', seenWorking);
export const resumeTaken: Judge = judgeTaken('resume', seenPaused);
export const resumeObeyed: Judge = judgeObeyed('resume', seenPaused);

/** An action that the current status of the job does not allow. */
function selectUntimely(action: ControlAction): (seen: Observations) => readonly AnsweredExchange[] {
  return (seen) =>
    selectAnswered(seen, `${action}-untimely`).filter((exchange) => {
      const status = findStatusAround(exchange, seen);
      if (status === undefined || isTimely(action, status, seen)) return false;
      // Another client may have changed the job just before, and the action may have changed it back.
      const { before, after } = findSurroundingSightings(seen.evidence.exchanges, exchange.jobId, exchange);
      const stood = before !== undefined && before.updatedAt === after?.updatedAt && !isWithinSecond(before);
      return stood || !isReached(action, status, seen);
    });
}

const createUntimelyWanted = (...tags: Wanted['tags']): Wanted => ({
  ...writeAccess,
  what: 'an action that the current status does not allow, on a job that this run created and that kept its status',
  tags,
});
const checkRefused = ({ outcome: { status } }: AnsweredExchange) =>
  isSuccess(status) ? [{ expected: 'status 4xx', actual: `status ${status}` }] : [];

export const pauseOnlyAtWork: Judge = judgeEach(
  selectUntimely('pause'),
  createUntimelyWanted('pause-untimely'),
  checkRefused,
);
export const resumeOnlyPaused: Judge = judgeEach(
  selectUntimely('resume'),
  createUntimelyWanted('resume-untimely'),
  checkRefused,
);

/** The status code and the text of the rejection are assumptions. */
export const untimelyRefusal: Judge = judgeEach(
  (seen) => [...selectUntimely('pause')(seen), ...selectUntimely('resume')(seen)].filter(isAnswered),
  createUntimelyWanted('pause-untimely', 'resume-untimely'),
  (exchange, seen) =>
    exchange.outcome.status < 300
      ? undefined
      : checkConformance((violation) => violation.at === 'status' || isInBody(violation))(exchange, seen),
);
