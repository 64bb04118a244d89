/** A disk for tests: its files are texts in memory, and it fails on request. */
import { dirname } from 'node:path';

import type { Disk, FileKind } from '../disk.ts';

type DiskOperation =
  | 'read'
  | 'create'
  | 'open'
  | 'write'
  | 'sync'
  | 'truncate'
  | 'close'
  | 'rename'
  | 'link'
  | 'syncFolder';

const pieceLength = 1021;

export interface DiskInMemory {
  readonly disk: Disk & {
    readonly read: (file: string) => Promise<string>;
    readonly readPieces: (file: string) => AsyncIterable<Uint8Array>;
    readonly openFile: (file: string) => Promise<{
      readonly write: (bytes: Uint8Array, at: number) => Promise<number>;
      readonly sync: () => Promise<void>;
      readonly truncate: (length: number) => Promise<void>;
      readonly close: () => Promise<void>;
    }>;
    readonly link: (from: string, to: string) => Promise<void>;
    readonly resolve: (file: string) => Promise<string>;
  };
  readonly files: Map<string, string>;
  /** An entry that is not a file. */
  readonly kinds: Map<string, FileKind>;
  /** The modes that files were made with. */
  readonly modes: Map<string, number>;
  /** The steps in order, with their files. */
  readonly steps: string[];
  /** The steps that fail from now on, each with the code of its error; not for locks. */
  readonly failing: Map<DiskOperation, string>;
  /** How many bytes are taken at a time. */
  readonly takes: (bytes: number) => void;
}

export function diskInMemory(files: Readonly<Record<string, string>> = {}): DiskInMemory {
  const kept = new Map(Object.entries(files));
  const kinds = new Map<string, FileKind>();
  const modes = new Map<string, number>();
  const failing = new Map<DiskOperation, string>();
  const steps: string[] = [];
  let maxBytes = Number.POSITIVE_INFINITY;
  const recordStep = (name: DiskOperation, file: string): void => {
    if (file.includes('.lock')) return;
    steps.push(`${name} ${file}`);
    const code = failing.get(name);
    if (code !== undefined) throw createSystemError(code, file);
  };
  const refuseTaken = (file: string): void => {
    if (kept.has(file) || kinds.has(file)) throw createSystemError('EEXIST', file);
  };
  return {
    files: kept,
    kinds,
    modes,
    steps,
    failing,
    takes: (bytes) => {
      maxBytes = bytes;
    },
    disk: {
      read: async (file) => {
        recordStep('read', file);
        return kept.get(file) ?? refuseMissing(file);
      },
      readPieces: async function* readPieces(file) {
        recordStep('read', file);
        const bytes = Buffer.from(kept.get(file) ?? refuseMissing(file), 'latin1');
        // Small and odd, so that lines and letters are split anywhere.
        for (let at = 0; at < bytes.length; at += pieceLength) yield bytes.subarray(at, at + pieceLength);
      },
      openFile: async (file) => {
        recordStep('open', file);
        if (!kept.has(file)) refuseMissing(file);
        return {
          write: async (bytes, at) => {
            recordStep('write', file);
            const taken = bytes.subarray(0, maxBytes);
            const before = kept.get(file) ?? refuseMissing(file);
            const after = before.slice(at + taken.length);
            kept.set(file, before.slice(0, at) + Buffer.from(taken).toString('latin1') + after);
            return taken.length;
          },
          sync: async () => recordStep('sync', file),
          truncate: async (length) => {
            recordStep('truncate', file);
            kept.set(file, (kept.get(file) ?? refuseMissing(file)).slice(0, length));
          },
          close: async () => recordStep('close', file),
        };
      },
      create: async (file, mode) => {
        refuseTaken(file);
        recordStep('create', file);
        kept.set(file, '');
        modes.set(file, mode);
        return {
          write: async (bytes) => {
            recordStep('write', file);
            const taken = bytes.subarray(0, maxBytes);
            kept.set(file, (kept.get(file) ?? '') + Buffer.from(taken).toString('latin1'));
            return taken.length;
          },
          sync: async () => recordStep('sync', file),
          close: async () => recordStep('close', file),
        };
      },
      rename: async (from, to) => {
        recordStep('rename', from);
        kept.set(to, kept.get(from) ?? refuseMissing(from));
        kept.delete(from);
        modes.set(to, modes.get(from) ?? 0);
        modes.delete(from);
      },
      link: async (from, to) => {
        recordStep('link', from);
        refuseTaken(to);
        kept.set(to, kept.get(from) ?? refuseMissing(from));
      },
      remove: async (file) => {
        if (!kept.delete(file)) refuseMissing(file);
      },
      syncFolder: async (folder) => recordStep('syncFolder', folder),
      getKind: async (file) => kinds.get(file) ?? (kept.has(file) ? 'file' : 'nothing'),
      list: async (folder) =>
        [...kept.keys()]
          .filter((file) => dirname(file) === folder)
          .map((file) => file.slice(folder.length + 1)),
      getAge: async () => 0,
      resolve: async (file) => file,
    },
  };
}

function refuseMissing(file: string): never {
  throw createSystemError('ENOENT', file);
}

function createSystemError(code: string, path: string): Error {
  return Object.assign(new Error(code), { code, path });
}
