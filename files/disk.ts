/** The system calls for writing a file, as a port; tests use their own disk. */
import { constants } from 'node:fs';
import { lstat, open, readdir, rename, unlink } from 'node:fs/promises';

/** The type of an entry in a folder. A link is distinguished from its target. */
export type FileKind = 'nothing' | 'file' | 'folder' | 'link' | 'other';

export interface Disk {
  /** Makes a new file, for writing. @throws the system's error, `EEXIST` when the name is taken, by a link too */
  readonly create: (file: string, mode: number) => Promise<OpenFile>;
  /** Replaces what has the new name; never follows a link. */
  readonly rename: (from: string, to: string) => Promise<void>;
  /** Removes a file or a link. */
  readonly remove: (file: string) => Promise<void>;
  /** Makes renames in the folder durable. */
  readonly syncFolder: (folder: string) => Promise<void>;
  readonly getKind: (file: string) => Promise<FileKind>;
  /** The names in a folder. */
  readonly list: (folder: string) => Promise<readonly string[]>;
  /** How many milliseconds ago the file was last changed. */
  readonly getAge: (file: string) => Promise<number>;
}

export interface OpenFile {
  /** @returns the number of bytes written, which can be less than requested */
  readonly write: (bytes: Uint8Array) => Promise<number>;
  readonly sync: () => Promise<void>;
  readonly close: () => Promise<void>;
}

// O_EXCL already refuses links; Windows has no O_NOFOLLOW.
const createNew = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);

/** The disk of this machine. */
export const systemDisk: Disk = {
  create: async (file, mode) => {
    const handle = await open(file, createNew, mode);
    return {
      write: async (bytes) => (await handle.write(bytes)).bytesWritten,
      sync: async () => handle.sync(),
      close: async () => handle.close(),
    };
  },
  rename,
  remove: unlink,
  syncFolder: async (folder) => {
    // Windows opens no folders, and does not need to.
    if (process.platform === 'win32') return;
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  getKind: async (file) => {
    try {
      const found = await lstat(file);
      if (found.isSymbolicLink()) return 'link';
      if (found.isDirectory()) return 'folder';
      return found.isFile() ? 'file' : 'other';
    } catch (error) {
      if (getErrorCode(error) === 'ENOENT') return 'nothing';
      throw error;
    }
  },
  list: readdir,
  getAge: async (file) => Date.now() - (await lstat(file)).mtimeMs,
};

/** The code of a system error, such as `ENOENT`; empty for any other error. */
export function getErrorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
