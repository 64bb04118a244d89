/** Prints near misses, each sentence once per world. */
import { addLatest } from '../domain/memo.ts';
import { firstWorld } from '../domain/world-names.ts';
import type { JournalEntry } from './entry.ts';

/**
 * After this many sentences, the oldest can be repeated, so that a world that is used for days does not fill
 * the memory.
 */
const maxReported = 2000;

/** @returns the lines for an entry that were not printed before */
export function createReporter(): (world: string, entry: JournalEntry) => readonly string[] {
  const reported = new Set<string>();
  return (world, { method, path, status, nearMisses }) =>
    nearMisses
      .filter((sentence) => {
        const key = `${world} ${sentence}`;
        if (reported.has(key)) return false;
        addLatest(reported, key, maxReported);
        return true;
      })
      .map((sentence) => {
        const where = world === firstWorld ? '' : ` in world "${world}"`;
        return `${method} ${path}${where}: ${status}. ${sentence}`;
      });
}
