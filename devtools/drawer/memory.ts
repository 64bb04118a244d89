/** What the drawer remembers from one visit to the next, where the browser lets it. */
import type { Corner } from '../options.ts';

export interface Remembered {
  readonly isOpen?: boolean;
  readonly corner?: Corner;
  /** Of the drawer, in pixels. */
  readonly height?: number;
  readonly world?: string;
  readonly tab?: string;
}

const key = 'enrichment-sandbox/devtools';

export interface Memory {
  readonly read: () => Remembered;
  readonly write: (change: Remembered) => void;
}

/** @param getStorage throws where storage is forbidden */
export function createMemory(getStorage: () => Pick<Storage, 'getItem' | 'setItem'> | undefined): Memory {
  let known = load(getStorage);
  return {
    read: () => known,
    write: (change) => {
      known = { ...known, ...change };
      try {
        getStorage()?.setItem(key, JSON.stringify(known));
      } catch {
        // The page is then as new at its next visit.
      }
    },
  };
}

/** Whatever does not fit is left out: the app shares the storage. */
function load(getStorage: () => Pick<Storage, 'getItem'> | undefined): Remembered {
  try {
    const found: unknown = JSON.parse(getStorage()?.getItem(key) ?? '{}');
    const { isOpen, corner, height, world, tab } = (found ?? {}) as Readonly<Record<string, unknown>>;
    return {
      ...(typeof isOpen === 'boolean' ? { isOpen } : {}),
      ...(isCorner(corner) ? { corner } : {}),
      ...(typeof height === 'number' && Number.isFinite(height) ? { height } : {}),
      ...(typeof world === 'string' ? { world } : {}),
      ...(typeof tab === 'string' ? { tab } : {}),
    };
  } catch {
    return {};
  }
}

export const corners: readonly Corner[] = ['bottom-right', 'bottom-left', 'top-right', 'top-left'];

export const isCorner = (text: unknown): text is Corner => corners.some((corner) => corner === text);
