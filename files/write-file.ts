/** Writes files completely or not at all, and reports a failure in a sentence. */
import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';

import { type Disk, getErrorCode, systemDisk } from './disk.ts';
import { FileError, findSystemReason } from './file-error.ts';

export interface WriteOptions {
  /** For a file with tokens: only its owner can read it. */
  readonly isPrivate?: boolean;
  readonly disk?: Disk;
}

const modes = { private: 0o600, shared: 0o666 } as const;

/**
 * Writes a temporary file in the same folder, flushes it to the disk and renames it. Until then, and after a
 * failure, the old file is unchanged.
 * @param texts the content in pieces
 * @returns its length in bytes
 * @throws FileError if writing fails, or if the name belongs to something that is not a file
 */
export async function writeFile(
  file: string,
  texts: string | Iterable<string>,
  { isPrivate = false, disk = systemDisk }: WriteOptions = {},
): Promise<number> {
  const next = getTemporaryName(file);
  try {
    await refuseUnlessFile(file, disk);
    const length = await createFile(disk, next, texts, isPrivate ? modes.private : modes.shared);
    await renameOrRemove(next, file, disk);
    await syncFolder(dirname(file), disk);
    return length;
  } catch (error) {
    throw toWriteError(error, file);
  }
}

/**
 * Removes temporary files that killed programs left in the folder.
 * @param minAgeMs keeps younger ones, since another program may be writing them; default: an hour
 */
export async function removeLeftovers(
  file: string,
  disk: Disk = systemDisk,
  minAgeMs = 60 * 60 * 1000,
): Promise<void> {
  const folder = dirname(file);
  const names = await disk.list(folder).catch((): readonly string[] => []);
  const start = `${basename(file)}.`;
  for (const name of names) {
    if (!name.startsWith(start) || !/^[0-9a-f]{12}\.new$/.test(name.slice(start.length))) continue;
    const leftover = join(folder, name);
    const age = await disk.getAge(leftover).catch(() => -1);
    if (age >= minAgeMs) await disk.remove(leftover).catch(ignore);
  }
}

/** The name is unguessable, so that no one can put a file or a link there first. */
export function getTemporaryName(file: string): string {
  return `${file}.${randomBytes(6).toString('hex')}.new`;
}

/**
 * The file need not exist. A symbolic link is refused: its target may belong to another user, and replacing
 * the link would surprise its owner.
 * @throws FileError if the name belongs to something that is not a file
 */
export async function refuseUnlessFile(file: string, disk: Disk = systemDisk): Promise<void> {
  const kind = await disk.getKind(file).catch((error: unknown) => {
    throw toWriteError(error, file);
  });
  if (kind === 'folder') throw toWriteError({ code: 'EISDIR' }, file);
  if (kind === 'link')
    throw new FileError(
      file,
      'ELOOP',
      `${file} cannot be written: it is a symbolic link, and symbolic links are not followed. Remove the link, or give the path of the file itself.`,
    );
  if (kind === 'other')
    throw new FileError(
      file,
      'EINVAL',
      `${file} cannot be written: it is a device, a pipe or a socket, not a file. Give another path.`,
    );
}

/**
 * Writes a new file and flushes it to the disk; removes it if that fails.
 * @returns its length in bytes
 * @throws the system's error, `EEXIST` if the name is taken
 */
export async function createFile(
  disk: Disk,
  file: string,
  texts: string | Iterable<string>,
  mode: number,
): Promise<number> {
  const opened = await disk.create(file, mode);
  let length = 0;
  try {
    for (const bytes of toPieces(typeof texts === 'string' ? [texts] : texts)) {
      let written = 0;
      while (written < bytes.length) {
        const more = await opened.write(bytes.subarray(written));
        if (more === 0)
          throw Object.assign(new Error('The disk does not accept more data.'), { code: 'ENOSPC' });
        written += more;
      }
      length += written;
    }
    await opened.sync();
    // Some disks say only now that they are full.
    await opened.close();
    return length;
  } catch (error) {
    await opened.close().catch(ignore);
    await disk.remove(file).catch(ignore);
    throw error;
  }
}

/** Number of characters that are encoded and written at a time, so that requests are handled in between. */
const pieceLength = 64 * 1024;

function* toPieces(texts: Iterable<string>): Generator<Uint8Array> {
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

async function renameOrRemove(from: string, to: string, disk: Disk): Promise<void> {
  try {
    await disk.rename(from, to);
  } catch (error) {
    await disk.remove(from).catch(ignore);
    throw error;
  }
}

/** Not every disk can do it, and a folder that cannot be read cannot be opened for it. */
const unsupported = new Set([
  'EINVAL',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EACCES',
  'EPERM',
  'EISDIR',
  'EBADF',
]);

/** Makes renames in a folder durable, on a disk that can do it. */
export async function syncFolder(folder: string, disk: Disk): Promise<void> {
  await disk.syncFolder(folder).catch((error: unknown) => {
    if (!unsupported.has(getErrorCode(error))) throw error;
  });
}

const remedies: Readonly<Record<string, string>> = {
  ENOENT: 'Create the folder first, or give another path.',
  EACCES: 'Give a path that you have permission to write to.',
  EPERM: 'Give a path that you have permission to write to.',
  EISDIR: 'Give another path.',
  ENOTDIR: 'Give another path.',
  EROFS: 'Give a path on a writable disk.',
  ENOSPC: 'Free some space, or give a path on another disk.',
  EDQUOT: 'Free some space, or give a path on another disk.',
  ENAMETOOLONG: 'Give a shorter name.',
};

/** A FileError for an error of the system; any other error as it is. */
export function toWriteError(error: unknown, file: string): unknown {
  if (error instanceof FileError) return error;
  const code = getErrorCode(error);
  const reason = findSystemReason(code);
  if (reason === undefined) return error;
  const remedy = Object.hasOwn(remedies, code) ? ` ${remedies[code]}` : '';
  return new FileError(file, code, `${file} cannot be written: ${reason}.${remedy}`, error);
}

const ignore = (): void => undefined;
