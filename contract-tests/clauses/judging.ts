/** The few shapes that almost every judge has. */
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

/** Kept when no breach was found in what was looked at, unobserved when there was nothing to look at. */
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

/** The exchanges with one of the tags that the API answered. */
export function selectAnswered(
  { evidence }: Observations,
  ...tags: readonly Tag[]
): readonly AnsweredExchange[] {
  return evidence.exchanges
    .filter(isAnswered)
    .filter(({ tag, outcome }) => tags.includes(tag) && !isUnavailable(outcome));
}

/** What was expected and what was there instead. */
export type CheckFinding = Omit<Breach, 'exchange'>;

/** What a check finds in one exchange; undefined when the exchange says nothing of the promise. */
export type ExchangeCheck = (
  exchange: AnsweredExchange,
  seen: Observations,
) => readonly CheckFinding[] | undefined;

/** A judge that looks at each of the answers that `choose` takes by itself. */
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

/** A judge that looks at each answer with one of the tags by itself. */
export function judgeEachTagged(
  tags: readonly Tag[],
  wanted: string | Omit<Wanted, 'tags'>,
  check: ExchangeCheck,
): Judge {
  const others = typeof wanted === 'string' ? { what: wanted } : wanted;
  return judgeEach((seen) => selectAnswered(seen, ...tags), { ...others, tags }, check);
}

/** A check that the status is this one. */
export function requireStatus(wanted: number): ExchangeCheck {
  return ({ outcome: { status } }) =>
    status === wanted ? [] : [{ expected: `status ${wanted}`, actual: `status ${status}` }];
}

/** A check that has something to say of answers with this status only. */
export function checkIfStatus(status: number, check: ExchangeCheck): ExchangeCheck {
  return (exchange, seen) => (exchange.outcome.status === status ? check(exchange, seen) : undefined);
}

/** A check that the answer is what the document lets the operation answer, as far as `counts` says so. */
export function checkConformance(counts: (violation: Violation) => boolean): ExchangeCheck {
  return (exchange, { spec, checkAt }) =>
    findViolations(spec.operation(exchange.operationId), toObservedResponse(exchange.outcome), checkAt)
      .filter(counts)
      .map(toCheckFinding);
}

export function toCheckFinding({ at, expected, actual }: Violation): CheckFinding {
  return { expected: `${at}: ${expected}`, actual };
}

/** Body and media type; of the other headers the document says what the framework does, which has clauses of its own. */
export function isInBody({ at }: Violation): boolean {
  return at === 'header Content-Type' || at.startsWith('body');
}

function toObservedResponse(response: AnsweredExchange['outcome']): ObservedResponse {
  return { status: response.status, body: response.body, header: (name) => getHeader(response, name) };
}

/** What a life says of a promise: its breaches, or undefined when it has nothing to say. */
export type LifeCheck = (life: readonly Sighting[], seen: Observations) => readonly Breach[] | undefined;

/** A judge that looks at the successive sightings of each job by itself. */
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

/** Every sighting with the one before it. */
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

/** Two seconds: one for the cut of the timestamp, one for the cut of the `Date` header. */
export const cutMs = 2000;

/** What a sighting of a job breaks. */
export function toBreach({ exchange, jobId }: Sighting, expected: string, actual: string): Breach {
  return { exchange: exchange.id, expected, actual: `${actual} (job ${jobId})` };
}
