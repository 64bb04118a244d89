/** Work in portions of about a millisecond, so that other work can be done in between. */

/** Yields after each portion, and returns the final result. */
export type Work<Result> = Generator<undefined, Result>;

/**
 * Called between two portions. An edge that must stay responsive returns a promise now and then, which is
 * awaited. An exception stops the work.
 */
export type Pause = () => Promise<void> | undefined;

/** Does all of the work. */
export async function runInPortions<Result>(work: Work<Result>, pause: Pause): Promise<Result> {
  try {
    for (;;) {
      const step = work.next();
      if (step.done === true) return step.value;
      const pausing = pause();
      if (pausing !== undefined) await pausing;
    }
  } finally {
    // Work that is given up closes what it has open.
    work.return(undefined as never);
  }
}
