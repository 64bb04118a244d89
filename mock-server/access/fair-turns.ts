/** Lets each team do a few requests in a turn, however many it has sent, so that the others' come in between. */

/** @param run called when it is the request's turn */
export type TakeTurn = (run: () => void) => boolean;

/** Requests of one team in a turn of the event loop. */
const maxInTurn = 4;
/** Requests of one team that wait for a later turn. */
const maxQueued = 500;

/**
 * @param nextTurn resolves when all others had a turn
 * @returns false if too many wait already; the request is then not run at all
 */
export function createFairTurns(nextTurn: () => Promise<void>): TakeTurn {
  let inTurn = 0;
  let isTurning = false;
  const queue: (() => void)[] = [];

  const turn = async (): Promise<void> => {
    isTurning = true;
    do {
      await nextTurn();
      inTurn = 0;
      for (const run of queue.splice(0, maxInTurn)) {
        inTurn += 1;
        run();
      }
    } while (queue.length > 0);
    isTurning = false;
  };

  return (run) => {
    if (inTurn >= maxInTurn || queue.length > 0) {
      if (queue.length >= maxQueued) return false;
      queue.push(run);
      return true;
    }
    inTurn += 1;
    run();
    if (!isTurning) void turn();
    return true;
  };
}
