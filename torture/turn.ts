/** One torture after another: lives replace the timers of the whole program, so two can never run at once. */

const key = Symbol.for('enrichment-sandbox.torture.turn');

/** Runs the work when all earlier work has ended, also that of another copy of this module in the same program. */
export async function takeTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const place = globalThis as { [key]?: Promise<unknown> };
  const before = place[key] ?? Promise.resolve();
  const mine = before.then(work);
  place[key] = mine.catch(() => undefined);
  return mine;
}
