/** Locks a state file for one mock; a second one is refused as long as the first runs. */
import { randomUUID } from 'node:crypto';

import { getErrorCode } from '../../files/disk.ts';
import { FileError } from '../../files/file-error.ts';
import { isDamage } from '../../files/read-file.ts';
import { createFile, getTemporaryName, refuseUnlessFile } from '../../files/write-file.ts';
import type { StateDisk } from './disk.ts';
import { type Holder, isRunning, type Processes, systemProcesses } from './processes.ts';

export interface Lock {
  readonly release: () => Promise<void>;
}

export interface HeldLock {
  readonly heldBy: number;
}

/** The ports for locks. */
interface Tools {
  readonly disk: StateDisk;
  readonly processes: Processes;
  /** The content of the locks that are taken; no other has it. */
  readonly text: string;
}

/** A program must be killed at one moment, and the next one at the same moment again, for each level. */
const maxDepth = 4;

/**
 * Takes the lock of a file, which is a file next to it; takes over that of a dead process.
 * @returns the pid of the process that holds it, if any
 * @throws the system's error if the lock cannot be written
 */
export async function takeLock(
  file: string,
  disk: StateDisk,
  processes: Processes = systemProcesses,
): Promise<Lock | HeldLock> {
  const { pid } = processes;
  const born = processes.getBirth(pid);
  const holder = { pid, ...(born === undefined ? {} : { born }), id: randomUUID() };
  return acquire(`${file}.lock`, { disk, processes, text: JSON.stringify(holder) }, 0);
}

/**
 * A lock appears whole or not at all, and only when there is none. A stale one is never removed, since another process
 * could have put its own lock there in the meantime: it is replaced, by the process that holds the lock for doing so.
 */
async function acquire(path: string, tools: Tools, depth: number): Promise<Lock | HeldLock> {
  const { disk, processes, text } = tools;
  const held: Lock = { release: async () => release(path, tools) };
  for (;;) {
    if (await createLock(path, tools)) return held;
    const found = await readSettled(path, tools);
    if (found === undefined) continue;
    const holder = parseHolder(found);
    if (holder !== undefined && isRunning(holder, processes)) return { heldBy: holder.pid };
    if (depth === maxDepth) throw createLeftoverError(path);
    const guard = await acquire(`${path}.takeover`, tools, depth + 1);
    // The other process takes the lock now.
    if ('heldBy' in guard) return guard;
    try {
      if ((await readLock(path, disk)) !== found) continue;
      const next = getTemporaryName(path);
      await createFile(disk, next, text, 0o600);
      await disk.rename(next, path);
      return held;
    } finally {
      await guard.release();
    }
  }
}

/** @returns false when the name is taken */
async function createLock(path: string, { disk, text }: Tools): Promise<boolean> {
  const whole = getTemporaryName(path);
  await createFile(disk, whole, text, 0o600);
  try {
    await disk.link(whole, path).catch(async (error: unknown) => {
      if (!withoutLinks.has(getErrorCode(error))) throw error;
      await createFile(disk, path, text, 0o600);
    });
    return true;
  } catch (error) {
    if (getErrorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await disk.remove(whole).catch(ignore);
  }
}

/** Errors of disks without hard links, such as those of memory sticks. */
const withoutLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** Where a lock cannot appear whole, one that is just being made is not readable yet. */
async function readSettled(path: string, { disk, processes }: Tools): Promise<string | undefined> {
  const text = await readLock(path, disk);
  if (text === undefined || parseHolder(text) !== undefined) return text;
  await processes.wait();
  return readLock(path, disk);
}

/** @returns undefined when there is none */
async function readLock(path: string, disk: StateDisk): Promise<string | undefined> {
  await refuseUnlessFile(path, disk);
  try {
    return await disk.read(path);
  } catch (error) {
    if (getErrorCode(error) === 'ENOENT') return undefined;
    // An empty lock names no process.
    if (error instanceof FileError && isDamage(error)) return '';
    throw error;
  }
}

/** Somebody may have removed the lock by hand, and another mock may have it now. */
async function release(path: string, { disk, text }: Tools): Promise<void> {
  try {
    if ((await readLock(path, disk)) === text) await disk.remove(path);
  } catch {
    // The next mock sees that this process has ended.
  }
}

/** @returns undefined for a text that names no process, such as one that was not written to its end */
function parseHolder(text: string): Holder | undefined {
  try {
    const { pid, born } = (JSON.parse(text) ?? {}) as Partial<Holder>;
    if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid <= 0) return undefined;
    return typeof born === 'string' ? { pid, born } : { pid };
  } catch {
    return undefined;
  }
}

function createLeftoverError(path: string): FileError {
  return new FileError(
    path,
    'EEXIST',
    `${path} cannot be locked: several mocks were killed while they were locking it. Remove it when no mock is running.`,
  );
}

const ignore = (): void => undefined;
