/** A finding: a life that breaks a rule, and how it was found. Plain data, for people and programs. */
import type { Life } from '../life/life.ts';
import type { Rule, Violation } from '../rules/rule.ts';

export interface Finding {
  /** The rule that is broken. */
  readonly rule: Pick<Rule, 'name' | 'title' | 'source'>;
  readonly violation: Violation;
  /** The simplest life that was found to break it. Its plan is the one to play again. */
  readonly life: Life;
  /** Other rules that the same life breaks. */
  readonly others: readonly OtherViolation[];
  /** How the plan was drawn; absent if it was given. */
  readonly drawn?: Drawn;
  /** Options of the torture without which a repetition would not find the same; absent if none was given. */
  readonly options?: KeptOptions;
  /** The world at the end of the life, to open in the dashboard. */
  readonly link?: string;
}

export interface OtherViolation {
  readonly rule: Pick<Rule, 'name' | 'title' | 'source'>;
  readonly violation: Violation;
}

export interface KeptOptions {
  /** The names of the user's own rules. */
  readonly rules?: readonly string[];
  readonly without?: readonly string[];
  readonly scenarios?: readonly string[];
}

export interface Drawn {
  readonly seed: number;
  /** Leads to the simplest life at once; an option of fast-check. */
  readonly path: string;
  /** How many lives were played until one broke a rule. */
  readonly lives: number;
  /** How many lives were played to find the simplest one. */
  readonly simplerLives: number;
  /** The life that first broke a rule: how much there was in it. */
  readonly first?: { readonly jobs: number; readonly faults: number; readonly events: number };
}
