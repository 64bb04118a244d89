/** Who used the mock last, so that long work of one team makes way only when others are there. */
export interface Activity {
  readonly note: (team: string, now: number) => void;
  /** Whether another team has sent a request a moment ago. */
  readonly isShared: (team: string, now: number) => boolean;
}

const momentMs = 250;

export function createActivity(): Activity {
  let latest = { team: '', at: Number.NEGATIVE_INFINITY };
  let before = latest;
  return {
    note: (team, now) => {
      if (latest.team !== team) before = latest;
      latest = { team, at: now };
    },
    isShared: (team, now) => {
      const other = latest.team === team ? before : latest;
      return now - other.at <= momentMs && now >= other.at;
    },
  };
}
