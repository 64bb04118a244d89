/** What the clock of the server showed: it jumps, ahead and back. */

export interface ServerClock {
  readonly jump: (by: number) => void;
  /** The least and the greatest time that it showed since a moment of the simulation. */
  readonly min: (since: number) => number;
  readonly max: () => number;
  /** How far it jumped ahead in all. */
  readonly ahead: () => number;
  /** The same, back. */
  readonly back: () => number;
}

/** @param now the time of the simulation @param state where the server reads by how much its clock is wrong */
export function createServerClock(now: () => number, state: { offset: number }): ServerClock {
  const jumps: { readonly at: number; readonly offset: number }[] = [{ at: 0, offset: state.offset }];
  let highest = Number.NEGATIVE_INFINITY;
  let ahead = 0;
  let back = 0;
  const read = (): number => Math.floor(now() + state.offset);
  return {
    jump: (by) => {
      highest = Math.max(highest, read());
      if (by > 0) ahead += by;
      else back -= by;
      state.offset += by;
      jumps.push({ at: now(), offset: state.offset });
    },
    min: (since) => {
      let least = Number.POSITIVE_INFINITY;
      for (const [index, { at, offset }] of jumps.entries()) {
        const until = jumps[index + 1]?.at ?? Number.POSITIVE_INFINITY;
        if (until >= since) least = Math.min(least, Math.floor(Math.max(at, since) + offset));
      }
      return least;
    },
    max: () => Math.max(highest, read()),
    ahead: () => ahead,
    back: () => back,
  };
}
