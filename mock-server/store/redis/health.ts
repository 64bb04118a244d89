/** Whether Redis serves this process, and since when. */
import type { Instant } from '../../../time/time.ts';
import type { StoreHealth } from '../port.ts';

export interface Health {
  readonly get: () => StoreHealth;
  /** @param reason half a sentence after the name of the server */
  readonly noteOutage: (reason: string) => void;
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
  let isReported = false;
  return {
    get: () => health,
    noteOutage: (why) => {
      const reason = `${server} ${why}.`;
      if (!health.isUp && isReported && health.reason === reason) return;
      health = { isUp: false, since: health.isUp ? now() : health.since, reason };
      isReported = true;
      warn(`${reason} Requests get a 503 until it serves again.`);
    },
    noteSuccess: () => {
      if (health.isUp) return;
      health = { isUp: true, since: now() };
      if (isReported) warn(`${server} serves again.`);
    },
  };
}
