/** The worlds that a store serves to workers: who may use them, in which order they were used, and which have to go. */
import { isFirstWorld } from '../domain/world-names.ts';
import type { Duration, Instant } from '../../time/time.ts';
import { createLeases, type Leases } from './leases.ts';
import { SentEntries } from './sent-entries.ts';
import type { StoreClock } from './store-clock.ts';
import { createTurns, type Turns } from './turns.ts';

export interface ServedWorld<Holder> {
  readonly name: string;
  readonly turns: Turns;
  readonly leases: Leases<Holder>;
  /** Which of the logs with this name it is; 0 while there is none. */
  log: number;
  /** The position of the latest entry. */
  position: number;
  /** Its time; of an entry that is being written, too. */
  real: Instant;
  used: Instant;
  /** Who wrote last, and when by the monotonic clock. */
  writer: Holder | undefined;
  written: number;
  /** When somebody else wrote last. */
  writtenByOther: number;
  readonly sent: SentEntries<Holder>;
}

export interface ServedWorldsOptions<Holder> {
  readonly clock: StoreClock;
  readonly monotonic: () => number;
  /** Calls a function after some milliseconds. @returns cancels it */
  readonly later: (milliseconds: number, run: () => void) => () => void;
  readonly revoke: (holder: Holder, world: string, revocation: number) => void;
  /** Maximum number of worlds besides the first one, at present. */
  readonly getMax: () => number;
  /** How long a world may go unused. */
  readonly idle: Duration;
}

export interface ServedWorlds<Holder> {
  /** Counts as a use. */
  readonly use: (name: string) => ServedWorld<Holder> | undefined;
  /** Does not count as a use. */
  readonly get: (name: string) => ServedWorld<Holder> | undefined;
  /** A world without a log, for the one that begins. */
  readonly add: (name: string) => ServedWorld<Holder>;
  readonly createLog: () => number;
  /** Those that are unused for too long, or too many. @param inUse stays */
  readonly listNeedless: (inUse: ServedWorld<Holder>) => readonly ServedWorld<Holder>[];
  /** Forgets a world without a log that nobody waits for. */
  readonly tidy: (one: ServedWorld<Holder>) => void;
  /** The longest unused first. */
  readonly all: () => Iterable<ServedWorld<Holder>>;
}

export function createServedWorlds<Holder>(options: ServedWorldsOptions<Holder>): ServedWorlds<Holder> {
  const { clock, monotonic, later, getMax, idle } = options;
  const served = new Map<string, ServedWorld<Holder>>();
  let logs = 0;
  const createLog = (): number => (logs += 1);
  const listNeedless: ServedWorlds<Holder>['listNeedless'] = (inUse) => {
    const needless: ServedWorld<Holder>[] = [];
    const now = clock.now();
    let tooMany = served.size - (getMax() + 1);
    for (const one of served.values()) {
      // One that is being removed is as good as gone.
      const isGoing = one.log === 0 && one !== inUse;
      const isOld = now - one.used > idle && one.leases.isFree();
      if (!isGoing && !isOld && tooMany <= 0) break;
      if (one === inUse || isFirstWorld(one.name)) continue;
      tooMany -= 1;
      if (!isGoing) needless.push(one);
    }
    return needless;
  };
  return {
    use: (name) => {
      const one = served.get(name);
      if (one === undefined) return undefined;
      one.used = clock.now();
      served.delete(name);
      served.set(name, one);
      return one;
    },
    get: (name) => served.get(name),
    add: (name) => {
      const now = clock.now();
      const revoke = (holder: Holder, revocation: number): void => options.revoke(holder, name, revocation);
      const one: ServedWorld<Holder> = {
        name,
        turns: createTurns(),
        leases: createLeases({ monotonic, later, revoke }),
        log: 0,
        position: 0,
        real: now,
        used: now,
        writer: undefined,
        written: Number.NEGATIVE_INFINITY,
        writtenByOther: Number.NEGATIVE_INFINITY,
        sent: new SentEntries(),
      };
      served.set(name, one);
      return one;
    },
    createLog,
    listNeedless,
    tidy: (one) => {
      if (one.log === 0 && one.turns.isQuiet() && served.get(one.name) === one) served.delete(one.name);
    },
    all: () => served.values(),
  };
}
