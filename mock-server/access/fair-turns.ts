/** Lets each team do a few requests in a turn, however many it has sent, so that the others' come in between. */

/** @returns false if too many wait already; the request is then not run at all */
export type TakeTurn = (run: () => void) => boolean;

export interface Turns {
  /** Resolves when all others had a turn, and the team has rested. */
  readonly endTurn: () => Promise<void>;
  /** Whether the team has to rest before its next request. */
  readonly mustRest: () => boolean;
}

/** Requests of one team in a turn of the event loop. */
const maxInTurn = 4;
/** Requests of one team that wait for a later turn. */
const maxQueued = 500;

export function createFairTurns({ endTurn, mustRest }: Turns): TakeTurn {
  let inTurn = 0;
  let isTurning = false;
  const queue: (() => void)[] = [];

  const takeTurns = async (): Promise<void> => {
    isTurning = true;
    do {
      await endTurn();
      inTurn = 0;
      while (queue.length > 0 && inTurn < maxInTurn && !(inTurn > 0 && mustRest())) {
        inTurn += 1;
        queue.shift()?.();
      }
    } while (queue.length > 0);
    isTurning = false;
  };

  return (run) => {
    if (inTurn >= maxInTurn || queue.length > 0 || mustRest()) {
      if (queue.length >= maxQueued) return false;
      queue.push(run);
    } else {
      inTurn += 1;
      run();
    }
    if (!isTurning) void takeTurns();
    return true;
  };
}
