/** Searches for a life that breaks a rule, and makes it smaller; fast-check draws, shrinks and repeats. */
import { type Arbitrary, asyncProperty, check, PreconditionFailure } from 'fast-check';
import type { LifePlan } from './life/plan.ts';
import type { Played, Player } from './play/player.ts';
import type { Rule, Violation } from './rules/rule.ts';

export interface SearchSettings {
  readonly seed: number;
  /** Where to begin, as fast-check prints it. */
  readonly path?: string;
  readonly numRuns: number;
  /** How long to search, in milliseconds; a finding gets half as much again to be made smaller. */
  readonly timeLimit: number;
  /** Real milliseconds, which no life changes. */
  readonly now: () => number;
}

export interface Searched {
  /** How many lives were played, without those that were tried to make one smaller. */
  readonly lives: number;
  /** Whether the time was up before all lives were played. */
  readonly isCutShort: boolean;
  readonly broken?: Broken;
}

/** The smallest life found that breaks the rule. */
export interface Broken {
  readonly rule: Rule;
  readonly violation: Violation;
  readonly played: Played;
  readonly path: string;
  readonly shrinks: number;
}

/** So many attempts make any life small that can become small. */
const maxAttempts = 1500;

/** Plays plans until one breaks a rule, then simpler ones. */
export async function search(
  player: Player,
  rules: readonly Rule[],
  plans: Arbitrary<LifePlan>,
  { seed, path, numRuns, timeLimit, now }: SearchSettings,
): Promise<Searched> {
  const startedAt = now();
  let endsAt = startedAt + timeLimit;
  let lives = 0;
  let attempts = 0;
  let broken: Omit<Broken, 'path' | 'shrinks'> | undefined;
  const property = asyncProperty(plans, async (plan) => {
    if (now() >= endsAt || attempts >= maxAttempts) throw new PreconditionFailure(true);
    if (broken === undefined) lives += 1;
    else attempts += 1;
    const played = await player.play(plan);
    const found = findViolation(rules, played);
    // A smaller life that breaks another rule is another finding.
    if (found === undefined || (broken !== undefined && found.rule.name !== broken.rule.name)) return;
    if (broken === undefined) endsAt += timeLimit / 2;
    broken = { ...found, played };
    throw new Error(found.rule.name);
  });
  const details = await check(property, {
    seed,
    numRuns,
    ...(path === undefined ? {} : { path }),
    // What the user set for properties of their own is not meant for lives.
    endOnFailure: false,
    skipAllAfterTimeLimit: noLimit,
    interruptAfterTimeLimit: noLimit,
    timeout: noLimit,
    examples: [],
    plugins: [],
  });
  const isCutShort = details.interrupted;
  if (broken === undefined) return { lives, isCutShort };
  const { numShrinks, counterexamplePath } = details;
  return { lives, isCutShort, broken: { ...broken, path: counterexamplePath ?? '', shrinks: numShrinks } };
}

/** The first rule, in their order, that the life breaks. */
export function findViolation(
  rules: readonly Rule[],
  { life }: Pick<Played, 'life'>,
): { readonly rule: Rule; readonly violation: Violation } | undefined {
  for (const rule of rules) {
    const violation = rule.check(life);
    if (violation !== undefined) return { rule, violation };
  }
  return undefined;
}
