/** Runs work in portions to its end, if it is known to be little. */
import type { Work } from './portions.ts';

export function runAtOnce<Result>(work: Work<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
