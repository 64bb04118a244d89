/** Control: what it answers to those who may not use it, and which orders it takes of a job in which state. */
import type { Breach, Judge, Seen } from '../verdict/clause.ts';
import { type Answered, isAnswered } from '../evidence/exchange.ts';
import { around } from '../evidence/results.ts';
import { lives, type Sighting } from '../evidence/sightings.ts';
import { looksAlike } from './errors.ts';
import { withinItsSecond } from './life-cycle.ts';
import { answered, conforms, each, judgeEach, inBody, statusIs, toJudgement } from './judging.ts';
import { statusAround } from './results.ts';
import { missingFor, type Wanted } from './wanted.ts';

export const controlByPostOnly: Judge = each(['control-get'], 'an answer to GET on Control', statusIs(405));

export const controlNeedsToken: Judge = each(
  ['control-no-token'],
  'an answer to OPTIONS on Control without a token',
  statusIs(401),
);

const written = { takes: ['write-access'] } as const;
const unknownOrder = { ...written, what: 'an order that does not exist' };

export const badControlRefused: Judge = each(['bad-control'], unknownOrder, statusIs(400));

export const unknownControlNotFound: Judge = each(
  ['unknown-control'],
  { ...written, what: 'an order for an unknown job' },
  statusIs(404),
);

const foreignOrder = {
  what: 'an order for a finished job of another user',
  takes: ['write-access', 'other-token'],
  otherwise: 'other-jobs',
} as const;

export const foreignControlNotFound: Judge = each(['foreign-control'], foreignOrder, statusIs(404));

export const foreignControlLikeUnknown: Judge = looksAlike(
  'foreign-control',
  'unknown-control',
  foreignOrder,
);

type Order = 'pause' | 'resume';

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** Whether the order counts for a job of this API status. */
function isTimely(order: Order, status: string, { spec: { lifeCycle } }: Seen): boolean {
  return lifeCycle.statusesBefore(order).some((internal) => lifeCycle.getApiStatus(internal) === status);
}

/** Whether the order leads to this API status. */
function isReached(order: Order, status: string, { spec: { lifeCycle } }: Seen): boolean {
  return lifeCycle
    .statusesBefore(order)
    .some((internal) => lifeCycle.getApiStatus(lifeCycle.next(internal, order) ?? internal) === status);
}

/** The order is taken in the state that is documented; whoever cannot pay for it is told so with 402. */
function taken(order: Order, what: string): Judge {
  const choose = (seen: Seen) =>
    answered(seen, order).filter((exchange) => {
      const { before, after } = around(seen.evidence.exchanges, exchange.jobId, exchange);
      const isRefused = !isSuccess(exchange.outcome.status);
      // A job that moved meanwhile may have been out of that state when the order came.
      const moved = isRefused && after?.status !== before?.status;
      return exchange.outcome.status !== 402 && !moved && isTimely(order, before?.status ?? '', seen);
    });
  // With which body, and so with which 2xx, is an assumption.
  return judgeEach(choose, { ...written, what, tags: [order] }, ({ outcome: { status } }) =>
    isSuccess(status) ? [] : [{ expected: 'an answer of the kind 2xx', actual: `status ${status}` }],
  );
}

/** A job is seen to have obeyed as soon as its status shows it; one that was seen three times and did not, did not. */
function obeyed(order: Order, what: string): Judge {
  return (seen) => {
    const looked = answered(seen, order)
      .filter(({ outcome }) => isSuccess(outcome.status))
      .flatMap((exchange) => {
        const later = sightingsUntilNextOrder(exchange, seen);
        const moved = later.find(({ status = '' }) => !isTimely(order, status, seen));
        return moved === undefined && later.length < patience ? [] : [{ exchange, moved, later }];
      });
    const breaches = looked.flatMap(({ exchange, moved, later }): readonly Breach[] => {
      const last = later.at(-1);
      if (moved !== undefined || last === undefined) return [];
      const expected = `job ${last.jobId} leaves the status ${last.status} after the order of ${exchange.id}`;
      return [{ exchange: last.exchange.id, expected, actual: `it is still ${last.status}` }];
    });
    return toJudgement(
      looked.map(({ exchange }) => exchange),
      breaches,
      () => missingFor({ ...written, what, tags: [order] }, seen),
    );
  };
}

/** So often a job is looked at before it is said that it did not obey. */
const patience = 3;

function sightingsUntilNextOrder(order: Answered, { evidence: { exchanges } }: Seen): readonly Sighting[] {
  const start = exchanges.findIndex(({ id }) => id === order.id);
  const next = exchanges.findIndex(
    ({ tag, jobId, outcome }, index) =>
      index > start &&
      jobId === order.jobId &&
      (tag === 'pause' || tag === 'resume') &&
      outcome.kind === 'response',
  );
  const between = exchanges.slice(start + 1, next < 0 ? undefined : next);
  return lives(between).get(order.jobId ?? '') ?? [];
}

const seenWorking = 'an order to pause a job of our own that was in progress before and after it';
const seenPaused = 'an order to resume a job of our own that was paused';

export const pauseTaken: Judge = taken('pause', seenWorking);
export const pauseObeyed: Judge = obeyed('pause', seenWorking);
export const resumeTaken: Judge = taken('resume', seenPaused);
export const resumeObeyed: Judge = obeyed('resume', seenPaused);

/** An order for a job in a state in which it does not count. */
function untimely(order: Order): (seen: Seen) => readonly Answered[] {
  return (seen) =>
    answered(seen, `${order}-untimely`).filter((exchange) => {
      const status = statusAround(exchange, seen);
      if (status === undefined || isTimely(order, status, seen)) return false;
      // Somebody else may have moved the job just before, and the order have moved it back.
      const { before, after } = around(seen.evidence.exchanges, exchange.jobId, exchange);
      const stood = before !== undefined && before.updatedAt === after?.updatedAt && !withinItsSecond(before);
      return stood || !isReached(order, status, seen);
    });
}

const untimelyMissing = (...tags: Wanted['tags']): Wanted => ({
  ...written,
  what: 'an order that does not count, for a job of our own that did not move',
  tags,
});
const refused = ({ outcome: { status } }: Answered) =>
  isSuccess(status) ? [{ expected: 'an error of the kind 4xx', actual: `status ${status}` }] : [];

export const pauseOnlyAtWork: Judge = judgeEach(
  untimely('pause'),
  untimelyMissing('pause-untimely'),
  refused,
);
export const resumeOnlyPaused: Judge = judgeEach(
  untimely('resume'),
  untimelyMissing('resume-untimely'),
  refused,
);

/** Status and words of the refusal are assumed. */
export const untimelyRefusal: Judge = judgeEach(
  (seen) => [...untimely('pause')(seen), ...untimely('resume')(seen)].filter(isAnswered),
  untimelyMissing('pause-untimely', 'resume-untimely'),
  (exchange, seen) =>
    exchange.outcome.status < 300
      ? undefined
      : conforms((violation) => violation.at === 'status' || inBody(violation))(exchange, seen),
);
