/** The type of a rule: what must hold for any sound client, and why. */
import type { Life } from '../life/life.ts';

export interface Rule {
  /** Never changes; users turn a rule off by it. */
  readonly name: string;
  /** One sentence: what a sound client does. */
  readonly title: string;
  /** Where this is written, such as `Enrichment Status, "Polling Guidance"` or `RFC 9110, 10.2.3`. */
  readonly source: string;
  /** Judges a life; undefined if the client kept the rule. */
  readonly check: (life: Life) => Violation | undefined;
}

export interface Violation {
  /** One or two sentences with figures: what the client did, when, and what was expected. */
  readonly message: string;
  /** Numbers of the requests that show it. */
  readonly requests?: readonly number[];
  /** When it happened, in milliseconds since the start of the life. */
  readonly at?: number;
}

/** A rule that a user adds. */
export interface CustomRule {
  readonly name: string;
  /** Default: its name. */
  readonly title?: string;
  readonly source?: string;
  /**
   * Judges a life. `undefined`, `null`, `true` and an empty text mean that the client kept the rule. A text or a violation says what
   * was wrong, and so does an error that it throws, such as that of an assertion. `false` says only that something was.
   */
  readonly check: (life: Life) => unknown;
}
