// Lists the project's own files: everything that was not installed or generated.
// @ts-check
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const made = new Set(['.cache', '.git', 'build', 'coverage', 'dist', 'node_modules']);

/**
 * Folders come before their content, since their timestamp changes when an entry is added or removed.
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

/** Paths with forward slashes on every system, so that one pattern matches all. */
export function sourceFiles() {
  return sourceTree()
    .filter(({ isFolder }) => !isFolder)
    .map(({ path }) => path.replaceAll('\\', '/'));
}
