/** Work in portions of about a millisecond, so that other work can be done in between. */

/** Yields after each portion, and returns the final result. */
export type Work<Result> = Generator<undefined, Result>;

/** A value that may not be there yet. Waiting costs time and lets others in between, so what is there is used at once. */
export type Later<Value> = Value | Promise<Value>;

/**
 * Called between two portions. An edge that must stay responsive returns a promise now and then, which is
 * awaited. An exception stops the work.
 */
export type Pause = () => Promise<void> | undefined;

/** For work that is known to be little. */
export const noPause: Pause = () => undefined;

export function isPromise<Value>(value: Later<Value>): value is Promise<Value> {
  return typeof value === 'object' && value !== null && 'then' in value;
}

/** The next step, at once if the value is there. */
export function andThen<Value, Next>(value: Later<Value>, step: (value: Value) => Later<Next>): Later<Next> {
  return isPromise(value) ? value.then(step) : step(value);
}

/** Does all of the work, at once unless a pause takes time. */
export function runInPortions<Result>(work: Work<Result>, pause: Pause): Later<Result> {
  const reached = runUntilPause(work, pause);
  return reached.kind === 'done' ? reached.result : continueAfter(reached.pausing, work, pause);
}

type Reached<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'pause'; readonly pausing: Promise<void> };

function runUntilPause<Result>(work: Work<Result>, pause: Pause): Reached<Result> {
  try {
    for (;;) {
      const step = work.next();
      if (step.done === true) return { kind: 'done', result: step.value };
      const pausing = pause();
      if (pausing !== undefined) return { kind: 'pause', pausing };
    }
  } catch (error) {
    close(work);
    throw error;
  }
}

async function continueAfter<Result>(
  first: Promise<void>,
  work: Work<Result>,
  pause: Pause,
): Promise<Result> {
  try {
    let pausing = first;
    for (;;) {
      await pausing;
      const reached = runUntilPause(work, pause);
      if (reached.kind === 'done') return reached.result;
      ({ pausing } = reached);
    }
  } finally {
    close(work);
  }
}

/** Aborted work closes its open resources. */
function close<Result>(work: Work<Result>): void {
  work.return(undefined as never);
}
