/** Opens the file of `--state` as a store: locks it, reads it or sets it aside, and says so. */
import { createHash } from 'node:crypto';

import { describeFileError, UsageError } from '../../../command-line/command.ts';
import { getErrorCode } from '../../../files/disk.ts';
import { FileError } from '../../../files/file-error.ts';
import { setAside } from '../../../files/set-aside.ts';
import { refuseUnlessFile, removeLeftovers, writeFile } from '../../../files/write-file.ts';
import type { LifeCycle } from '../../../openapi/life-cycle.ts';
import { getLogChecks } from '../text/log-checks.ts';
import type { Beginning } from '../../domain/history.ts';
import { createBeside } from '../text/beside.ts';
import { realDisk, type StateDisk } from '../../state/disk.ts';
import { createFileStore } from './file-store.ts';
import { type LoadContext, type Loaded, loadLines, type ParseState } from '../text/load-lines.ts';
import { takeLock } from '../../state/lock.ts';
import { openLogFile } from './log-file.ts';
import { createMemoryStore, type MemoryStore } from '../memory.ts';
import { type LogPart, StoreError, type WorldStore } from '../port.ts';
import { readFirstLine } from '../text/read-lines.ts';
import { listLines } from './whole-file.ts';
import {
  createDigests,
  createLineWriter,
  explainHead,
  headLine,
  type ToPlainState,
} from '../text/write-lines.ts';

export interface StateOptions<State> {
  readonly file: string;
  /** How every world of this mock begins. */
  readonly beginning: Beginning;
  readonly lifeCycle: LifeCycle;
  /** Called with the log of each world. @returns half a sentence on why this mock cannot continue with it */
  readonly restore: (name: string, part: LogPart<State>) => string | undefined;
  readonly toPlainState: ToPlainState<State>;
  readonly parseState: ParseState<State>;
  /** Called with messages for the user, one sentence each. */
  readonly warn: (sentence: string) => void;
  readonly disk?: StateDisk;
  /** In bytes; a smaller file is not rewritten to leave out what was replaced. */
  readonly minSize?: number;
}

/** @throws UsageError when the file cannot be used, or another mock uses it */
export async function openState<State>({
  disk = realDisk,
  ...options
}: StateOptions<State>): Promise<WorldStore<State>> {
  const file = await disk.resolve(options.file);
  const lock = await takeLock(file, disk).catch((error: unknown) => {
    throw toUsageError(error, file);
  });
  if ('heldBy' in lock)
    throw new UsageError(
      `Another mock (process ${lock.heldBy}) is using ${file}. Stop it, or choose another file with --state FILE.`,
    );
  try {
    // No other mock writes the file, so leftovers of locking are old.
    await removeLeftovers(file, disk, 0);
    await removeLeftovers(`${file}.lock`, disk);
    const store = await openFile(file, disk, options);
    return {
      ...store,
      close: async () => {
        await store.close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw toUsageError(error, file);
  }
}

async function openFile<State>(
  file: string,
  disk: StateDisk,
  options: Omit<StateOptions<State>, 'disk'>,
): Promise<WorldStore<State>> {
  const { beginning, lifeCycle, parseState, toPlainState, warn, minSize } = options;
  const digests = createDigests((text) => createHash('sha256').update(text).digest('hex'));
  const createWriter = () => createLineWriter(beginning, digests, toPlainState);
  const beside = createBeside(beginning, lifeCycle, digests);
  const memory = createMemoryStore<State>();
  const checkAt = getLogChecks();
  await refuseUnlessFile(file, disk);
  const loaded = await loadFile(file, disk, { memory, beside, parseState, checkAt });
  if (loaded.kind === 'read') restoreWorlds(memory, options, loaded.misfits);
  const isIntact = loaded.kind === 'read' && loaded.misfits.size === 0;
  if (!isIntact) for (const sentence of await putAside(loaded, file, disk, memory)) warn(sentence);
  const writer = createWriter();
  let { end = 0, sizes = new Map<string, number>() } = isIntact ? loaded : {};
  if (end === 0) {
    sizes = new Map();
    end = await writeFile(file, listLines(memory, writer, sizes), { isPrivate: true, disk });
    writer.confirm();
  } else for (const digest of beside.listUsed()) writer.has(digest);
  return createFileStore({
    file,
    disk,
    log: await openLogFile(file, end, disk),
    memory,
    writer,
    sizes,
    ...(minSize === undefined ? {} : { minSize }),
    createWriter,
    toStoreError: (error) => new StoreError(describe(error, file)),
    onFailure: (error) =>
      warn(
        `${describe(error, file)} Requests that change a world get a 503 until the file can be written again.`,
      ),
    onMended: () => warn(`${file} can be written again.`),
  });
}

function restoreWorlds<State>(
  memory: MemoryStore<State>,
  { restore }: Pick<StateOptions<State>, 'restore'>,
  misfits: Map<string, string>,
): void {
  for (const { name } of memory.worlds()) {
    const reason = restore(name, memory.look(name, -1));
    if (reason === undefined) continue;
    misfits.set(name, reason);
    memory.remove(name);
  }
}

/** What is in the file; of an end of 0, there is nothing to continue. */
async function loadFile<State>(file: string, disk: StateDisk, context: LoadContext<State>): Promise<Loaded> {
  try {
    const head = await readFirstLine(disk.readPieces(file));
    if (head === headLine) return await loadLines(disk.readPieces(file), context);
    // A file can be empty after a system crash right after it was created.
    if (head !== undefined) return { kind: 'unreadable', reason: explainHead(head) };
  } catch (error) {
    if (getErrorCode(error) !== 'ENOENT') throw error;
  }
  return { kind: 'read', end: 0, sizes: new Map(), misfits: new Map() };
}

/** @returns sentences about it for the user */
async function putAside<State>(
  loaded: Loaded,
  file: string,
  disk: StateDisk,
  memory: MemoryStore<State>,
): Promise<readonly string[]> {
  const aside = await setAside(file, disk);
  if (loaded.kind === 'read') {
    const others = memory.worlds().length === 0 ? 'none of its worlds' : 'its other worlds';
    return [
      ...Array.from(
        loaded.misfits,
        ([world, reason]) => `World "${world}" from ${file} does not fit this mock: ${reason}.`,
      ),
      `The original file is now named ${aside}; the mock continues with ${others}.`,
    ];
  }
  for (const { name } of memory.worlds()) memory.remove(name);
  const { reason, intactLines } = loaded;
  return [
    `The worlds in ${file} cannot be read: ${reason}. The file is now named ${aside}, and the mock starts without its worlds.`,
    ...(intactLines === undefined
      ? []
      : [
          `To continue from what comes before the damage, stop the mock and run: head -n ${intactLines} ${quote(aside)} > ${quote(file)}`,
        ]),
  ];
}

const quote = (path: string): string =>
  /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;

/** The user named this file, so it is replaced whatever it contains. */
function toUsageError(error: unknown, file: string): unknown {
  const reason = findReason(error, file);
  return reason === undefined ? error : new UsageError(reason);
}

const describe = (error: unknown, file: string): string =>
  findReason(error, file) ?? `${file} cannot be written: ${String(error)}`;

function findReason(error: unknown, file: string): string | undefined {
  return error instanceof FileError
    ? error.message
    : describeFileError({ code: getErrorCode(error), path: file });
}
