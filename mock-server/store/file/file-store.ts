/**
 * Keeps the logs of all worlds in one file too: a line for each entry, which is on the disk before its promise resolves.
 * Appends that arrive while the disk is busy share the next write.
 */
import { createFile, getTemporaryName } from '../../../files/write-file.ts';
import type { LogEntry } from '../../domain/entry.ts';
import type { StateDisk } from '../../state/disk.ts';
import { type LogFile, openLogFile } from './log-file.ts';
import type { MemoryStore } from '../memory.ts';
import { StoreError, type WorldStore } from '../port.ts';
import { listLines } from './whole-file.ts';
import type { LineWriter } from '../text/write-lines.ts';

export interface FileStoreOptions<State> {
  readonly file: string;
  readonly disk: StateDisk;
  readonly log: LogFile;
  /** What is in the file. */
  readonly memory: MemoryStore<State>;
  /** Writes lines for the file. */
  readonly writer: LineWriter<State>;
  /** How much of the file each world needs. */
  readonly sizes: Map<string, number>;
  /** A file that is smaller is not worth a new one. */
  readonly minSize?: number;
  /** Writes lines for a new file. */
  readonly createWriter: () => LineWriter<State>;
  /** Called when writing begins to fail. */
  readonly onFailure: (error: unknown) => void;
  /** The error for a caller whose entry was not written. */
  readonly toStoreError: (error: unknown) => StoreError;
  /** Called when writing works again. */
  readonly onMended: () => void;
}

/** Something that waits for its turn to be written. */
interface Waiting<State> {
  /** The lines; `lasts` are the latest positions of the worlds with changes in the same batch. */
  readonly format: (writer: LineWriter<State>, lasts: Map<string, number>) => string;
  /** They are in the file. */
  readonly apply: () => void;
  readonly reject: (error: Error) => void;
}

const defaultMinSize = 1024 * 1024;

export function createFileStore<State>(options: FileStoreOptions<State>): WorldStore<State> {
  const { file, disk, log, memory, minSize = defaultMinSize } = options;
  let { writer } = options;
  let waiting: Waiting<State>[] = [];
  /** Done between two batches. */
  let task: (() => Promise<void>) | undefined;
  let working: Promise<void> | undefined;
  /** Worlds that are gone, but whose removal could not be written yet. */
  const gone = new Set<string>();
  let isFailing = false;
  let isClosed = false;

  const write = async (batch: readonly Waiting<State>[]): Promise<void> => {
    try {
      const lasts = new Map<string, number>();
      const removals = Array.from(gone, writer.removal);
      await log.append([...removals, ...batch.map(({ format }) => format(writer, lasts))].join(''));
      for (const world of gone) later?.push((by) => by.removal(world));
      gone.clear();
    } catch (error) {
      writer.undo();
      if (!isFailing) options.onFailure(error);
      isFailing = true;
      for (const { reject } of batch) reject(options.toStoreError(error));
      return;
    }
    writer.confirm();
    if (isFailing) options.onMended();
    isFailing = false;
    for (const { apply } of batch) apply();
    compactIfLarge();
  };
  const work = async (): Promise<void> => {
    while (waiting.length > 0 || task !== undefined) {
      const run = task;
      task = undefined;
      const batch = run === undefined ? waiting.splice(0) : [];
      await (run === undefined ? write(batch) : run());
    }
    working = undefined;
  };
  /** Resolves with a result when the lines are in the file. */
  const enqueue = async <Result>(format: Waiting<State>['format'], apply: () => Result): Promise<Result> => {
    if (isClosed) throw new StoreError(`${file} is closed, since the mock is being stopped.`);
    return new Promise((resolve, reject) => {
      waiting.push({ format, apply: () => resolve(apply()), reject });
      working ??= work();
    });
  };

  /** What was written since the new file was begun. */
  let later: ((writer: LineWriter<State>) => string)[] | undefined;
  let compacting: Promise<void> | undefined;
  /** How much of the file each world needs; the rest was replaced since, or belongs to no world. */
  let { sizes } = options;
  let needless = [...sizes.values()].reduce((rest, size) => rest - size, log.size());
  const addSize = (world: string, size: number): void => {
    sizes.set(world, (sizes.get(world) ?? 0) + size);
  };
  const dropSize = (world: string): void => {
    needless += sizes.get(world) ?? 0;
    sizes.delete(world);
  };
  /** Checkpoints that are not in the file; the entries up to there still are. */
  const unsaved = new Set<string>();
  const compactIfLarge = (): void => {
    if (log.size() > minSize && 2 * needless > log.size() && !isClosed) compacting ??= compact();
  };
  const compact = async (): Promise<void> => {
    const next = options.createWriter();
    const other = getTemporaryName(file);
    const rest: typeof later = [];
    later = rest;
    const newSizes = new Map<string, number>();
    const needlessBefore = needless;
    try {
      unsaved.clear();
      const size = await createFile(disk, other, unlessClosed(listLines(memory, next, newSizes)), 0o600);
      await doBetweenBatches(async () => {
        const added = await openLogFile(other, size, disk);
        await added.append(rest.map((format) => format(next)).join(''));
        await added.close();
        await log.replaceWith(other, added.size());
        next.confirm();
        writer = next;
        for (const [world, length] of sizes) if (!newSizes.has(world)) newSizes.set(world, length);
        sizes = newSizes;
      });
    } catch {
      // Nothing is lost; it is tried again when the file has grown.
      await disk.remove(other).catch(() => undefined);
    }
    // After a failure, only what is added counts.
    needless -= needlessBefore;
    later = undefined;
    compacting = undefined;
  };
  const doBetweenBatches = async (run: () => Promise<void>): Promise<void> =>
    new Promise((resolve, reject) => {
      task = async () => run().then(resolve, reject);
      working ??= work();
    });
  function* unlessClosed(lines: Iterable<string>): Generator<string> {
    for (const line of lines) {
      if (isClosed) throw new StoreError('The mock is being stopped.');
      yield line;
    }
  }

  return {
    costly: true,
    look: memory.look,
    worlds: memory.worlds,
    append: async (world, draft, after) => {
      // Other entries can be written between the lines of large uploads.
      for (const line of writer.rows(draft.intent))
        await enqueue(
          () => line,
          () => undefined,
        );
      let added: LogEntry | undefined;
      let length = 0;
      return enqueue(
        (by, lasts) => {
          // The same as the store in memory gives it.
          const position = (lasts.get(world) ?? memory.last(world)?.position ?? 0) + 1;
          lasts.set(world, position);
          const entry = { position, ...draft };
          added = entry;
          const text = [...by.entry(world, entry)].join('');
          ({ length } = text);
          return text;
        },
        () => {
          const entry = added;
          addSize(world, length);
          if (entry !== undefined) later?.push((by) => [...by.entry(world, entry)].join(''));
          return memory.append(world, draft, after);
        },
      );
    },
    remove: async (world) => {
      const forget = (): void => {
        unsaved.delete(world);
        dropSize(world);
        memory.remove(world);
      };
      await enqueue(
        (by, lasts) => {
          lasts.set(world, 0);
          return by.removal(world);
        },
        () => {
          later?.push((by) => by.removal(world));
          forget();
        },
      ).catch(() => {
        gone.add(world);
        forget();
      });
    },
    snapshot: (world, checkpoint) => {
      memory.snapshot(world, checkpoint);
      unsaved.add(world);
      dropSize(world);
      compactIfLarge();
    },
    close: async () => {
      isClosed = true;
      await working;
      await compacting;
      for (const world of unsaved) {
        const { checkpoint } = memory.look(world, -1);
        // Without it, the entries up to there are still in the file.
        if (checkpoint !== undefined)
          await log.append([...writer.checkpoint(world, checkpoint)].join('')).catch(() => undefined);
      }
      await log.close();
    },
  };
}
