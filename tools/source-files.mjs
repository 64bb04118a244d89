// Which files are the project's own: everything but what was installed or made.
// @ts-check
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const made = new Set(['.cache', '.git', 'build', 'coverage', 'dist', 'node_modules']);

/**
 * Folders come before what is in them, since a folder's time moves when an entry comes or goes.
 * @returns {{ path: string, isFolder: boolean }[]}
 */
export function sourceTree(folder = '.') {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !made.has(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      const isFolder = entry.isDirectory();
      return [{ path, isFolder }, ...(isFolder ? sourceTree(path) : [])];
    });
}

/** Paths with forward slashes on every system, so that one pattern fits all. */
export function sourceFiles() {
  return sourceTree()
    .filter(({ isFolder }) => !isFolder)
    .map(({ path }) => path.replaceAll('\\', '/'));
}
