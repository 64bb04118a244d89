/** The few shapes that almost every judge has. */
import { type ObservedResponse, type Violation, findViolations } from '../../openapi/conformance.ts';
import type { Breach, Judge, Judgement, Seen } from '../verdict/clause.ts';
import {
  type Answered,
  type Exchange,
  getHeader,
  isAnswered,
  isUnavailable,
  type Tag,
} from '../evidence/exchange.ts';
import { lives, type Sighting, sightingTags } from '../evidence/sightings.ts';
import type { Missing } from '../verdict/missing.ts';
import { missingFor, type Wanted } from './wanted.ts';

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
export function answered({ evidence }: Seen, ...tags: readonly Tag[]): readonly Answered[] {
  return evidence.exchanges
    .filter(isAnswered)
    .filter(({ tag, outcome }) => tags.includes(tag) && !isUnavailable(outcome));
}

/** What was expected and what was there instead. */
export type Found = Omit<Breach, 'exchange'>;

/** What a check finds in one exchange; undefined when the exchange says nothing of the promise. */
export type Check = (exchange: Answered, seen: Seen) => readonly Found[] | undefined;

/** A judge that looks at each of the answers that `choose` takes by itself. */
export function judgeEach(choose: (seen: Seen) => readonly Answered[], wanted: Wanted, check: Check): Judge {
  return (seen) => {
    const looked = choose(seen).flatMap((exchange) => {
      const found = check(exchange, seen);
      return found === undefined ? [] : [{ exchange, found }];
    });
    return toJudgement(
      looked.map(({ exchange }) => exchange),
      looked.flatMap(({ exchange: { id }, found }) => found.map((one) => ({ ...one, exchange: id }))),
      () => missingFor(wanted, seen),
    );
  };
}

/** A judge that looks at each answer with one of the tags by itself. */
export function each(tags: readonly Tag[], wanted: string | Omit<Wanted, 'tags'>, check: Check): Judge {
  const others = typeof wanted === 'string' ? { what: wanted } : wanted;
  return judgeEach((seen) => answered(seen, ...tags), { ...others, tags }, check);
}

/** A check that the status is this one. */
export function statusIs(wanted: number): Check {
  return ({ outcome: { status } }) =>
    status === wanted ? [] : [{ expected: `status ${wanted}`, actual: `status ${status}` }];
}

/** A check that has something to say of answers with this status only. */
export function when(status: number, check: Check): Check {
  return (exchange, seen) => (exchange.outcome.status === status ? check(exchange, seen) : undefined);
}

/** A check that the answer is what the document lets the operation answer, as far as `counts` says so. */
export function conforms(counts: (violation: Violation) => boolean): Check {
  return (exchange, { spec, checkAt }) =>
    findViolations(spec.operation(exchange.operationId), observed(exchange.outcome), checkAt)
      .filter(counts)
      .map(toFound);
}

export function toFound({ at, expected, actual }: Violation): Found {
  return { expected: `${at}: ${expected}`, actual };
}

/** Body and media type; of the other headers the document says what the framework does, which has clauses of its own. */
export function inBody({ at }: Violation): boolean {
  return at === 'header Content-Type' || at.startsWith('body');
}

function observed(response: Answered['outcome']): ObservedResponse {
  return { status: response.status, body: response.body, header: (name) => getHeader(response, name) };
}

/** What a life says of a promise: its breaches, or undefined when it has nothing to say. */
export type LifeCheck = (life: readonly Sighting[], seen: Seen) => readonly Breach[] | undefined;

/** A judge that looks at the successive sightings of each job by itself. */
export function eachLife(wanted: Omit<Wanted, 'tags'>, check: LifeCheck): Judge {
  return (seen) => {
    const judged = [...lives(seen.evidence.exchanges).values()].flatMap((life) => {
      const breaches = check(life, seen);
      return breaches === undefined ? [] : [{ life, breaches }];
    });
    return toJudgement(
      judged.flatMap(({ life }) => life.map(({ exchange }) => exchange)),
      judged.flatMap(({ breaches }) => breaches),
      () => missingFor({ otherwise: 'jobs', ...wanted, tags: sightingTags }, seen),
    );
  };
}

/** Every sighting with the one before it. */
export function successive(
  life: readonly Sighting[],
): readonly (readonly [before: Sighting, after: Sighting])[] {
  return life.slice(1).flatMap((after, index) => {
    const before = life[index];
    return before === undefined ? [] : [[before, after] as const];
  });
}
