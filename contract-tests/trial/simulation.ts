/** Simulated time for calls that overlap: nobody waits, and everything happens in the order of its time. */

export interface Simulation {
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Work that takes no simulated time, although it may take real time. */
  readonly hold: <T>(work: Promise<T>) => Promise<T>;
  /** Advances the time until the work has ended. */
  readonly run: <T>(work: Promise<T>) => Promise<T>;
}

export function createSimulation(time: { ms: number }): Simulation {
  const timers: { readonly at: number; readonly go: () => void }[] = [];
  let held = 0;
  const advance = () => {
    const [next] = timers.toSorted((one, other) => one.at - other.at);
    if (next === undefined) throw new Error('Everything waits, and nothing will happen.');
    timers.splice(timers.indexOf(next), 1);
    time.ms = Math.max(time.ms, next.at);
    next.go();
  };
  return {
    now: () => time.ms,
    wait: (milliseconds) => new Promise((go) => timers.push({ at: time.ms + milliseconds, go })),
    hold: async (work) => {
      held += 1;
      try {
        return await work;
      } finally {
        held -= 1;
      }
    },
    run: async (work) => {
      const state = { isOver: false };
      const over = () => {
        state.isOver = true;
      };
      work.then(over, over);
      for (;;) {
        // All that follows from the last step has happened.
        await new Promise(setImmediate);
        if (state.isOver) return work;
        if (held === 0) advance();
      }
    },
  };
}
