/** The disk operations of the state file beyond writing files; tests use their own disk. */
import { constants as buffers } from 'node:buffer';
import { link, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { type Disk, systemDisk } from '../../files/disk.ts';
import { readTextFile } from '../../files/read-file.ts';

export interface StateDisk extends Disk {
  /** @throws the system's error, `ENOENT` for a missing file */
  readonly read: (file: string) => Promise<string>;
  /** Gives a file a second name. @throws the system's error, `EEXIST` when the name is taken */
  readonly link: (from: string, to: string) => Promise<void>;
  /** The canonical path of the file, with the links of its folder resolved. */
  readonly resolve: (file: string) => Promise<string>;
}

const maxLength = buffers.MAX_STRING_LENGTH;

export const realDisk: StateDisk = {
  ...systemDisk,
  read: async (file) => readTextFile(file, { maxBytes: maxLength }),
  link,
  resolve: async (file) =>
    realpath(dirname(file)).then(
      (folder) => join(folder, basename(file)),
      () => file,
    ),
};
