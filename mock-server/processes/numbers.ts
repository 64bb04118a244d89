/**
 * The numbers of journal entries where several processes give them: unique, in the order of the time of the store, and, for those
 * who ask for the next, higher than all that were there before.
 */
import { hash } from '../../random/random.ts';
import { instant, type Instant } from '../../time/time.ts';

export interface Numbers {
  /** For an entry. @param at the time of the store */
  readonly next: (at: Instant) => number;
  /** Higher than all numbers that this process gave or knows of, and most likely than those of others up to this time. */
  readonly mark: (at: Instant) => number;
  /** From now on, all numbers of this process are higher than this one. */
  readonly raise: (mark: number) => void;
  /** The highest that this process gave or knows of. */
  readonly latest: () => number;
  /** Two processes must not have the same. */
  readonly slot: () => number;
  /** Another process has this slot. @returns whether this process took another one, which the others must know */
  readonly meet: (process: string, slot: unknown) => boolean;
}

/** A number is a tick and the slot of its process; there are ten ticks in a millisecond. */
const slots = 100;
const ticksPerMs = 10;
/** How far the clocks of two processes may be apart, in ticks, without an additional question. */
const margin = 20;
/** 2026-01-01, so that numbers are not longer than needed. */
const epoch = Date.UTC(2026, 0, 1);

const toTick = (at: Instant): number => Math.max(0, Math.floor((at - epoch) * ticksPerMs));

/** Lower than all numbers of this time. */
export const toNumber = (at: Instant): number => toTick(at) * slots - 1;

export function createNumbers(process: string): Numbers {
  let slot = hash(process) % slots;
  /** Those of the others that were heard of last. */
  const taken = new Map<string, number>();
  let latest = 0;
  const getLatestTick = (): number => Math.floor(latest / slots);
  return {
    next: (at) => {
      latest = Math.max(toTick(at), getLatestTick() + 1) * slots + slot;
      return latest;
    },
    mark: (at) => {
      latest = Math.max(toTick(at) + margin, getLatestTick() + 1) * slots + slots - 1;
      return latest;
    },
    raise: (mark) => {
      latest = Math.max(latest, mark);
    },
    latest: () => latest,
    slot: () => slot,
    meet: (other, given) => {
      if (typeof given !== 'number') return false;
      taken.delete(other);
      taken.set(other, given);
      const [oldest] = taken.keys();
      if (oldest !== undefined && taken.size > slots) taken.delete(oldest);
      if (given !== slot || other > process) return false;
      const free = findFree(slot, new Set(taken.values()));
      if (free !== undefined) slot = free;
      return free !== undefined;
    },
  };
}

/** The next slot that nobody has, if there is one. */
function findFree(slot: number, taken: ReadonlySet<number>): number | undefined {
  for (let steps = 1; steps < slots; steps += 1) {
    const other = (slot + steps) % slots;
    if (!taken.has(other)) return other;
  }
  return undefined;
}

/** The length of the two windows in which the quickest answer of the store counts, in milliseconds. */
const windowLength = 60_000;

/** The clock of the store, as a process knows it by the answers that it gets. */
export interface StoreClock {
  /** @param real the time of the store that an answer had @param steady when it was asked for */
  readonly note: (real: Instant, steady: Instant) => void;
  readonly isKnown: () => boolean;
  readonly toStoreTime: (steady: Instant) => Instant;
}

/** An answer comes after its question, so that the smallest difference is the truest one. */
export function createStoreClock(): StoreClock {
  let [before, present] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let began = Number.NEGATIVE_INFINITY;
  const isKnown = (): boolean => Number.isFinite(Math.min(before, present));
  return {
    note: (real, steady) => {
      if (steady - began > windowLength) {
        before = present;
        present = Number.POSITIVE_INFINITY;
        began = steady;
      }
      present = Math.min(present, real - steady);
    },
    isKnown,
    toStoreTime: (steady) => instant(isKnown() ? steady + Math.min(before, present) : steady),
  };
}
