/** When a world may end: somebody removed it, or nobody used it for long enough. */
import type { SimulationRecord } from './record.ts';
import type { ServerClock } from './server-clock.ts';
import type { Life } from './truth.ts';

export interface Endings {
  /** A client wants to remove a world. @returns a function to call when that has succeeded, or failed */
  readonly remove: (world: string) => (isDone: boolean) => void;
  /** A call that has succeeded began at this time. */
  readonly use: (world: string, began: number) => void;
  readonly check: (life: Life, isExpired: boolean) => void;
}

interface Removal {
  readonly world: string;
  readonly began: number;
  /** Until then it may take effect. */
  until: number;
  isFailed: boolean;
}

export interface EndingsDeps {
  readonly record: SimulationRecord;
  readonly now: () => number;
  readonly clock: ServerClock;
  readonly idle: number;
  /** For so long after it failed, a removal may take effect. */
  readonly deadline: number;
}

export function createEndings({ record, now, clock, idle, deadline }: EndingsDeps): Endings {
  const removals: Removal[] = [];
  const used = new Map<string, number>();
  return {
    remove: (world) => {
      const removal = { world, began: now(), until: Number.POSITIVE_INFINITY, isFailed: false };
      removals.push(removal);
      return (isDone) => {
        removal.until = now() + (isDone ? 0 : deadline);
        removal.isFailed = !isDone;
      };
    },
    use: (world, began) => {
      used.set(world, began);
    },
    check: ({ world, began }, isExpired) => {
      record.count(isExpired ? 'world that expired' : 'world that was removed');
      record.note(`         world ${world} ${isExpired ? 'expired' : 'was removed'}`);
      if (isExpired) {
        const last = used.get(world) ?? Number.NEGATIVE_INFINITY;
        const unused = now() - last + clock.ahead();
        if (last >= began && unused < idle)
          record.fail(
            `World ${world} expired ${unused} ms after its last use, before its ${idle} ms were over.`,
          );
        return;
      }
      const isWanted = removals.some(
        (one) =>
          one.world === world &&
          one.began <= now() &&
          // Its deadline is by the clock of the server.
          now() <= one.until + (one.isFailed ? clock.back() : 0),
      );
      if (!isWanted) record.fail(`World ${world} was removed, and nobody wanted that.`);
    },
  };
}
