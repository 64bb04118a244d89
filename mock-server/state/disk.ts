/** What keeping the state asks of the disk; a test has a disk of its own. */
import { constants as buffers } from 'node:buffer';
import { constants } from 'node:fs';
import { open, readFile, realpath, rename, stat, unlink } from 'node:fs/promises';

export interface Disk {
  /** @throws the system's error, `ENOENT` when there is none */
  readonly read: (file: string) => Promise<string>;
  /** For writing; with `new` only when there is no such file (`EEXIST`). */
  readonly open: (file: string, how: 'new' | 'over') => Promise<OpenFile>;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly remove: (file: string) => Promise<void>;
  /** Makes sure that what was renamed in the folder stays so. */
  readonly syncFolder: (folder: string) => Promise<void>;
  /** Where links lead; the path itself when nothing is there. */
  readonly resolve: (file: string) => Promise<string>;
}

export interface OpenFile {
  /** @returns how many of the bytes were written, which may be too few */
  readonly write: (bytes: Uint8Array) => Promise<number>;
  readonly sync: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Tokens and what was uploaded are nobody else's business. */
const ownOnly = 0o600;

// In a folder of everybody's a link would lead to a file that is not ours. Windows has no such flag.
const flags = {
  new: constants.O_EXCL,
  over: constants.O_TRUNC | (constants.O_NOFOLLOW ?? 0),
} as const;

const mostRead = buffers.MAX_STRING_LENGTH;

export const realDisk: Disk = {
  read: async (file) => {
    if ((await stat(file)).size > mostRead)
      throw Object.assign(new Error(`${file} is too large.`), { code: 'EFBIG' });
    return readFile(file, 'utf8');
  },
  open: async (file, how) => {
    const handle = await open(file, constants.O_WRONLY | constants.O_CREAT | flags[how], ownOnly);
    // One that was there may have been open to others.
    await handle.chmod(ownOnly);
    return {
      write: async (bytes) => (await handle.write(bytes)).bytesWritten,
      sync: async () => handle.sync(),
      close: async () => handle.close(),
    };
  },
  rename,
  remove: unlink,
  syncFolder: async (folder) => {
    // Windows opens no folders, and has no need of it.
    if (process.platform === 'win32') return;
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  resolve: async (file) => realpath(file).catch(() => file),
};

/** Writes all the texts into a file, old or new, and makes sure that they are on the disk. */
export async function writeAll(
  disk: Disk,
  file: string,
  texts: Iterable<string>,
  how: 'new' | 'over' = 'over',
): Promise<void> {
  const opened = await disk.open(file, how);
  try {
    for (const bytes of inPieces(texts)) {
      let written = 0;
      while (written < bytes.length) {
        const more = await opened.write(bytes.subarray(written));
        if (more === 0) throw Object.assign(new Error('The disk takes no more.'), { code: 'ENOSPC' });
        written += more;
      }
    }
    await opened.sync();
  } finally {
    await opened.close();
  }
}

/** Letters that are turned into bytes and written at a time, so that requests have their turn in between. */
const pieceLength = 64 * 1024;

function* inPieces(texts: Iterable<string>): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let waiting: string[] = [];
  let length = 0;
  for (const text of texts) {
    waiting.push(text);
    length += text.length;
    if (length < pieceLength) continue;
    yield encoder.encode(waiting.join(''));
    [waiting, length] = [[], 0];
  }
  if (length > 0) yield encoder.encode(waiting.join(''));
}

export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
