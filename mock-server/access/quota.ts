/** A quota of a team: counted in this process, or by the store for all processes that share it. */
import type { Instant } from '../../time/time.ts';
import type { Later } from '../portions/portions.ts';
import { chargeQuota, type Quotas as SharedQuotas } from '../store/quotas.ts';

export interface Quota {
  /** Takes one. @returns 0, or the milliseconds until there is one more: then it took none */
  readonly take: (now: Instant) => Later<number>;
}

export function createQuota(perMinute: number): { readonly take: (now: Instant) => number } {
  let fullAt = Number.NEGATIVE_INFINITY;
  return {
    take: (now) => {
      const charged = chargeQuota(fullAt, { perMinute, used: 0, wanted: 1 }, now);
      fullAt = charged.fullAt;
      return charged.granted > 0 ? 0 : charged.wait;
    },
  };
}

export interface SharedQuotaDeps {
  /** Under which all processes count it. */
  readonly name: string;
  readonly perMinute: number;
  readonly charge: SharedQuotas['charge'];
  /** Milliseconds on a clock that nobody sets. */
  readonly steady: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** What a process may use before the store has counted it: ten processes exceed a quota by a tenth, and only for a moment. */
const shareAhead = 0.01;
/** Requests of this time are counted in one go. */
const togetherMs = 50;
/** A store that did not answer is asked again after this time. */
const downMs = 1000;

/**
 * A request does not wait for the store: what was used is counted soon afterwards, and the next ones wait until the store has
 * answered only if much was used meanwhile, or if the quota is so small that each one matters. While the store is down, each
 * process counts for itself.
 */
export function createSharedQuota(deps: SharedQuotaDeps): Quota {
  const { name, perMinute, charge, steady, wait } = deps;
  const own = createQuota(perMinute);
  const maxAhead = Math.floor(perMinute * shareAhead);
  let used = 0;
  let sent = 0;
  let sending: Promise<void> | undefined;
  let isDue = false;
  let emptyUntil = Number.NEGATIVE_INFINITY;
  let downUntil = Number.NEGATIVE_INFINITY;

  /** @returns how much of what was wanted was granted */
  const ask = async (more: { readonly used: number; readonly wanted: number }): Promise<number> => {
    try {
      const charged = await charge(name, { perMinute, ...more });
      emptyUntil = steady() + charged.wait;
      return charged.granted;
    } catch {
      // Requests get no answer from this store either.
      downUntil = steady() + downMs;
      return more.wanted;
    }
  };
  const send = (): void => {
    if (used === 0 || sending !== undefined) return;
    [sent, used] = [used, 0];
    sending = ask({ used: sent, wanted: 0 }).then(() => {
      [sent, sending] = [0, undefined];
      if (used >= maxAhead / 2) send();
    });
  };
  const sendSoon = (): void => {
    if (used >= maxAhead / 2) send();
    if (isDue) return;
    isDue = true;
    void wait(togetherMs).then(() => {
      isDue = false;
      send();
    });
  };
  const takeWhenCounted = async (): Promise<number> => {
    if ((await ask({ used: 0, wanted: 1 })) > 0) return 0;
    return Math.max(1, getWait());
  };
  const getWait = (): number => Math.ceil(emptyUntil - steady());
  const take = (now: Instant): Later<number> => {
    if (steady() < downUntil) return own.take(now);
    if (steady() < emptyUntil) return getWait();
    if (maxAhead === 0) return takeWhenCounted();
    if (used + sent >= maxAhead && sending !== undefined) return sending.then(() => take(now));
    used += 1;
    sendSoon();
    return 0;
  };
  return { take };
}
