/** Quotas per minute: as many at once as fit into a minute, refilled all the time. A quota is known by when it is full again. */
import type { Instant } from '../../time/time.ts';

/** What a process has used of a quota, and what it asks for. */
export interface Charge {
  readonly perMinute: number;
  /** Used already, so that it counts in any case. */
  readonly used: number;
  /** Taken only as far as there is so much left. */
  readonly wanted: number;
}

export interface Charged {
  /** Of what was wanted. */
  readonly granted: number;
  /** Milliseconds until there is one more; 0 when there is one now. */
  readonly wait: number;
}

/** Counts quotas for several processes. */
export interface Quotas {
  /** @param name of the quota @throws if the store cannot be reached */
  readonly charge: (name: string, charge: Charge) => Promise<Charged>;
}

const minute = 60_000;
/** Processes may use somewhat more than there is; more than this is a clock that was set back. */
const maxFullIn = 1.5 * minute;

/**
 * @param fullAt when the quota is full again: at most a minute away, unless more was used than there was
 * @returns the same after the charge
 */
export function chargeQuota(
  fullAt: number,
  { perMinute, used, wanted }: Charge,
  now: number,
): Charged & { readonly fullAt: number } {
  const each = minute / perMinute;
  const before = Math.max(now, Math.min(fullAt, now + maxFullIn)) + used * each;
  const left = Math.max(0, Math.floor((now + minute - before) / each + rounding));
  const granted = Math.min(wanted, left);
  const after = before + granted * each;
  return { granted, wait: Math.max(0, Math.ceil(after + each - minute - now - rounding)), fullAt: after };
}

/** Sums of fractions are a little too small or too large. */
const rounding = 1e-3;

/** More names than there are teams. */
const maxNames = 10_000;

/** Counts quotas in this process, for others. */
export function createQuotas(now: () => Instant | number): {
  charge: (name: string, charge: Charge) => Charged;
} {
  const all = new Map<string, number>();
  return {
    charge: (name, charge) => {
      const time = now();
      const { fullAt, ...charged } = chargeQuota(all.get(name) ?? time, charge, time);
      // The one that was charged longest ago comes first.
      all.delete(name);
      all.set(name, fullAt);
      const [oldest] = all.keys();
      if (all.size > maxNames && oldest !== undefined) all.delete(oldest);
      return charged;
    },
  };
}
