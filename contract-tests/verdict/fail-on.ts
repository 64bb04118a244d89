/** What fails a run: which broken promises make its exit status 1, and whether a lasting step does. */
import { formatSuggestion } from '../../openapi/complaint.ts';
import type { Verdict } from './clause.ts';
import { getKind } from './counts.ts';

export const failOnValues = ['must', 'should', 'new', 'step', 'never'] as const;
export type FailOn = (typeof failOnValues)[number];

export interface FailurePolicy {
  /** A broken SHOULD counts like a broken MUST. */
  readonly strict: boolean;
  readonly failOn?: readonly FailOn[];
  /** The newly broken clauses. Absent without an earlier run; each broken promise counts as new then. */
  readonly newly?: ReadonlySet<string>;
}

/** Whether this verdict makes the exit status 1. */
export function failsRun(verdict: Verdict, { strict, failOn = [], newly }: FailurePolicy): boolean {
  if (getKind(verdict, strict) !== 'broken' || failOn.includes('never')) return false;
  return !failOn.includes('new') || newly === undefined || newly.has(verdict.clause.id);
}

/**
 * The values of `--fail-on`, which may be lists with commas, in the order of the table.
 * @param name what the user calls the option
 * @param mistakes gets a sentence for each value that cannot be used
 */
export function parseFailOn(texts: readonly string[], name: string, mistakes: string[]): readonly FailOn[] {
  const words = texts.flatMap((text) => text.split(',')).map((word) => word.trim().toLowerCase());
  for (const word of words) {
    if (failOnValues.some((one) => one === word)) continue;
    mistakes.push(
      `${name} is "${word}"; allowed: ${failOnValues.join(', ')}${formatSuggestion(word, failOnValues) || '.'}`,
    );
  }
  const chosen = failOnValues.filter((one) => words.includes(one));
  if (chosen.includes('never') && chosen.length > 1)
    mistakes.push(`${name} is ${chosen.join(', ')}; "never" allows no other value.`);
  return chosen;
}

/** The same with its level in words: `must` is the default, and `should` includes it. */
export function completeFailOn(given: readonly FailOn[], strict: boolean): readonly FailOn[] {
  if (given.includes('never')) return ['never'];
  const others = given.filter((one) => one === 'new' || one === 'step');
  return [strict ? 'should' : 'must', ...others];
}
