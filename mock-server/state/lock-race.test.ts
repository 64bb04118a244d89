// Mocks that start at the same time, with every order of their disk operations: two never hold the same lock.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { diskInMemory } from '../../files/testing/disk-in-memory.ts';
import { realDisk } from './disk.ts';
import { takeLock } from './lock.ts';
import type { Processes } from './processes.ts';
import {
  type DiskProgram,
  type InterleavingRun,
  runInterleavings,
} from '../store/file/testing/interleavings.ts';

const file = '/there/worlds.json';
const stale = (id: string) => JSON.stringify({ pid: 99, born: 'once', id });

interface Start {
  readonly files?: Readonly<Record<string, string>>;
  readonly mocks: number;
  /** Mocks that stop again as soon as they hold the lock. */
  readonly brief?: number;
  readonly killAfter?: number;
}

/** The processes 1 to n, of which those in the set run; each sees itself under its own number. */
const processesWith = (running: ReadonlySet<number>, pid: number): Processes => ({
  pid,
  getBirth: (other) => (running.has(other) ? `born-${other}` : undefined),
  probe: () => {
    throw Object.assign(new Error('ESRCH'), { code: 'ESRCH' });
  },
  wait: async () => undefined,
});

const starting =
  ({ files = {}, mocks, brief = 0, killAfter }: Start) =>
  (): InterleavingRun => {
    const memory = diskInMemory(files);
    const running = new Set(Array.from({ length: mocks }, (_, index) => index + 1));
    const holders = new Set<number>();
    const held: number[] = [];
    const mock =
      (pid: number): DiskProgram =>
      async (disk) => {
        const lock = await takeLock(file, disk, processesWith(running, pid));
        if ('heldBy' in lock) return;
        held.push(pid);
        holders.add(pid);
        if (pid > brief) return;
        // Once it starts to release the lock, another mock may take it.
        holders.delete(pid);
        await lock.release();
      };
    return {
      disk: memory.disk,
      programs: [...running].map(mock),
      check: () => {
        if ([...holders].filter((pid) => running.has(pid)).length > 1)
          throw new Error(`${[...holders].join(' and ')} hold the lock at once.`);
      },
      checkEnd: async () => {
        if (killAfter !== undefined && ![...holders].some((pid) => running.has(pid))) {
          running.add(9);
          await mock(9)(memory.disk);
        }
        if (held.length === 0) throw new Error('Nobody got the lock.');
        if ([...memory.files.keys()].some((name) => name.includes('takeover') && killAfter === undefined))
          throw new Error('A lock for taking over was left.');
      },
      ...(killAfter === undefined ? {} : { killAfter, onKill: () => running.delete(1) }),
    };
  };

test.each<[string, Start, number, number]>([
  ['no lock', { mocks: 2 }, 6, 1],
  ['no lock, and three mocks', { mocks: 3 }, 3, 50],
  ['a stale lock', { mocks: 2, files: { [`${file}.lock`]: stale('a') } }, 4, 500],
  ['a stale lock, and three mocks', { mocks: 3, files: { [`${file}.lock`]: stale('a') } }, 2, 500],
  ['a truncated lock', { mocks: 2, files: { [`${file}.lock`]: '{"pid":' } }, 3, 200],
  [
    'a stale lock and a stale takeover',
    { mocks: 2, files: { [`${file}.lock`]: stale('a'), [`${file}.lock.takeover`]: stale('b') } },
    3,
    500,
  ],
  ['a mock that stops at once', { mocks: 2, brief: 1 }, 4, 10],
  [
    'a stale lock, and mocks that stop at once',
    { mocks: 3, brief: 2, files: { [`${file}.lock`]: stale('a') } },
    2,
    500,
  ],
])('%s: only one mock holds it at any moment', async (_, start, maxInterruptions, minCount) => {
  const count = await runInterleavings(starting(start), maxInterruptions);
  expect(count).toBeGreaterThan(minCount);
});

test('a mock that is killed at any step does not block the next one', async () => {
  const files = { [`${file}.lock`]: stale('a') };
  for (let killAfter = 0; killAfter < 12; killAfter += 1) {
    const count = await runInterleavings(starting({ mocks: 2, files, killAfter }), 2);
    expect(count).toBeGreaterThan(1);
  }
});

describe('on this machine', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('of four mocks that find a stale lock at once one gets it, in each of 25 rounds', async () => {
    const path = join(folder, 'worlds.json');
    const running = new Set([1, 2, 3, 4]);
    for (let round = 0; round < 25; round += 1) {
      writeFileSync(`${path}.lock`, stale(String(round)));
      const locks = await Promise.all(
        [...running].map(async (pid) => takeLock(path, realDisk, processesWith(running, pid))),
      );
      expect(locks.filter((lock) => 'release' in lock)).toHaveLength(1);
      expect(readdirSync(folder)).toEqual(['worlds.json.lock']);
    }
  });

  test('a lock that was removed and is now held by another mock is not released', async () => {
    const path = join(folder, 'worlds.json');
    const running = new Set([1, 2]);
    const lock = await takeLock(path, realDisk, processesWith(running, 1));
    rmSync(`${path}.lock`);
    await takeLock(path, realDisk, processesWith(running, 2));
    if ('release' in lock) await lock.release();
    expect(readFileSync(`${path}.lock`, 'utf8')).toContain('"pid":2');
  });
});
