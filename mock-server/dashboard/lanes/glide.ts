/** Glides from one part of the time to another, so that the eye can follow. */
import { nowShare } from '../../../page-parts/lanes-window.ts';
import type { TimeScale } from '../../../page-parts/time-scale.ts';

/** A part of the time. */
export interface Part {
  /** Its length, in milliseconds. */
  readonly span: number;
  /** The time at its left edge. */
  readonly left: number;
}

/** How long it takes, in milliseconds. */
const glideLength = 200;

/** @param passed since the start, in milliseconds @returns undefined at the end */
export function computeGlide(from: Part, to: Part, passed: number): Part | undefined {
  if (passed >= glideLength) return undefined;
  const eased = 1 - (1 - passed / glideLength) ** 3;
  // Each moment is longer or shorter by the same factor.
  const span = from.span * (to.span / from.span) ** eased;
  // What is in the same place at both ends is there all the time.
  const share = Math.abs(to.span - from.span) < 1 ? eased : (span - from.span) / (to.span - from.span);
  return { span, left: from.left + (to.left - from.left) * share };
}

/** What is to be shown. */
interface Target {
  readonly span: number;
  /** The time at the left edge; undefined to follow the present. */
  readonly from: number | undefined;
}

/** What was drawn last. */
interface Before {
  readonly span: number;
  readonly left: number;
  readonly scale: TimeScale;
}

/** Remembers what is wanted, and is on the way to it after it has changed. */
export class Glider {
  readonly #readTime: () => number;
  #target: Target | undefined;
  #begun: (Part & { readonly at: number; readonly isFollowing: boolean }) | undefined;

  /** @param readTime in milliseconds */
  constructor(readTime: () => number) {
    this.#readTime = readTime;
  }

  get isMoving(): boolean {
    return this.#begun !== undefined;
  }

  /**
   * What is shown at this moment.
   * @param before undefined to be there at once, since a hand moves it
   */
  find(
    target: Target,
    { now, before }: { readonly now: number; readonly before: Before | undefined },
  ): Target {
    const known = this.#target;
    this.#target = target;
    if (known !== undefined && (target.from !== known.from || target.span !== known.span))
      this.#begun = before && {
        span: before.span,
        left: before.scale.toTime(before.left),
        at: this.#readTime(),
        isFollowing: target.from === undefined && known.from === undefined,
      };
    if (this.#begun === undefined) return target;
    const to = { span: target.span, left: target.from ?? now - target.span * nowShare };
    const part = computeGlide(this.#begun, to, this.#readTime() - this.#begun.at);
    // While the window follows the present, the present stays in its place.
    const { isFollowing } = this.#begun;
    if (part === undefined) this.#begun = undefined;
    return part === undefined ? target : { span: part.span, from: isFollowing ? undefined : part.left };
  }
}
