/** Whether Redis serves this process, and since when. */
import type { Instant } from '../../../time/time.ts';
import type { StoreHealth } from '../port.ts';
import type { Outage } from './failures.ts';

export interface Health {
  readonly get: () => StoreHealth;
  readonly noteOutage: (outage: Outage) => void;
  /** A change was written. */
  readonly noteSuccess: () => void;
}

/**
 * It is down until the first change is written.
 * @param server for messages, such as "Redis at 127.0.0.1:6379"
 * @param warn called with messages for the user, one sentence each
 */
export function createHealth(now: () => Instant, server: string, warn: (sentence: string) => void): Health {
  let health: StoreHealth = { isUp: false, since: now(), reason: `${server} has not been reached yet.` };
  /** What was reported of the present outage: reasons can alternate with each attempt. */
  const reported = new Set<string>();
  return {
    get: () => health,
    noteOutage: (outage) => {
      const reason = `${server} ${outage.reason}.`;
      const isUp = outage.allowsReads;
      const goesOn = health.reason !== undefined && health.isUp === isUp;
      health = { isUp, since: goesOn ? health.since : now(), reason };
      if (reported.has(reason)) return;
      reported.add(reason);
      warn(`${reason} Requests${isUp ? ' that change something' : ''} get a 503 until it serves again.`);
    },
    noteSuccess: () => {
      if (health.isUp && health.reason === undefined) return;
      health = { isUp: true, since: now() };
      if (reported.size > 0) warn(`${server} serves again.`);
      reported.clear();
    },
  };
}
