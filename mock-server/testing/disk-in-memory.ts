/** A disk for tests: its files are texts in memory, and it fails as it is told. */
import type { Disk } from '../state/disk.ts';

type Step = 'read' | 'open' | 'write' | 'sync' | 'rename' | 'syncFolder';

export interface DiskInMemory {
  readonly disk: Disk;
  readonly files: Map<string, string>;
  /** The steps that fail from now on, each with the code of its error. */
  readonly failing: Map<Step, string>;
  /** How many bytes are taken at a time. */
  readonly takes: (bytes: number) => void;
}

export function diskInMemory(files: Readonly<Record<string, string>> = {}): DiskInMemory {
  const kept = new Map(Object.entries(files));
  const failing = new Map<Step, string>();
  let most = Number.POSITIVE_INFINITY;
  const step = (name: Step, file: string): void => {
    const code = failing.get(name);
    if (code !== undefined) throw Object.assign(new Error(`${code}: ${name}`), { code, path: file });
  };
  return {
    files: kept,
    failing,
    takes: (bytes) => {
      most = bytes;
    },
    disk: {
      read: async (file) => {
        step('read', file);
        return kept.get(file) ?? missing(file);
      },
      open: async (file, how) => {
        if (how === 'new' && kept.has(file))
          throw Object.assign(new Error('EEXIST'), { code: 'EEXIST', path: file });
        if (!file.endsWith('.lock')) step('open', file);
        kept.set(file, '');
        return {
          write: async (bytes) => {
            if (!file.endsWith('.lock')) step('write', file);
            const taken = bytes.subarray(0, most);
            kept.set(file, (kept.get(file) ?? '') + Buffer.from(taken).toString('latin1'));
            return taken.length;
          },
          sync: async () => step('sync', file),
          close: async () => undefined,
        };
      },
      rename: async (from, to) => {
        step('rename', from);
        kept.set(to, kept.get(from) ?? missing(from));
        kept.delete(from);
      },
      remove: async (file) => {
        if (!kept.delete(file)) missing(file);
      },
      syncFolder: async (folder) => step('syncFolder', folder),
      resolve: (file) => Promise.resolve(file),
    },
  };
}

function missing(file: string): never {
  throw Object.assign(new Error('ENOENT'), { code: 'ENOENT', path: file });
}
