/** How much a team lets the mock work: above its share it rests, while other teams send requests. */

export interface WorkMeter {
  /** Adds milliseconds of work. */
  readonly add: (worked: number, now: number) => void;
  /** How many milliseconds the team is to rest now. */
  readonly getRest: (now: number) => number;
}

/** Of the time of the process; four hundred polls a second take about as much. */
const share = 0.04;
/** What a team may work at once after it has rested, in milliseconds. */
const maxSaved = 300;
/** The longest debt, so that a single large piece of work does not keep the team out for minutes. */
const maxDebt = 80;

export function createWorkMeter(): WorkMeter {
  let debt = -maxSaved;
  let seen: number | undefined;
  const settle = (now: number): void => {
    if (seen !== undefined && now > seen) debt = Math.max(-maxSaved, debt - (now - seen) * share);
    seen = now;
  };
  return {
    add: (worked, now) => {
      settle(now);
      debt = Math.min(maxDebt, debt + worked);
    },
    getRest: (now) => {
      settle(now);
      return debt > 0 ? Math.ceil(debt / share) : 0;
    },
  };
}
