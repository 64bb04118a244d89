/** The lines of a new state file, without what was replaced or removed. */
import type { LogEntry } from '../../domain/entry.ts';
import type { MemoryStore } from '../memory.ts';
import type { Checkpoint } from '../port.ts';
import { headLine, type LineWriter } from '../text/write-lines.ts';

/** A whole file with the same contents. @param sizes gets how much each world needs */
export function listLines<State>(
  memory: MemoryStore<State>,
  writer: LineWriter<State>,
  sizes: Map<string, number>,
): Iterable<string> {
  // What is added while the file is written is no part of it.
  const parts = memory.worlds().map(({ name }) => ({ name, ...memory.look(name, -1) }));
  return (function* list() {
    yield headLine;
    for (const { name, checkpoint, entries } of parts) {
      let size = 0;
      for (const line of listWorldLines(name, checkpoint, entries, writer)) {
        size += line.length;
        yield line;
      }
      sizes.set(name, size);
    }
  })();
}

function* listWorldLines<State>(
  name: string,
  checkpoint: Checkpoint<State> | undefined,
  entries: readonly LogEntry[],
  writer: LineWriter<State>,
): Generator<string> {
  if (checkpoint !== undefined) yield* writer.checkpoint(name, checkpoint);
  for (const entry of entries) yield* writer.entry(name, entry);
}
