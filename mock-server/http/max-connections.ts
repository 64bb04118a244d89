/** How many connections the system allows: a server without file descriptors could not even say that it is full. */
import { readFileSync } from 'node:fs';

import { defaultLimits } from './connections.ts';

/** For the files, the store and the standard streams of the process. */
const otherFiles = 100;

/** @param limits the text of `/proc/self/limits`; undefined where there is none */
export function findMaxConnections(limits: string | undefined = readLimits()): number {
  const files = /^Max open files\s+(\d+)/m.exec(limits ?? '')?.[1];
  // A tenth more may be open for a moment.
  const allowed =
    files === undefined ? Number.POSITIVE_INFINITY : Math.floor((Number(files) - otherFiles) / 1.1);
  return Math.max(10, Math.min(defaultLimits.maxConnections, allowed));
}

function readLimits(): string | undefined {
  try {
    return readFileSync('/proc/self/limits', 'utf8');
  } catch {
    return undefined;
  }
}
