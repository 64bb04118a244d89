/** Judges Control: how it rejects unauthorized callers, and which actions it accepts in which status. */
import type { Breach, Judge, Observations } from '../verdict/clause.ts';
import type { AnsweredExchange } from '../evidence/exchange.ts';
import { listConfirmedDoubts } from '../evidence/own-doubts.ts';
import { isSuccess, obeyMs } from '../evidence/own-jobs.ts';
import { findSurroundingSightings } from '../evidence/results.ts';
import { groupSightings, type Sighting } from '../evidence/sightings.ts';
import { judgeLikeness } from './errors.ts';
import { isPreflightAnswer } from './framework.ts';
import {
  type ExchangeCheck,
  selectAnswered,
  judgeEachTagged,
  judgeEach,
  requireStatus,
  toJudgement,
} from './judging.ts';
import { explainMissing, writeAccess } from './wanted.ts';

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

/** A token that may not submit may not control either: 403 says nothing about the action. */
function requireControlStatus(wanted: number): ExchangeCheck {
  return (exchange, seen) => {
    const isBarred =
      exchange.outcome.status === 403 &&
      selectAnswered(seen, 'submit').some(({ outcome }) => outcome.status === 403);
    return isBarred ? undefined : requireStatus(wanted)(exchange, seen);
  };
}

export const badControlRefused: Judge = judgeEachTagged(
  ['bad-control'],
  unknownAction,
  requireControlStatus(400),
);

export const unknownControlNotFound: Judge = judgeEachTagged(
  ['unknown-control'],
  { ...writeAccess, what: 'a response to an action on an unknown job' },
  requireControlStatus(404),
);

const foreignAction = {
  what: "a response to an action on another user's finished job",
  takes: ['write-access', 'other-token'],
  otherwise: 'other-jobs',
} as const;

/** The caller's action on the other user's finished job, and the other user's action on the caller's job in progress. */
export const foreignControlNotFound: Judge = judgeEachTagged(
  ['foreign-control', 'own-foreign-control'],
  { ...foreignAction, what: "a response to an action on another user's job" },
  requireControlStatus(404),
);

export const foreignControlLikeUnknown: Judge = judgeLikeness(
  'foreign-control',
  'unknown-control',
  foreignAction,
);

export type ControlAction = 'pause' | 'resume';

/** Whether a job with this API status allows the action. */
export function isTimely(
  action: ControlAction,
  status: string,
  { spec: { lifeCycle } }: Observations,
): boolean {
  return lifeCycle.statusesBefore(action).some((internal) => lifeCycle.getApiStatus(internal) === status);
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

/** A job has obeyed as soon as its status shows it. It has not if several reads, the last one late enough, do not show it. */
function judgeObeyed(action: ControlAction, what: string): Judge {
  return (seen) => {
    const looked = selectAnswered(seen, action)
      .filter(({ outcome }) => isSuccess(outcome.status))
      .flatMap((exchange) => {
        const later = listSightingsUntilNextAction(exchange, seen);
        const moved = later.find(({ status = '' }) => !isTimely(action, status, seen));
        return moved === undefined && !isPatient(exchange, later) ? [] : [{ exchange, moved, later }];
      });
    const breaches = looked.flatMap(({ exchange, moved, later }): readonly Breach[] => {
      const last = later.at(-1);
      if (moved !== undefined || last === undefined) return [];
      const expected = `job ${last.jobId} leaves the status ${last.status} after ${exchange.id}`;
      return [{ exchange: last.exchange.id, expected, actual: `it is still ${last.status}` }];
    });
    return toJudgement(
      looked.map(({ exchange }) => exchange),
      [...breaches, ...listOtherEffects(action, seen)],
      () => explainMissing({ ...writeAccess, what, tags: [action] }, seen),
    );
  };
}

/** A paused job that ends may have been nearly finished, but not twice in a row, and not later the second time. */
function listOtherEffects(action: ControlAction, { evidence, spec }: Observations): readonly Breach[] {
  if (action !== 'pause') return [];
  return listConfirmedDoubts(evidence.exchanges, spec.lifeCycle, 'pause-ended-the-job').map(
    ({ cause, seen: { exchange, status }, jobId }) => ({
      exchange: exchange.id,
      expected: `job ${jobId} is paused after ${cause.id}`,
      actual: `${status}, as with another job of this run`,
    }),
  );
}

/** How often a job is read before it counts as not obeying. */
const patience = 3;

/** Whether the job was read often enough, and had enough time. */
function isPatient(action: AnsweredExchange, later: readonly Sighting[]): boolean {
  const last = later.at(-1)?.exchange ?? action;
  return later.length >= patience && last.startedMs + last.tookMs - action.startedMs >= obeyMs;
}

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
