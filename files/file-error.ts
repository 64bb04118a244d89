/** Why a file cannot be read or written, in words: what failed, with which file, and what to do. */
import { getSystemErrorMap } from 'node:util';

/** A file that cannot be used. The message is a whole sentence for the user. */
export class FileError extends Error {
  /** The code of the system's error, such as `ENOSPC`. */
  readonly code: string;
  readonly path: string;

  constructor(path: string, code: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'FileError';
    this.code = code;
    this.path = path;
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EISDIR: 'it is a folder, not a file',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your disk quota is used up',
  ELOOP: 'there is a symbolic link in the path',
  EFBIG: 'it is too large to read at once (the limit is about half a gigabyte)',
  ENAMETOOLONG: 'the name is too long',
  EIO: 'the disk reports an error',
  EBUSY: 'another program is using it',
  ETXTBSY: 'another program is using it',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
};

/** Half a sentence on common file errors, such as `the disk is full`; undefined for any other code. */
export function findFileReason(code: string): string | undefined {
  return Object.hasOwn(reasons, code) ? reasons[code] : undefined;
}

/** Half a sentence on any error of the system; undefined for any other error. */
export function findSystemReason(code: string): string | undefined {
  const known = findFileReason(code);
  if (known !== undefined) return known;
  for (const [name, text] of getSystemErrorMap().values()) if (name === code) return `${text} (${code})`;
  return undefined;
}
