/** Keeps the logs of worlds in memory: the default store, and the working copy of a store that keeps them elsewhere too. */
import type { Instant } from '../../time/time.ts';
import type { LogEntry } from '../domain/entry.ts';
import type { World } from '../domain/world.ts';
import type { Checkpoint, Draft, LogPart, StoredWorld, WorldStore } from './port.ts';

/** All methods return plain values. */
export interface MemoryStore<State> extends WorldStore<State> {
  readonly look: (world: string, after: number) => LogPart<State>;
  readonly append: (world: string, draft: Draft, after: number) => LogPart<State>;
  readonly snapshot: (world: string, checkpoint: Checkpoint<State>) => void;
  readonly remove: (world: string) => void;
  readonly worlds: () => readonly StoredWorld[];
  readonly close: () => void;
  /** The latest entry of a world, or the checkpoint that replaces it. */
  readonly last: (world: string) => Last | undefined;
}

interface Last {
  readonly position: number;
  readonly real: Instant;
}

interface Log<State> {
  checkpoint?: Checkpoint<State>;
  /** Those after the checkpoint. */
  entries: LogEntry[];
  last: Last;
}

export function createMemoryStore<State>(): MemoryStore<State> {
  const logs = new Map<string, Log<State>>();
  const openLog = (world: string, real: Instant): Log<State> => {
    const known = logs.get(world);
    if (known !== undefined) return known;
    const log = { entries: [], last: { position: 0, real } };
    logs.set(world, log);
    return log;
  };
  const getPart = ({ checkpoint, entries, last }: Log<State>, after: number): LogPart<State> => {
    const start = checkpoint?.position ?? 0;
    if (after >= start && after <= last.position) return { entries: entries.slice(after - start) };
    return checkpoint === undefined ? { entries: entries.slice() } : { checkpoint, entries: entries.slice() };
  };

  return {
    costly: false,
    look: (world, after) => {
      const log = logs.get(world);
      return log === undefined ? { entries: [] } : getPart(log, after);
    },
    append: (world, { intent, nonce, real }, after) => {
      const log = openLog(world, real);
      const { last } = log;
      const entry = { position: last.position + 1, real, nonce, intent };
      log.entries.push(entry);
      log.last = entry;
      return after === last.position ? { entries: [entry] } : getPart(log, after);
    },
    snapshot: (world, checkpoint) => {
      const log = openLog(world, checkpoint.real);
      const { position } = checkpoint;
      const trimmed = position - (log.checkpoint?.position ?? 0);
      if (trimmed < 0) return;
      log.entries = log.entries.slice(trimmed);
      log.checkpoint = checkpoint;
      if (position > log.last.position) log.last = checkpoint;
    },
    remove: (world) => {
      logs.delete(world);
    },
    worlds: () =>
      Array.from(logs, ([name, { last }]) => ({ name, used: last.real })).toSorted((a, b) => a.used - b.used),
    close: () => undefined,
    last: (world) => logs.get(world)?.last,
  };
}

/** A store whose logs go on from these worlds. */
export function rememberWorlds(kept: readonly World[] = []): MemoryStore<World> {
  const store = createMemoryStore<World>();
  for (const world of kept)
    store.snapshot(world.name, { position: world.position, real: world.clock.real, state: world });
  return store;
}
