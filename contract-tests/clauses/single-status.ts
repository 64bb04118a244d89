/** Judges the single status of a job: its shape, its identity and its timestamps. */
import { isMap } from '../../openapi/values.ts';
import type { Violation } from '../../openapi/diagnostics/render.ts';
import { parseRfc3339 } from '../../time/rfc3339.ts';
import type { Judge, Observations } from '../verdict/clause.ts';
import { doClocksAgree, getLatestTimeMs } from '../evidence/clocks.ts';
import {
  detailTags,
  getBody,
  listOtherSightings,
  type Sighting,
  listSightings,
  sightingTags,
  parseTimeMs,
} from '../evidence/sightings.ts';
import {
  checkConformance,
  judgeEachTagged,
  type CheckFinding,
  isInBody,
  toJudgement,
  checkIfStatus,
  skewMs,
  farMs,
} from './judging.ts';
import { explainMissing } from './wanted.ts';

const good = { what: 'a single status with status code 200' };

export const detailShape: Judge = judgeEachTagged(
  detailTags,
  good,
  checkIfStatus(200, checkConformance(isShape)),
);

export const detailIdentity: Judge = judgeEachTagged(
  detailTags,
  good,
  checkIfStatus(200, (exchange) => {
    const body = getBody(exchange);
    const shown = isMap(body) ? body['job_id'] : undefined;
    if (shown === exchange.jobId) return [];
    const expected = `job_id "${exchange.jobId}", as requested`;
    return [{ expected, actual: JSON.stringify(shown) ?? 'no job_id' }];
  }),
);

/** Fields and their types. Separate clauses judge the statuses and the timestamps. */
export function isShape(violation: Violation): boolean {
  const elsewhere =
    /\/(status|submitted_at|updated_at)$/.test(violation.at) &&
    ['enum', 'format'].includes(violation.keyword ?? '');
  return isInBody(violation) && !elsewhere;
}

export const vocabulary: Judge = judgeEachSighting('a job with a status', ({ status }, { spec }) => {
  const { apiStatuses, internalStatuses } = spec.lifeCycle;
  if (status === undefined) return undefined;
  if (apiStatuses.includes(status)) return [];
  const leaked = internalStatuses.some((internal) => internal.toLowerCase() === status.toLowerCase());
  const actual = `"${status}"${leaked ? ', which is an internal status' : ''}`;
  return [{ expected: `status is one of ${apiStatuses.join(', ')}`, actual }];
});

const instantForm = 'a valid RFC 3339 timestamp with Z or an offset, such as 2026-05-06T14:23:11Z';

export const instantsInUtc: Judge = judgeEachSighting(
  'a job with a timestamp',
  ({ submittedAt, updatedAt }) => {
    if (submittedAt === undefined && updatedAt === undefined) return undefined;
    return Object.entries({ submitted_at: submittedAt, updated_at: updatedAt }).flatMap(([field, text]) => {
      if (text === undefined || parseRfc3339(text) !== undefined) return [];
      return [{ expected: `${field} is ${instantForm}`, actual: `"${text}"` }];
    });
  },
);

/** A server that reads its clock once for each field may read it for updated_at first. Whole seconds can make that a second. */
const oneMomentMs = 1000;

export const updatedNotBeforeSubmitted: Judge = judgeEachSighting(
  'a job with two valid timestamps',
  ({ status, submittedAt, updatedAt }, { spec: { lifeCycle } }) => {
    const [submitted, updated] = [parseTimeMs(submittedAt), parseTimeMs(updatedAt)];
    if (submitted === undefined || updated === undefined) return undefined;
    // Only a job that was never updated got both in the same moment.
    const isNew = lifeCycle.internalStatuses.some(
      (internal) => lifeCycle.isInitial(internal) && lifeCycle.getApiStatus(internal) === status,
    );
    if (updated >= submitted - (isNew ? oneMomentMs : 0)) return [];
    return [
      { expected: `updated_at is not earlier than submitted_at "${submittedAt}"`, actual: `"${updatedAt}"` },
    ];
  },
);

/** The Date of a gateway can be wrong, and so can the clock of this machine: the later of the two counts. */
export const notInTheFuture: Judge = judgeEachSighting(
  'a job in a response with a Date header',
  ({ exchange, submittedAt, updatedAt }) => {
    const now = getLatestTimeMs(exchange);
    if (now === undefined) return undefined;
    return findLater([submittedAt, updatedAt], now + skewMs).map((text) => ({
      expected: `at most two minutes later than the target's clock, ${new Date(now).toUTCString()}`,
      actual: `"${text}"`,
    }));
  },
);

/** Only if two clocks agree about the time, so that none of them can be the cause. */
export const notFarInTheFuture: Judge = judgeEachSighting(
  'a job in a response whose Date header fits the clock of this machine',
  ({ exchange, submittedAt, updatedAt }) => {
    const now = getLatestTimeMs(exchange);
    if (now === undefined || !doClocksAgree(exchange)) return undefined;
    return findLater([submittedAt, updatedAt], now + farMs).map((text) => ({
      expected: `at most ten minutes later than both clocks, ${new Date(now).toUTCString()}`,
      actual: `"${text}"`,
    }));
  },
);

/** The timestamps after this time. */
function findLater(timestamps: readonly (string | undefined)[], ms: number): readonly string[] {
  return timestamps.flatMap((text) => (text !== undefined && (parseTimeMs(text) ?? ms) > ms ? [text] : []));
}

/** Creates a judge that checks each sighting of a job separately, also those in the list of the other user. */
function judgeEachSighting(
  what: string,
  check: (sighting: Sighting, seen: Observations) => readonly CheckFinding[] | undefined,
): Judge {
  return (seen) => {
    const { exchanges } = seen.evidence;
    const looked = [...listSightings(exchanges), ...listOtherSightings(exchanges)].flatMap((sighting) => {
      const found = check(sighting, seen);
      return found === undefined ? [] : [{ ...sighting, found }];
    });
    const breaches = looked.flatMap(({ exchange: { id }, jobId, found }) =>
      found.map(({ expected, actual }) => ({ exchange: id, expected, actual: `${actual} (job ${jobId})` })),
    );
    return toJudgement(
      looked.map(({ exchange }) => exchange),
      breaches,
      () => explainMissing({ what, tags: sightingTags }, seen),
    );
  };
}
