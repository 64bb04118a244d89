/** Building blocks for almost every judge. */
import { type ObservedResponse, findViolations } from '../../openapi/conformance.ts';
import type { Violation } from '../../openapi/diagnostics/render.ts';
import type { Breach, Judge, Judgement, Observations } from '../verdict/clause.ts';
import {
  type AnsweredExchange,
  type Exchange,
  getHeader,
  isAnswered,
  isUnavailable,
} from '../evidence/exchange.ts';
import type { Tag } from '../evidence/probes.ts';
import { groupSightings, type Sighting, sightingTags } from '../evidence/sightings.ts';
import type { Missing } from '../verdict/missing.ts';
import { explainMissing, type Wanted } from './wanted.ts';

/** Kept when the checked exchanges show no breach, unobserved when there were none to check. */
export function toJudgement(
  looked: readonly Exchange[],
  breaches: readonly Breach[],
  missing: Missing | (() => Missing),
): Judgement {
  if (breaches.length > 0) return { verdict: 'broken', breaches };
  if (looked.length === 0)
    return { verdict: 'unobserved', missing: typeof missing === 'function' ? missing() : missing };
  return { verdict: 'kept', exchanges: [...new Set(looked.map(({ id }) => id))] };
}

/** The answered exchanges with one of these tags. */
export function selectAnswered(
  { evidence }: Observations,
  ...tags: readonly Tag[]
): readonly AnsweredExchange[] {
  return evidence.exchanges
    .filter(isAnswered)
    .filter(({ tag, outcome }) => tags.includes(tag) && !isUnavailable(outcome));
}

/** The expected and the actual value. */
export type CheckFinding = Omit<Breach, 'exchange'>;

/** The findings of a check in one exchange; undefined when the exchange says nothing about the promise. */
export type ExchangeCheck = (
  exchange: AnsweredExchange,
  seen: Observations,
) => readonly CheckFinding[] | undefined;

/** Creates a judge that checks each response selected by `choose` separately. */
export function judgeEach(
  choose: (seen: Observations) => readonly AnsweredExchange[],
  wanted: Wanted,
  check: ExchangeCheck,
): Judge {
  return (seen) => {
    const looked = choose(seen).flatMap((exchange) => {
      const found = check(exchange, seen);
      return found === undefined ? [] : [{ exchange, found }];
    });
    return toJudgement(
      looked.map(({ exchange }) => exchange),
      looked.flatMap(({ exchange: { id }, found }) => found.map((one) => ({ ...one, exchange: id }))),
      () => explainMissing(wanted, seen),
    );
  };
}

/** Creates a judge that checks each response with one of the tags separately. */
export function judgeEachTagged(
  tags: readonly Tag[],
  wanted: string | Omit<Wanted, 'tags'>,
  check: ExchangeCheck,
): Judge {
  const others = typeof wanted === 'string' ? { what: wanted } : wanted;
  return judgeEach((seen) => selectAnswered(seen, ...tags), { ...others, tags }, check);
}

/** Creates a check for this status code. */
export function requireStatus(wanted: number): ExchangeCheck {
  return ({ outcome: { status } }) =>
    status === wanted ? [] : [{ expected: `status ${wanted}`, actual: `status ${status}` }];
}

/** Creates a check that applies only to responses with this status code. */
export function checkIfStatus(status: number, check: ExchangeCheck): ExchangeCheck {
  return (exchange, seen) => (exchange.outcome.status === status ? check(exchange, seen) : undefined);
}

/** Creates a check that the response conforms to the document, limited to the violations that `counts` selects. */
export function checkConformance(counts: (violation: Violation) => boolean): ExchangeCheck {
  return (exchange, { spec, checkAt }) =>
    findViolations(spec.operation(exchange.operationId), toObservedResponse(exchange.outcome), checkAt)
      .filter(counts)
      .map(toCheckFinding);
}

export function toCheckFinding({ at, expected, actual }: Violation): CheckFinding {
  return { expected: `${at}: ${expected}`, actual };
}

/** Selects body and media type. Separate clauses check the other headers, which come from the framework. */
export function isInBody({ at }: Violation): boolean {
  return at === 'header Content-Type' || at.startsWith('body');
}

function toObservedResponse(response: AnsweredExchange['outcome']): ObservedResponse {
  return { status: response.status, body: response.body, header: (name) => getHeader(response, name) };
}

/** The breaches in the sightings of one job; undefined when they say nothing about the promise. */
export type LifeCheck = (life: readonly Sighting[], seen: Observations) => readonly Breach[] | undefined;

/** Creates a judge that checks the successive sightings of each job separately. */
export function judgeEachLife(wanted: Omit<Wanted, 'tags'>, check: LifeCheck): Judge {
  return (seen) => {
    const judged = [...groupSightings(seen.evidence.exchanges).values()].flatMap((life) => {
      const breaches = check(life, seen);
      return breaches === undefined ? [] : [{ life, breaches }];
    });
    return toJudgement(
      judged.flatMap(({ life }) => life.map(({ exchange }) => exchange)),
      judged.flatMap(({ breaches }) => breaches),
      () => explainMissing({ otherwise: 'jobs', ...wanted, tags: sightingTags }, seen),
    );
  };
}

/** Every sighting, paired with the previous one. */
export function pairSuccessive(
  life: readonly Sighting[],
): readonly (readonly [before: Sighting, after: Sighting])[] {
  return life.slice(1).flatMap((after, index) => {
    const before = life[index];
    return before === undefined ? [] : [[before, after] as const];
  });
}

/** Clocks of one deployment may differ a little. */
export const skewMs = 120_000;

/** What a sighting of a job breaks. */
export function toBreach({ exchange, jobId }: Sighting, expected: string, actual: string): Breach {
  return { exchange: exchange.id, expected, actual: `${actual} (job ${jobId})` };
}
