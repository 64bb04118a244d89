/** Searches for a life that breaks a rule, and makes it smaller; fast-check draws, shrinks and repeats. */
import { type Arbitrary, asyncProperty, check, type Parameters, PreconditionFailure } from 'fast-check';
import type { Life } from './life/life.ts';
import type { LifePlan } from './life/plan.ts';
import type { Played, Player } from './play/player.ts';
import type { OtherViolation } from './report/finding.ts';
import type { Rule, Violation } from './rules/rule.ts';

export interface SearchSettings {
  readonly seed: number;
  /** Where to begin, as fast-check prints it. */
  readonly path?: string;
  readonly numRuns: number;
  /** How long to search, in milliseconds; a finding gets half as much again to be made smaller. */
  readonly timeLimit: number;
  /** Plans that are played before those that are drawn. */
  readonly first?: readonly LifePlan[];
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
  /** The plan that broke it first. */
  readonly first: LifePlan;
  readonly path: string;
  /** How many smaller lives were tried. */
  readonly attempts: number;
}

/** So many attempts make any life small that can become small. */
const maxAttempts = 1500;

/** Plays plans until one breaks a rule, then simpler ones. */
export async function search(
  player: Player,
  rules: readonly Rule[],
  plans: Arbitrary<LifePlan>,
  { seed, path, numRuns, timeLimit, now, first = [] }: SearchSettings,
): Promise<Searched> {
  let endsAt = now() + timeLimit;
  let lives = 0;
  let broken: Omit<Broken, 'path' | 'attempts'> | undefined;
  const tried = new Set<string>();
  const property = asyncProperty(plans, async (plan) => {
    const key = JSON.stringify(plan);
    if (broken !== undefined && tried.has(key)) return;
    if (now() >= endsAt || tried.size >= maxAttempts) throw new PreconditionFailure(true);
    if (broken === undefined) lives += 1;
    else tried.add(key);
    const played = await player.play(plan);
    const [found] = findViolations(rules, played.life);
    // A smaller life that breaks another rule is another finding.
    if (found === undefined || (broken !== undefined && found.rule.name !== broken.rule.name)) return;
    if (broken === undefined) endsAt += timeLimit / 2;
    const rule = rules.find(({ name }) => name === found.rule.name);
    if (rule === undefined) return;
    broken = { rule, violation: found.violation, played, first: broken?.first ?? plan };
    throw new Error(found.rule.name);
  });
  const { interrupted: isCutShort, counterexamplePath } = await check(property, {
    ...neutral,
    seed,
    numRuns,
    examples: first.map((plan) => [plan]),
    ...(path === undefined ? {} : { path }),
  });
  if (broken === undefined) return { lives, isCutShort };
  return { lives, isCutShort, broken: { ...broken, path: counterexamplePath ?? '', attempts: tried.size } };
}

/** What users set for their own properties, with `configureGlobal`, is not meant for lives. */
const neutral = {
  endOnFailure: false,
  skipEqualValues: false,
  ignoreEqualValues: false,
  unbiased: false,
  randomType: 'xorshift128plus',
  plugins: [],
  timeout: undefined,
  skipAllAfterTimeLimit: undefined,
  interruptAfterTimeLimit: undefined,
} as unknown as Parameters<[LifePlan]>;

/** All rules that the life breaks, in their order. */
export function findViolations(rules: readonly Rule[], life: Life): readonly OtherViolation[] {
  return rules.flatMap((rule) => {
    const { name, title, source } = rule;
    const violation = rule.check(life);
    return violation === undefined ? [] : [{ rule: { name, title, source }, violation }];
  });
}
