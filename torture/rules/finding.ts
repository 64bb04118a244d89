/** The type of a finding: a broken rule, and the smallest life found that breaks it. Plain data. */
import type { Life } from '../life/life.ts';
import type { Rule, Violation } from './rule.ts';

export interface Finding {
  readonly rule: Pick<Rule, 'name' | 'title' | 'source'>;
  readonly violation: Violation;
  /** The smallest life found, with its plan. */
  readonly life: Life;
  /** With the path it plays this life again, as long as the same version of this package is installed. */
  readonly seed: number;
  readonly path: string;
  /** How many lives were played until one broke the rule. */
  readonly lives: number;
  /** How many times the life became smaller. */
  readonly shrinks: number;
  /** Opens the same life in the dashboard. */
  readonly link?: string;
}
