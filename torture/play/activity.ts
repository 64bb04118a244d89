/** Whether the client still does something at this moment of virtual time. */
import type { OpenGate } from './gate.ts';
import { nextTurn } from './turns.ts';

export interface Activity {
  /** The client did something that is seen from here. */
  readonly note: () => void;
  /** Work of the real event loop that the client has started, and that ends by itself. */
  readonly track: <Value>(work: Promise<Value>) => Promise<Value>;
  /** Resolves when the client has done nothing for some turns. @returns false if it goes on and on */
  readonly settle: () => Promise<boolean>;
}

/** A renderer such as that of React needs some further turns, in which nothing is seen. */
const quietTurns = 3;

/** A client that is busy for so many turns never stops. */
const maxTurns = 20_000;

/** @param getGate where requests of other processes come in, if there is one */
export function createActivity(getGate: () => OpenGate | undefined): Activity {
  let count = 0;
  let pending = 0;
  const note = (): void => {
    count += 1;
  };
  return {
    note,
    track: async (work) => {
      pending += 1;
      try {
        return await work;
      } finally {
        pending -= 1;
        note();
      }
    },
    settle: async () => {
      let quiet = 0;
      for (let turn = 0; quiet < quietTurns; turn += 1) {
        if (turn === maxTurns) return false;
        const before = count;
        await nextTurn();
        const gate = getGate();
        if (gate?.isIdle() === false) {
          await gate.wait();
          quiet = 0;
          turn = 0;
          continue;
        }
        quiet = count === before && pending === 0 ? quiet + 1 : 0;
      }
      return true;
    },
  };
}
