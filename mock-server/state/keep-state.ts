/** Keeps all worlds in a file: restores them at the start, and writes them soon after each change. */
import { describeFileError, UsageError } from '../../command-line/command.ts';
import { FileError } from '../../files/file-error.ts';
import { isDamage } from '../../files/read-file.ts';
import { setAside } from '../../files/set-aside.ts';
import { refuseUnlessFile, removeLeftovers, writeFile } from '../../files/write-file.ts';
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import type { Instant } from '../../time/time.ts';
import type { Fixture } from '../domain/fixture.ts';
import type { World } from '../domain/world.ts';
import { realDisk, type StateDisk } from '../store/disk.ts';
import { takeLock } from '../store/lock.ts';
import { type ReadState, readState } from './read-state.ts';
import { createSaver } from './saver.ts';
import { createStateWriter } from './state-text.ts';
import { getErrorCode } from '../../files/disk.ts';

export interface StateOptions {
  readonly file: string;
  readonly fixture: Fixture;
  readonly lifeCycle: LifeCycle;
  /** The real time. */
  readonly now: () => Instant;
  /** Resolves after this many real milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Called with messages for the user, one sentence each. */
  readonly warn: (sentence: string) => void;
  readonly disk?: StateDisk;
}

export interface KeptState {
  /** The worlds that were in the file. */
  readonly kept: readonly World[];
  /** Says where the worlds are to be had from now on. */
  readonly follow: (all: () => readonly World[]) => void;
  /** Something about the worlds is another; they will be written soon. */
  readonly changed: () => void;
  /** Writes pending changes, and releases the file. */
  readonly close: () => Promise<void>;
}

/** @throws UsageError when the file cannot be used, or another mock uses it */
export async function openState({ disk = realDisk, ...options }: StateOptions): Promise<KeptState> {
  const { wait, warn, now } = options;
  const file = await disk.resolve(options.file);
  const lock = await takeLock(file, disk).catch((error: unknown) => {
    throw toUsageError(error, file);
  });
  if ('heldBy' in lock)
    throw new UsageError(
      `Another mock (process ${lock.heldBy}) is using ${file}. Stop it, or choose another file with --state FILE.`,
    );
  const write = createStateWriter();
  const save = async (worlds: readonly World[]): Promise<void> => {
    await writeFile(file, write(worlds), { isPrivate: true, disk });
  };
  // No other mock writes the file, so leftovers of locking are old.
  const kept = await removeLeftovers(file, disk, 0)
    .then(async () => removeLeftovers(`${file}.lock`, disk))
    .then(async () => loadWorlds(file, disk, options))
    .then(async (worlds) => {
      // An unwritable file is reported now, not when there is something to lose.
      await save(worlds);
      return worlds;
    })
    .catch(async (error: unknown) => {
      await lock.release();
      throw toUsageError(error, file);
    });

  let all = () => kept;
  const saver = createSaver({
    save: async () => save(all()),
    now,
    wait,
    onFailure: (error, atTheEnd) => warn(describeFailure(error, file, atTheEnd)),
    onMended: () => warn(`The worlds are saved in ${file} again; nothing was lost.`),
  });
  return {
    kept,
    follow: (worlds) => {
      all = worlds;
    },
    changed: saver.changed,
    close: async () => {
      await saver.close();
      await lock.release();
    },
  };
}

/** The contents of the file; an unreadable file is renamed, not overwritten. */
async function loadWorlds(
  file: string,
  disk: StateDisk,
  { fixture, lifeCycle, now, warn }: StateOptions,
): Promise<readonly World[]> {
  let text: string;
  await refuseUnlessFile(file, disk);
  try {
    text = await disk.read(file);
  } catch (error) {
    if (getErrorCode(error) === 'ENOENT') return [];
    if (!(error instanceof FileError) || !isDamage(error)) throw error;
    // A possible result of a system crash: a file of zeros.
    const unreadable = { kind: 'unreadable', reason: 'it is not a text file' } as const;
    for (const sentence of await setAsideUnread(unreadable, file, disk)) warn(sentence);
    return [];
  }
  // A possible result of a system crash right after a file was created.
  if (text === '') return [];
  const read = await readState(text, { fixture, lifeCycle, real: now() });
  for (const sentence of await setAsideUnread(read, file, disk)) warn(sentence);
  if (read.kind === 'unreadable') return [];
  const others = read.worlds.filter((world) => world.fixture !== fixture);
  if (others.length > 0)
    warn(
      `${formatWorlds(others.map(({ name }) => name))} from ${file} ${others.length === 1 ? 'has' : 'have'} the users and jobs of another world file. A reset replaces them with those of the current one.`,
    );
  return read.worlds;
}

async function setAsideUnread(read: ReadState, file: string, disk: StateDisk): Promise<readonly string[]> {
  if (read.kind === 'read' && read.misfits.length === 0) return [];
  const aside = await setAside(file, disk);
  if (read.kind === 'unreadable')
    return [
      `The worlds in ${file} cannot be read: ${read.reason}. The file is now named ${aside}, and the mock starts without its worlds.`,
    ];
  return [
    ...read.misfits.map(
      ({ world, reason }) => `World "${world}" from ${file} does not fit this mock: ${reason}.`,
    ),
    `The original file is now named ${aside}; the mock continues with ${read.worlds.length === 0 ? 'none of its worlds' : 'its other worlds'}.`,
  ];
}

function formatWorlds(worlds: readonly string[]): string {
  const some = worlds.slice(0, 5).map((name) => `"${name}"`);
  const more = worlds.length - some.length;
  const words = more > 0 ? [...some, `${more} more`] : some;
  const last = words.pop() ?? '';
  return words.length === 0 ? `World ${last}` : `Worlds ${words.join(', ')} and ${last}`;
}

/** The user named this file, so it is replaced whatever it contains. */
function toUsageError(error: unknown, file: string): unknown {
  const trouble = describe(error, file);
  return trouble === undefined ? error : new UsageError(trouble);
}

function describeFailure(error: unknown, file: string, atTheEnd: boolean): string {
  const reason = describe(error, file) ?? `${file} cannot be written: ${String(error)}`;
  return atTheEnd
    ? `${reason} Changes to the worlds since the last save are lost.`
    : `${reason} The worlds are not saved there for now; the mock continues, and retries until it succeeds.`;
}

function describe(error: unknown, file: string): string | undefined {
  return error instanceof FileError
    ? error.message
    : describeFileError({ code: getErrorCode(error), path: file });
}
