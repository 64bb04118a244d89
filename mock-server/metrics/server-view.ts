/** The mock as a process, as probes and metrics show it. */
import type { Later } from '../portions/portions.ts';
import type { Instant } from '../../time/time.ts';
import type { Family } from './family.ts';
import type { Phase, StoreState } from './readiness.ts';

export interface ServerView {
  readonly phase: () => Phase;
  readonly store: StoreState;
  readonly collect: () => Later<readonly Family[]>;
}

/** A mock inside another process, such as one in a page. */
export function createPlainView(since: Instant, collect: ServerView['collect']): ServerView {
  return { phase: () => ({ name: 'serving', since }), store: { kind: 'memory' }, collect };
}

/** Where a mock is in its life: it starts, serves, and drains. */
export interface Lifetime {
  readonly phase: () => Phase;
  readonly enter: (name: Phase['name']) => void;
}

export function createLifetime(now: () => Instant, name: Phase['name'] = 'starting'): Lifetime {
  let phase: Phase = { name, since: now() };
  return {
    phase: () => phase,
    enter: (next) => {
      phase = { name: next, since: now() };
    },
  };
}
