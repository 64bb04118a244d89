/** The few shapes that almost every judge has. */
import { type ObservedResponse, type Violation, violationsOf } from '../../openapi/conformance.ts';
import type { Breach, Judge, Judgement, Seen } from '../clause.ts';
import { type Answered, type Exchange, headerOf, isAnswered, type Tag } from '../evidence/exchange.ts';
import { lives, type Sighting } from '../evidence/sightings.ts';

/** Kept when no breach was found in what was looked at, unobserved when there was nothing to look at. */
export function verdictOf(
  looked: readonly Exchange[],
  breaches: readonly Breach[],
  missing: string,
): Judgement {
  if (breaches.length > 0) return { verdict: 'broken', breaches };
  if (looked.length === 0) return { verdict: 'unobserved', missing };
  return { verdict: 'kept', exchanges: [...new Set(looked.map(({ id }) => id))] };
}

/** The answered exchanges with one of the tags. */
export function answered({ evidence }: Seen, ...tags: readonly Tag[]): readonly Answered[] {
  return evidence.exchanges.filter(isAnswered).filter(({ tag }) => tags.includes(tag));
}

/** What a check finds in one exchange: nothing, or what was expected and what was there instead. */
export type Check = (exchange: Answered, seen: Seen) => readonly Omit<Breach, 'exchange'>[];

/** A judge that looks at each exchange with one of the tags by itself. */
export function each(tags: readonly Tag[], missing: string, check: Check): Judge {
  return (seen) => {
    const looked = answered(seen, ...tags);
    const breaches = looked.flatMap((exchange) =>
      check(exchange, seen).map((found) => ({ ...found, exchange: exchange.id })),
    );
    return verdictOf(looked, breaches, missing);
  };
}

/** A check that the status is one of these. */
export function statusIs(...allowed: readonly number[]): Check {
  return ({ outcome: { status } }) =>
    allowed.includes(status)
      ? []
      : [{ expected: `status ${allowed.join(' or ')}`, actual: `status ${status}` }];
}

/** A check that the answer is what the document lets the operation answer, as far as `counts` says so. */
export function conforms(counts: (violation: Violation) => boolean): Check {
  return ({ operationId, outcome }, { spec, checkAt }) =>
    violationsOf(spec.operation(operationId), observed(outcome), checkAt)
      .filter(counts)
      .map(({ at, expected, actual }) => ({ expected: `${at}: ${expected}`, actual }));
}

/** Body and media type; of the other headers the document says what the framework does, which has clauses of its own. */
export const inBody = ({ at }: Violation): boolean => at === 'header Content-Type' || at.startsWith('body');

function observed(response: Answered['outcome']): ObservedResponse {
  return { status: response.status, body: response.body, header: (name) => headerOf(response, name) };
}

/** What a life says of a promise: its breaches, or undefined when it has nothing to say. */
export type LifeCheck = (life: readonly Sighting[], seen: Seen) => readonly Breach[] | undefined;

/** A judge that looks at the successive sightings of each job by itself. */
export function eachLife(missing: string, check: LifeCheck): Judge {
  return (seen) => {
    const judged = [...lives(seen.evidence.exchanges).values()].flatMap((life) => {
      const breaches = check(life, seen);
      return breaches === undefined ? [] : [{ life, breaches }];
    });
    return verdictOf(
      judged.flatMap(({ life }) => life.map(({ exchange }) => exchange)),
      judged.flatMap(({ breaches }) => breaches),
      missing,
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
