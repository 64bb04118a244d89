/** What happened in a simulation: its history as text, how often each kind of event occurred, and the first thing that is wrong. */

export interface SimulationRecord {
  readonly note: (line: string) => void;
  readonly count: (event: string) => void;
  readonly getCount: (event: string) => number;
  /** Only the first one is kept. */
  readonly fail: (what: string) => void;
  readonly getFailure: () => string | undefined;
  readonly history: readonly string[];
  readonly counts: ReadonlyMap<string, number>;
}

/** Marks in the history what must not happen. */
export const wrong = '  WRONG  ';

export function createRecord(now: () => number): SimulationRecord {
  const history: string[] = [];
  const counts = new Map<string, number>();
  let failure: string | undefined;
  const note = (line: string): void => {
    history.push(`${now().toFixed(1).padStart(10)}  ${line}`);
  };
  return {
    note,
    count: (event) => {
      counts.set(event, (counts.get(event) ?? 0) + 1);
    },
    getCount: (event) => counts.get(event) ?? 0,
    fail: (what) => {
      if (failure !== undefined) return;
      failure = what;
      note(`${wrong}${what}`);
    },
    getFailure: () => failure,
    history,
    counts,
  };
}
