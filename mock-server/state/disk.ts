/** The disk operations of the state file beyond those for whole files; tests use their own disk. */
import { constants, createReadStream } from 'node:fs';
import { link, open, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { type Disk, systemDisk } from '../../files/disk.ts';
import { readTextFile } from '../../files/read-file.ts';

export interface StateDisk extends Disk {
  /** @throws the system's error, `ENOENT` for a missing file */
  readonly read: (file: string) => Promise<string>;
  /** The bytes of a file, a piece at a time. @throws the system's error, when the first piece is read */
  readonly readPieces: (file: string) => AsyncIterable<Uint8Array>;
  /** Opens a file that exists, and makes it private. @throws the system's error, `ELOOP` for a link */
  readonly openFile: (file: string) => Promise<WritableFile>;
  /** Gives a file a second name. @throws the system's error, `EEXIST` when the name is taken */
  readonly link: (from: string, to: string) => Promise<void>;
  /** The canonical path of the file, with the links of its folder resolved. */
  readonly resolve: (file: string) => Promise<string>;
}

export interface WritableFile {
  /** @returns the number of bytes written, which can be less than requested */
  readonly write: (bytes: Uint8Array, at: number) => Promise<number>;
  /** Settles when the contents would survive a crash of the system. */
  readonly sync: () => Promise<void>;
  readonly truncate: (length: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

const pieceLength = 1024 * 1024;

export const realDisk: StateDisk = {
  ...systemDisk,
  read: async (file) => readTextFile(file),
  readPieces: (file) => createReadStream(file, { highWaterMark: pieceLength }),
  openFile: async (file) => {
    // Windows has no O_NOFOLLOW.
    const handle = await open(file, constants.O_RDWR | (constants.O_NOFOLLOW ?? 0));
    await handle.chmod(0o600);
    return {
      write: async (bytes, at) => (await handle.write(bytes, 0, bytes.length, at)).bytesWritten,
      sync: async () => handle.datasync(),
      truncate: async (length) => handle.truncate(length),
      close: async () => handle.close(),
    };
  },
  link,
  resolve: async (file) =>
    realpath(dirname(file)).then(
      (folder) => join(folder, basename(file)),
      () => file,
    ),
};
