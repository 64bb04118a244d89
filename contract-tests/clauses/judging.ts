/** The few shapes that almost every judge has. */
import { type ObservedResponse, violationsOf } from '../../openapi/conformance.ts';
import type { Breach, Judge, Judgement, Seen } from '../clause.ts';
import { type Answered, type Exchange, headerOf, isAnswered, type Tag } from '../evidence/exchange.ts';
import { lives, type Sighting } from '../evidence/sightings.ts';

/** Kept when no breach was found in what was looked at, unobserved when there was nothing to look at. */
export function verdictOf(looked: readonly Exchange[], breaches: readonly Breach[], missing: string): Judgement {
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
    const breaches = looked.flatMap((exchange) => check(exchange, seen).map((found) => ({ ...found, exchange: exchange.id })));
    return verdictOf(looked, breaches, missing);
  };
}

/** A check that the status is one of these. */
export function statusIs(...allowed: readonly number[]): Check {
  return ({ outcome: { status } }) => (allowed.includes(status) ? [] : [{ expected: `status ${allowed.join(' or ')}`, actual: `status ${status}` }]);
}

/** A check that the body and the headers are what the document lets the operation answer with this status. */
export const conforms: Check = ({ operationId, outcome }, { spec, checkAt }) =>
  violationsOf(spec.operation(operationId), observed(outcome), checkAt).map(({ at, expected, actual }) => ({
    expected: `${at}: ${expected}`,
    actual,
  }));

function observed(response: Answered['outcome']): ObservedResponse {
  return { status: response.status, body: response.body, header: (name) => headerOf(response, name) };
}

/** A judge that looks at the successive sightings of each job by itself. */
export function eachLife(least: number, missing: string, check: (life: readonly Sighting[], seen: Seen) => readonly Breach[]): Judge {
  return (seen) => {
    const looked = [...lives(seen.evidence.exchanges).values()].filter((life) => life.length >= least);
    return verdictOf(
      looked.flatMap((life) => life.map(({ exchange }) => exchange)),
      looked.flatMap((life) => check(life, seen)),
      missing,
    );
  };
}

/** Every sighting with the one before it. */
export function successive(life: readonly Sighting[]): readonly (readonly [before: Sighting, after: Sighting])[] {
  return life.slice(1).flatMap((after, index) => {
    const before = life[index];
    return before === undefined ? [] : [[before, after] as const];
  });
}
