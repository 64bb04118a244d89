/** One mock a state file: a second is refused as long as the first runs. */
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

import { codeOf, type Disk, writeAll } from './disk.ts';

export interface Lock {
  readonly release: () => Promise<void>;
}

interface Holder {
  readonly pid: number;
  /** When its process was started, in a unit of the system's own; another process may have the number by now. */
  readonly born?: string;
}

/**
 * Takes the lock of a file, which is a file beside it; that of a process that has gone is taken over.
 * @returns the pid of the process that has it, when one does
 * @throws the system's error when the lock cannot be written
 */
export async function takeLock(file: string, disk: Disk): Promise<Lock | { readonly heldBy: number }> {
  const path = `${file}.lock`;
  const release = async () => {
    await disk.remove(path).catch(() => undefined);
  };
  for (;;) {
    try {
      await writeAll(disk, path, [JSON.stringify(holderOf(process.pid))], 'new');
      return { release };
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    // One that is just being made has nothing in it yet.
    const holder =
      (await holderIn(path, disk)) ?? (await setTimeout(100).then(async () => holderIn(path, disk)));
    if (holder !== undefined && runs(holder)) return { heldBy: holder.pid };
    await disk.remove(path).catch((error: unknown) => {
      // What cannot be taken away would be found again and again.
      if (codeOf(error) !== 'ENOENT') throw error;
    });
  }
}

/** Undefined when it is gone, or was not written to its end. */
async function holderIn(path: string, disk: Disk): Promise<Holder | undefined> {
  try {
    const value = JSON.parse(await disk.read(path)) as Partial<Holder> | null;
    const { pid, born } = value ?? {};
    if (!Number.isSafeInteger(pid) || typeof pid !== 'number' || pid <= 0) return undefined;
    return typeof born === 'string' ? { pid, born } : { pid };
  } catch {
    return undefined;
  }
}

function holderOf(pid: number): Holder {
  const born = bornAt(pid);
  return born === undefined ? { pid } : { pid, born };
}

/** This process itself does not hold it yet: in a container the one before may have had its number. */
function runs({ pid, born }: Holder): boolean {
  const now = bornAt(pid);
  if (born !== undefined && now !== undefined) return born === now;
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs, and is another user's.
    return codeOf(error) === 'EPERM';
  }
}

/** Field 22 of what Linux tells of a process; undefined elsewhere, and for one that is not there. */
function bornAt(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in parentheses, may hold anything.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
