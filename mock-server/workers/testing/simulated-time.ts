/** Events in simulated time, each after the promises of the one before have settled. */

export interface SimulatedTime {
  readonly now: () => number;
  /** @returns cancels it */
  readonly after: (milliseconds: number, run: () => void) => () => void;
  /** One direction of a channel: everything arrives in order, each after its delay. */
  readonly createChannel: (drawDelay: () => number) => (arrive: () => void) => void;
  /** Runs all events, also those that others add. */
  readonly runAll: () => Promise<void>;
}

export function createSimulatedTime(): SimulatedTime {
  let time = 0;
  const events: { readonly at: number; readonly run: () => void }[] = [];
  const addAt = (at: number, run: () => void): (() => void) => {
    const event = { at, run };
    const place = events.findIndex((other) => other.at > at);
    events.splice(place < 0 ? events.length : place, 0, event);
    return () => {
      const found = events.indexOf(event);
      if (found >= 0) events.splice(found, 1);
    };
  };
  return {
    now: () => time,
    after: (milliseconds, run) => addAt(time + milliseconds, run),
    createChannel: (drawDelay) => {
      let last = 0;
      return (arrive) => {
        last = Math.max(last, time + drawDelay());
        addAt(last, arrive);
      };
    },
    runAll: async () => {
      await settle();
      for (let event = events.shift(); event !== undefined; event = events.shift()) {
        time = event.at;
        event.run();
        await settle();
      }
    },
  };
}

/** Longer than any chain of promises in the code under test. */
async function settle(): Promise<void> {
  for (let hop = 0; hop < 12; hop += 1) await Promise.resolve();
}
