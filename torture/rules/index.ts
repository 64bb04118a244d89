/** All rules, in the order in which they are reported, and how a life is judged by them. */
import type { Spec } from '../../openapi/spec.ts';
import type { Habits, Life } from '../life/life.ts';
import { type CoachRule, createCoachRule } from './coach.ts';
import { createEnds, createForwardCompatible, createSurvivesFailures } from './endings.ts';
import { createGuide } from './guide.ts';
import { learnHabits } from './habits.ts';
import { createClearsTimers, createQuietAfterUnmount, handlesErrors } from './leftovers.ts';
import { createNoBusyLoop, createRecovers, noOverlap, obeysRetryAfter } from './pace.ts';
import {
  createKeepsResults,
  createOwnResults,
  createResultsOnce,
  createResultsWhenReady,
} from './results.ts';
import type { Rule, Violation } from './rule.ts';
import { createNoOlderStatus, createOwnJob, createTrueStatus } from './statuses.ts';
import {
  createStopsAfterEnd,
  createStopsAfterRefusal,
  createStopsAfterSwitch,
  createStopsAfterUnmount,
  stopsAfter401,
} from './stopping.ts';

export interface RulesParts {
  readonly spec: Spec;
  /** Those whose advice is a warning. */
  readonly coachRules: readonly CoachRule[];
}

/** The rules for clients of this document: what users see comes first, then what servers see. */
export function createRules({ spec, coachRules }: RulesParts): readonly Rule[] {
  const guide = createGuide(spec);
  return [
    createTrueStatus(guide),
    createOwnJob(guide),
    createOwnResults(guide),
    createNoOlderStatus(guide),
    createForwardCompatible(guide),
    createSurvivesFailures(guide),
    createStopsAfterUnmount(guide),
    createStopsAfterSwitch(guide),
    stopsAfter401,
    createStopsAfterRefusal(guide),
    createStopsAfterEnd(guide),
    createEnds(guide),
    obeysRetryAfter,
    createNoBusyLoop(guide),
    noOverlap,
    createRecovers(guide),
    createResultsWhenReady(guide),
    createKeepsResults(guide),
    createResultsOnce(guide),
    createClearsTimers(guide),
    createQuietAfterUnmount(guide),
    handlesErrors,
    ...coachRules.map(createCoachRule),
  ];
}

/** A rule that a life broke. */
export interface BrokenRule {
  readonly rule: Pick<Rule, 'name' | 'title' | 'source'>;
  readonly violation: Violation;
}

/** All rules that the life breaks, in their order. */
export function judge(life: Life, rules: readonly Rule[]): readonly BrokenRule[] {
  return rules.flatMap(({ name, title, source, check }) => {
    const violation = check(life);
    return violation === undefined ? [] : [{ rule: { name, title, source }, violation }];
  });
}

/** What the client does when nothing goes wrong. @param life a calm one */
export const learn = (life: Life, spec: Spec): Habits => learnHabits(life, createGuide(spec));
