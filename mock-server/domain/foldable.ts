/**
 * Worlds, beginnings and entries as JSON that the same version folds elsewhere, such as a page. Uploaded rows are left out: the
 * fold does not read them.
 */
import { CommandLog } from './command-log.ts';
import type { WorldCommand } from './command.ts';
import type { LogEntry } from './entry.ts';
import type { Beginning, History } from './history.ts';
import type { World, WorldPast } from './world.ts';

/** A world whose log is an array, so that it is JSON. */
export interface FoldableWorld extends Omit<World, 'log' | 'snapshots'> {
  readonly log: readonly WorldCommand[];
  readonly snapshots: readonly FoldableSnapshot[];
}

interface FoldableSnapshot extends Omit<World['snapshots'][number], 'world'> {
  readonly world: Omit<WorldPast, 'log'> & { readonly log: readonly WorldCommand[] };
}

export function toFoldableWorld(world: World): FoldableWorld {
  return {
    ...world,
    log: dropRows(world.log),
    snapshots: world.snapshots.map((snapshot) => ({
      ...snapshot,
      world: { ...snapshot.world, log: dropRows(snapshot.world.log) },
    })),
  };
}

export function parseFoldableWorld(plain: FoldableWorld): World {
  return {
    ...plain,
    log: CommandLog.from(plain.log),
    snapshots: plain.snapshots.map((snapshot) => ({
      ...snapshot,
      world: { ...snapshot.world, log: CommandLog.from(snapshot.world.log) },
    })),
  };
}

export function toFoldableBeginning({ fixture, history }: Beginning): Beginning {
  return history === undefined ? { fixture } : { fixture, history: toFoldableHistory(history) };
}

function toFoldableHistory(history: History): History {
  return { ...history, log: dropRows(history.log) };
}

/** An entry needs no conversion back. */
export function toFoldableEntry(entry: LogEntry): LogEntry {
  const { intent } = entry;
  if (intent.kind === 'restore')
    return { ...entry, intent: { ...intent, from: toFoldableBeginning(intent.from) } };
  if (intent.kind !== 'submit' || intent.records === undefined) return entry;
  const { records: _, ...submission } = intent;
  return { ...entry, intent: submission };
}

function dropRows(log: Iterable<WorldCommand>): readonly WorldCommand[] {
  return Array.from(log, (command) => {
    if (command.kind !== 'submit' || command.records === undefined) return command;
    const { records: _, ...submission } = command;
    return submission;
  });
}
