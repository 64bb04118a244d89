/** What operators see of a mock: whether it is ready, its metrics, and its limits. */
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

import type { Duration, Instant } from '../../time/time.ts';
import type { World } from '../domain/world.ts';
import type { Engine } from '../engine.ts';
import type { ConnectionLimits } from '../http/connections.ts';
import { findMaxConnections } from '../http/max-connections.ts';
import { collectProcess } from '../http/process-families.ts';
import { readSteadyTime, type ServerWatch, type WatchOptions } from '../http/watch-server.ts';
import type { Family } from '../metrics/family.ts';
import { gatherFamilies } from '../metrics/gather.ts';
import { measureStore } from '../metrics/measure-store.ts';
import { createLifetime, type ServerView } from '../metrics/server-view.ts';
import { rememberWorlds } from '../store/memory.ts';
import type { WorldStore } from '../store/port.ts';

export interface OperatorOptions {
  /** The time limit for open responses when the mock is stopped; two seconds by default. */
  readonly grace?: Duration;
  /** How long the mock goes on serving after it was asked to stop, so that a load balancer notices. */
  readonly drain?: Duration;
  /** How long a connection may be idle. */
  readonly keepAlive?: Duration;
  /** Replaces limits for connections. */
  readonly limits?: Partial<ConnectionLimits>;
  /** Whose metrics are added; without it the process is alone. */
  readonly group?: WorkerGroup;
}

const collectNothing = (): Promise<readonly Family[]> => Promise.resolve([]);

/** A worker of a mock with several. */
export interface WorkerGroup {
  /** A name that only the workers of this mock have. */
  readonly name: string;
  readonly workers: number;
}

interface Kinds {
  readonly group?: WorkerGroup;
  readonly store?: string | WorldStore<World>;
  readonly state?: string;
}

/** @param store the given one; in memory by default */
export function observeMock(options: Kinds, now: () => Instant, store: WorldStore<World> = rememberWorlds()) {
  const lifetime = createLifetime(now);
  const measured = measureStore(store, readSteadyTime);
  let collectServed: () => Promise<readonly Family[]> = collectNothing;
  const view: ServerView = {
    phase: lifetime.phase,
    store: { kind: nameStore(options), health: store.shared?.health },
    collect: () => (gathering?.collect ?? collectOwn)(),
  };
  const collectOwn = async () => [...(await collectServed()), ...measured.collect(), ...collectProcess()];
  const gathering = gatherFromGroup(options.group, store, collectOwn);
  return {
    view,
    store: measured.store,
    /** The mock takes requests from now on. */
    serve: (engine: Pick<Engine, 'collect'>, watch: Pick<ServerWatch, 'collect'>): void => {
      collectServed = async () => [...(await engine.collect()), ...watch.collect()];
      lifetime.enter('serving');
    },
    /** The mock is going to stop. */
    drain: (watch: Pick<ServerWatch, 'drain'>): void => {
      lifetime.enter('draining');
      watch.drain();
    },
  };
}

function gatherFromGroup(
  group: WorkerGroup | undefined,
  { shared }: WorldStore<World>,
  collect: () => Promise<readonly Family[]>,
) {
  if (group === undefined || shared === undefined) return undefined;
  const { name, workers } = group;
  const id = randomUUID();
  return gatherFamilies({ bus: shared.bus, group: name, others: workers - 1, collect, wait, id });
}

const wait = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  setTimeout(milliseconds, undefined, { ref: false, signal }).catch(() => undefined);

/** As operators know it. */
function nameStore({ store = 'memory', state, group }: Kinds): string {
  if (typeof store === 'string' && store !== 'memory') return 'redis';
  // The workers of a mock share what is in its main process.
  if (typeof store !== 'string' && group === undefined) return 'shared';
  return state === undefined ? 'memory' : 'file';
}

export function chooseLimits({
  keepAlive,
  limits,
  warn,
}: OperatorOptions & Pick<WatchOptions, 'warn'>): Omit<WatchOptions, 'isFull'> {
  return {
    limits: {
      maxConnections: findMaxConnections(),
      ...(keepAlive === undefined ? {} : { keepAlive }),
      ...limits,
    },
    ...(warn === undefined ? {} : { warn }),
  };
}
