/** Who may use a world when: any number of writes at a time, and looks only while none is under way, in the order of arrival. */

interface Turn {
  readonly isWrite: boolean;
  readonly begin: () => void;
}

export interface Turns {
  /** Runs at once if it may. */
  readonly look: (run: () => void) => void;
  /** Begins at once if it may. @param begin gets a function to call when the write has ended, with what comes before all others */
  readonly write: (begin: (end: (last: () => void) => void) => void) => void;
  /** Whether nobody writes, or waits. */
  readonly isQuiet: () => boolean;
}

export function createTurns(): Turns {
  let writes = 0;
  const waiting: Turn[] = [];
  const mayBegin = ({ isWrite }: Turn): boolean => isWrite || writes === 0;
  const goOn = (): void => {
    for (let [first] = waiting; first !== undefined && mayBegin(first); [first] = waiting) {
      waiting.shift();
      first.begin();
    }
  };
  const add = (turn: Turn): void => {
    if (waiting.length === 0 && mayBegin(turn)) turn.begin();
    else waiting.push(turn);
  };
  return {
    look: (run) => add({ isWrite: false, begin: run }),
    write: (begin) =>
      add({
        isWrite: true,
        begin: () => {
          writes += 1;
          begin((last) => {
            writes -= 1;
            last();
            goOn();
          });
        },
      }),
    isQuiet: () => writes === 0 && waiting.length === 0,
  };
}
