/** Judges whether the list and the single status agree about a job. */
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import { parseRfc3339 } from '../../time/rfc3339.ts';
import type { Breach, Judge } from '../verdict/clause.ts';
import type { AnsweredExchange } from '../evidence/exchange.ts';
import {
  groupSightings,
  isListed,
  parseTimeMs,
  type Sighting,
  splitByOperation,
} from '../evidence/sightings.ts';
import { cutMs } from '../evidence/within-second.ts';
import { getEarliestTimeMs } from '../evidence/clocks.ts';
import { pairSuccessive, toJudgement } from './judging.ts';
import { explainMissing } from './wanted.ts';

/**
 * A job is requested between two lists. If both lists agree about it, it did not change, and the single status must
 * agree too. If only one list is there, or the lists differ, the single status must at least be possible after the one and
 * before the other.
 */
export const agreesWithDetail: Judge = (seen) => {
  const { lifeCycle } = seen.spec;
  const looked: AnsweredExchange[] = [];
  const breaches = [...groupSightings(seen.evidence.exchanges).values()].flatMap(
    (life): readonly Breach[] => {
      // If one operation contradicts itself, other clauses say so.
      const isSteady = splitByOperation(life).every((course) =>
        pairSuccessive(course).every(
          ([before, after]) => findContradiction(before, after, lifeCycle) === undefined,
        ),
      );
      return life.flatMap((single, index): readonly Breach[] => {
        if (isListed(single)) return [];
        const before = life.slice(0, index).findLast(isListed);
        const after = life.slice(index).find(isListed);
        // Within the second of an update, a job can change twice without a trace.
        if (
          before !== undefined &&
          after !== undefined &&
          isSameState(before, after) &&
          !isJustUpdated(before)
        ) {
          looked.push(before.exchange, single.exchange, after.exchange);
          if (isSameState(single, before)) return [];
          const expected = `as in the lists ${before.exchange.id} and ${after.exchange.id}: ${formatState(before)}`;
          return [{ exchange: single.exchange.id, expected, actual: formatState(single) }];
        }
        if (!isSteady) return [];
        return [
          ...(before === undefined
            ? []
            : toBreaches(single, before, findContradiction(before, single, lifeCycle), 'earlier')),
          ...(after === undefined
            ? []
            : toBreaches(single, after, findContradiction(single, after, lifeCycle), 'later')),
        ].slice(0, 1);
      });
    },
  );
  return toJudgement(looked, breaches, () =>
    explainMissing(
      {
        what: 'a job that was the same in two lists and was requested between them',
        tags: ['list', 'list-again', 'detail'],
      },
      seen,
    ),
  );
};

function isJustUpdated({ exchange, updatedAt }: Sighting): boolean {
  const updated = parseTimeMs(updatedAt);
  const seenAt = getEarliestTimeMs(exchange) ?? exchange.startedMs;
  return updated !== undefined && Math.abs(seenAt - updated) < cutMs;
}

function toBreaches(
  single: Sighting,
  listed: Sighting,
  contradiction: string | undefined,
  when: 'earlier' | 'later',
): readonly Breach[] {
  if (contradiction === undefined) return [];
  const expected = `a state that fits the ${when} list ${listed.exchange.id}: ${formatState(listed)}`;
  return [{ exchange: single.exchange.id, expected, actual: `${formatState(single)}; ${contradiction}` }];
}

/** Why no job can be in the one state and later in the other; undefined when it can. */
function findContradiction(before: Sighting, after: Sighting, lifeCycle: LifeCycle): string | undefined {
  const [from, to] = [before.status ?? '', after.status ?? ''];
  const isKnown = [from, to].every((status) => lifeCycle.apiStatuses.includes(status));
  if (isKnown && from !== to && !lifeCycle.mayBecome(from, to)) return `${from} never becomes ${to}`;
  if (!isSameTime(before.submittedAt, after.submittedAt)) return 'submitted_at never changes';
  const [then, now] = [before.updatedAt, after.updatedAt].map((text) => parseRfc3339(text ?? '')?.epochMs);
  const isBack = then !== undefined && now !== undefined && now < then;
  return isBack && !isSameTime(before.updatedAt, after.updatedAt)
    ? 'updated_at never moves backward'
    : undefined;
}

function isSameState(one: Sighting, other: Sighting): boolean {
  return (
    one.status === other.status &&
    isSameTime(one.submittedAt, other.submittedAt) &&
    isSameTime(one.updatedAt, other.updatedAt)
  );
}

/** Whether both are the same instant, in any zone, and cut to the coarser of both precisions. */
function isSameTime(one: string | undefined, other: string | undefined): boolean {
  const [first, second] = [parseRfc3339(one ?? ''), parseRfc3339(other ?? '')];
  if (first === undefined || second === undefined) return one === other;
  const unit = 10 ** (3 - Math.min(first.fractionDigits, second.fractionDigits));
  return first.fractionDigits === second.fractionDigits
    ? first.epochMs === second.epochMs
    : Math.floor(first.epochMs / unit) === Math.floor(second.epochMs / unit);
}

function formatState({ jobId, status, submittedAt, updatedAt }: Sighting): string {
  return JSON.stringify({ job_id: jobId, status, submitted_at: submittedAt, updated_at: updatedAt });
}

/** A response that contradicted those before and after it, and that did so no more when it was requested again. */
export const neverStale: Judge = (seen) => {
  const answered = seen.evidence.exchanges.filter(({ outcome }) => outcome.kind === 'response');
  const breaches = answered.flatMap(({ id, tag, jobId, outcome }): readonly Breach[] =>
    tag === 'chance' && outcome.kind === 'response' && outcome.status === 200
      ? [
          {
            exchange: id,
            expected: 'a response that agrees with those before and after it',
            actual: `another state of job ${jobId ?? 'unknown'}, once`,
          },
        ]
      : [],
  );
  return toJudgement(answered, breaches, () => explainMissing({ what: 'a response', tags: ['list'] }, seen));
};
