/** The status of a single job: its shape, its identity, its instants. */
import type { Violation } from '../../openapi/conformance.ts';
import { parseRfc3339 } from '../../openapi/rfc3339.ts';
import type { Breach, Judge, Seen } from '../clause.ts';
import { isAnswered } from '../evidence/exchange.ts';
import { bodyOf, isMap, type Sighting, sightingsIn, targetTimeMs, timeMs } from '../evidence/sightings.ts';
import { type Check, conforms, each, inBody, statusIs, verdictOf } from './judging.ts';

const details = ['detail', 'detail-again', 'watch-detail'] as const;
const noJob = 'a job of the caller (the list is empty)';

export const detailAnswers: Judge = each(['detail', 'detail-again'], noJob, statusIs(200));

export const detailShape: Judge = each(details, noJob, succeeded(conforms(isShape)));

export const detailIdentity: Judge = each(
  details,
  noJob,
  succeeded((exchange) => {
    const body = bodyOf(exchange);
    const shown = isMap(body) ? body['job_id'] : undefined;
    return shown === exchange.jobId
      ? []
      : [
          {
            expected: `job_id "${exchange.jobId}", as asked for`,
            actual: JSON.stringify(shown) ?? 'no job_id',
          },
        ];
  }),
);

/** Fields and their types; the vocabulary and the instants have clauses of their own. */
export function isShape(violation: Violation): boolean {
  const elsewhere =
    /\/(status|submitted_at|updated_at)$/.test(violation.at) &&
    /^(one of|must match format)/.test(violation.expected);
  return inBody(violation) && !elsewhere;
}

export const shape: Check = conforms(isShape);

export function succeeded(check: Check): Check {
  return (exchange, seen) => (exchange.outcome.status === 200 ? check(exchange, seen) : []);
}

export const vocabulary: Judge = eachSighting(({ status }, { spec }) => {
  const { apiStatuses, internalStatuses } = spec.lifeCycle;
  if (status === undefined || apiStatuses.includes(status)) return [];
  const leaked = internalStatuses.some((internal) => internal.toLowerCase() === status.toLowerCase());
  return [
    {
      expected: `status is one of ${apiStatuses.join(', ')}`,
      actual: `"${status}"${leaked ? ', which is an internal status' : ''}`,
    },
  ];
});

export const instantsInUtc: Judge = eachSighting((sighting) =>
  (['submittedAt', 'updatedAt'] as const).flatMap((field) => {
    const text = sighting[field];
    if (text === undefined) return [];
    const parsed = parseRfc3339(text);
    const utc = parsed !== undefined && /^(Z|[+-]00:00)$/.test(parsed.designator);
    return utc
      ? []
      : [
          {
            expected: `${fieldNames[field]} is an existing instant of RFC 3339 in UTC, like 2026-05-06T14:23:11Z`,
            actual: `"${text}"`,
          },
        ];
  }),
);

export const updatedNotBeforeSubmitted: Judge = eachSighting(({ submittedAt, updatedAt }) => {
  const [submitted, updated] = [timeMs(submittedAt), timeMs(updatedAt)];
  if (submitted === undefined || updated === undefined || updated >= submitted) return [];
  return [{ expected: `updated_at is not before submitted_at "${submittedAt}"`, actual: `"${updatedAt}"` }];
});

/** Clocks of one deployment may differ a little. */
const skewMs = 120_000;

export const notInTheFuture: Judge = eachSighting(({ exchange, submittedAt, updatedAt }) => {
  const now = targetTimeMs(exchange);
  if (now === undefined) return [];
  return [submittedAt, updatedAt].flatMap((text) => {
    const time = timeMs(text);
    if (time === undefined || time <= now + skewMs) return [];
    return [
      {
        expected: `no later than the target's own time, ${new Date(now).toUTCString()}, by two minutes`,
        actual: `"${text}"`,
      },
    ];
  });
});

const fieldNames = { submittedAt: 'submitted_at', updatedAt: 'updated_at' } as const;

function eachSighting(check: (sighting: Sighting, seen: Seen) => readonly Omit<Breach, 'exchange'>[]): Judge {
  return (seen) => {
    const sightings = sightingsIn(seen.evidence.exchanges.filter(isAnswered));
    const breaches = sightings.flatMap((sighting) =>
      check(sighting, seen).map(({ expected, actual }) => ({
        exchange: sighting.exchange.id,
        expected,
        actual: `${actual} (job ${sighting.jobId})`,
      })),
    );
    return verdictOf(
      sightings.map(({ exchange }) => exchange),
      breaches,
      noJob,
    );
  };
}
