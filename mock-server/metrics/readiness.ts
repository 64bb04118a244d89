/** Whether the mock lives, and whether it is ready for requests, as a load balancer asks. */
import type { Instant } from '../../time/time.ts';
import type { StoreHealth } from '../store/port.ts';

/** Where the mock is in its life. */
export interface Phase {
  readonly name: 'starting' | 'serving' | 'draining';
  readonly since: Instant;
}

/** The store of the worlds, as operators see it. */
export interface StoreState {
  /** Such as `memory`, `file` or `redis`. */
  readonly kind: string;
  /** Absent for a store inside this process, which is always there. */
  readonly health?: (() => StoreHealth) | undefined;
}

export interface Readiness {
  readonly isReady: boolean;
  readonly status: 'ready' | 'starting' | 'draining' | 'store_down';
  /** Since when it has this status. */
  readonly since: Instant;
}

export function getReadiness(phase: Phase, store: StoreState): Readiness {
  const health = store.health?.();
  if (phase.name !== 'serving') return { isReady: false, status: phase.name, since: phase.since };
  if (health?.isUp === false) return { isReady: false, status: 'store_down', since: health.since };
  // It is ready since both are.
  const since = health !== undefined && health.since > phase.since ? health.since : phase.since;
  return { isReady: true, status: 'ready', since };
}
