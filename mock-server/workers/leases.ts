/** The leases of one world: who may answer from what it knows, and how all of them are taken back before the world changes. */

export interface LeaseDeps<Holder> {
  readonly monotonic: () => number;
  /** Calls a function after some milliseconds. @returns cancels it */
  readonly later: (milliseconds: number, run: () => void) => () => void;
  /** Asks a holder to give its lease back. */
  readonly revoke: (holder: Holder, revocation: number) => void;
}

export interface Leases<Holder> {
  /** @param until by the monotonic clock */
  readonly grant: (holder: Holder, until: number) => void;
  /** The holder has none any more. */
  readonly drop: (holder: Holder) => void;
  /** The holder answered a revocation, the last or an older one. */
  readonly giveBack: (holder: Holder, revocation: number) => void;
  /** Calls a function when nobody has a lease: at once, when all have answered, or when the last has expired. */
  readonly recall: (onFree: () => void) => void;
  readonly isFree: () => boolean;
}

interface Held {
  readonly until: number;
  readonly revocation?: number;
}

/** Numbers of all worlds, so that a late answer is never taken for one of a later lease. */
let revocations = 0;

export function createLeases<Holder>({ monotonic, later, revoke }: LeaseDeps<Holder>): Leases<Holder> {
  const held = new Map<Holder, Held>();
  let waiting: (() => void)[] = [];
  let cancel: (() => void) | undefined;
  const dropExpired = (): void => {
    const time = monotonic();
    for (const [holder, { until }] of held) if (until <= time) held.delete(holder);
  };
  const goOn = (): void => {
    if (held.size > 0) return;
    cancel?.();
    cancel = undefined;
    const freed = waiting;
    waiting = [];
    for (const onFree of freed) onFree();
  };
  const expire = (): void => {
    cancel = undefined;
    dropExpired();
    if (waiting.length === 0) return;
    if (held.size > 0) waitForExpiry();
    else goOn();
  };
  const waitForExpiry = (): void => {
    const last = Math.max(...[...held.values()].map(({ until }) => until));
    cancel ??= later(Math.max(0, last - monotonic()) + 1, expire);
  };
  return {
    grant: (holder, until) => held.set(holder, { until }),
    drop: (holder) => {
      if (held.delete(holder)) goOn();
    },
    giveBack: (holder, revocation) => {
      if (held.get(holder)?.revocation !== revocation) return;
      held.delete(holder);
      goOn();
    },
    recall: (onFree) => {
      if (held.size > 0) dropExpired();
      if (held.size === 0) {
        onFree();
        return;
      }
      waiting.push(onFree);
      for (const [holder, { until, revocation }] of held) {
        if (revocation !== undefined) continue;
        revocations += 1;
        held.set(holder, { until, revocation: revocations });
        revoke(holder, revocations);
      }
      waitForExpiry();
    },
    isFree: () => {
      dropExpired();
      return held.size === 0;
    },
  };
}
