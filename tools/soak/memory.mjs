// The memory of all processes of a mock, and of the Redis server that it uses.
// @ts-check
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

import { listProcesses, readMemory } from '../bench/process.mjs';

/** @typedef {{ name: string, live: number, resident: number }} ProcessMemory in megabytes; live is 0 for a process that is none of Node */

/** Must be opened before the mock is started. */
export function openMemory() {
  const folder = mkdtempSync(join(tmpdir(), 'soak-'));
  process.env['LIVE_MEMORY_FOLDER'] = folder;
  return {
    folder,
    close: () => rmSync(folder, { recursive: true, force: true }),
    /** @param {number} mock @param {number | undefined} redis their processes @returns {Promise<readonly ProcessMemory[]>} */
    read: async (mock, redis) => {
      const [main = mock, ...workers] = listProcesses(mock);
      const pids = [main, ...workers];
      for (const pid of pids) {
        rmSync(join(folder, String(pid)), { force: true });
        process.kill(pid, 'SIGUSR2');
      }
      const all = await Promise.all(
        pids.map(async (pid, index) => ({
          name: index === 0 ? 'the mock' : `worker ${index}`,
          live: (await readReport(join(folder, String(pid)))) / 1e6,
          resident: readMemory(pid) / 1024,
        })),
      );
      return redis === undefined
        ? all
        : [...all, { name: 'Redis', live: 0, resident: readMemory(redis) / 1024 }];
    },
  };
}

/** @param {string} file @returns {Promise<number>} */
async function readReport(file) {
  for (let tries = 0; tries < 3000; tries += 1) {
    try {
      return Number(readFileSync(file, 'utf8'));
    } catch {
      await sleep(10);
    }
  }
  throw new Error(`A process of the mock did not report its memory into ${file} within 30 s.`);
}
