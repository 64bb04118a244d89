/** A file to which texts are appended. Each is there as a whole, or not at all, whatever happens while it is written. */
import { dirname } from 'node:path';

import { syncFolder, toWriteError } from '../../../files/write-file.ts';
import type { StateDisk, WritableFile } from '../../state/disk.ts';

export interface LogFile {
  /** Its length in bytes. */
  readonly size: () => number;
  /** Resolves when the text would survive a crash. If it rejects, the file is as before. */
  readonly append: (text: string) => Promise<void>;
  /** Continues with another file, which gets the name of this one. If it rejects, nothing has changed. */
  readonly replaceWith: (other: string, size: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * @param start its length; what is behind it is cut off
 * @throws FileError if it cannot be written
 */
export async function openLogFile(file: string, start: number, disk: StateDisk): Promise<LogFile> {
  let size = start;
  let opened: WritableFile | undefined;
  /** Whether something may be behind the end, since writing failed. */
  let isTorn = true;
  /** Whether its name is durable. */
  let isNamed = true;
  const open = async (): Promise<WritableFile> => {
    if (!isNamed) await syncFolder(dirname(file), disk);
    isNamed = true;
    opened ??= await disk.openFile(file);
    if (isTorn) await opened.truncate(size);
    isTorn = false;
    return opened;
  };
  const close = async (): Promise<void> => {
    const before = opened;
    opened = undefined;
    await before?.close();
  };
  await open().catch((error: unknown) => {
    throw toWriteError(error, file);
  });
  return {
    size: () => size,
    append: async (text) => {
      const bytes = new TextEncoder().encode(text);
      try {
        const target = await open();
        isTorn = true;
        await writeAll(target, bytes, size);
        await target.sync();
      } catch (error) {
        // If this fails too, the next time repeats it.
        await open().catch(() => undefined);
        throw toWriteError(error, file);
      }
      isTorn = false;
      size += bytes.length;
    },
    replaceWith: async (other, newSize) => {
      // Some systems replace no file that is open.
      await close();
      await disk.rename(other, file);
      size = newSize;
      isNamed = false;
      // If this fails, the next time repeats it.
      await open().catch(() => undefined);
    },
    close,
  };
}

async function writeAll(target: WritableFile, bytes: Uint8Array, at: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const more = await target.write(bytes.subarray(written), at + written);
    if (more === 0) throw Object.assign(new Error('The disk does not accept more data.'), { code: 'ENOSPC' });
    written += more;
  }
}
