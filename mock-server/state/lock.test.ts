import { diskInMemory } from '../../files/testing/disk-in-memory.ts';
import { openTestState } from '../store/testing/test-store.ts';
import { takeLock } from './lock.ts';
import type { Processes } from './processes.ts';
import { stateFile } from '../store/file/testing/store-on-disk.ts';

describe('a file in use by another mock', () => {
  test('is rejected', async () => {
    const memory = diskInMemory();
    await openTestState(stateFile, { disk: memory.disk });
    await expect(openTestState(stateFile, { disk: memory.disk })).rejects.toThrow(
      `Another mock (process ${process.pid}) is using ${stateFile}. Stop it, or choose another file with --state FILE.`,
    );
  });

  test.each([
    ['that has ended', '{"pid": 999999999}'],
    ['whose process id this process has now', `{"pid": ${process.pid}, "born": "0"}`],
    ['that is not a process id', '{"pid": 0}'],
    ['that is a group of processes', '{"pid": -1}'],
    ['that is not a number', '{"pid": 1e999, "born": {}}'],
    ['that is null', 'null'],
    ['that was killed while it took the lock', ''],
  ])('%s is taken over', async (_, lock) => {
    const memory = diskInMemory({ [`${stateFile}.lock`]: lock });
    const store = await openTestState(stateFile, { disk: memory.disk });
    expect(memory.files.get(`${stateFile}.lock`)).not.toBe(lock);
    await store.close();
    expect([...memory.files.keys()]).toEqual([stateFile]);
  });
});

const createProcesses = (code: string): Processes => ({
  pid: 1,
  getBirth: () => undefined,
  probe: () => {
    if (code !== '') throw Object.assign(new Error(code), { code });
  },
  wait: async () => undefined,
});

describe('the process that holds a lock', () => {
  const lockFile = '/there/worlds.json.lock';
  const take = async (code: string, text = '{"pid": 7}') =>
    takeLock(stateFile, diskInMemory({ [lockFile]: text }).disk, createProcesses(code));

  test.each([
    ['runs', ''],
    ["runs and is another user's", 'EPERM'],
  ])('%s: the lock is rejected', async (_, code) => {
    expect(await take(code)).toEqual({ heldBy: 7 });
  });

  test('no longer exists: the lock is taken over', async () => {
    expect(await take('ESRCH')).toHaveProperty('release');
  });

  test('has a different start time than the process with its id now: the lock is taken over', async () => {
    const processes = { ...createProcesses(''), getBirth: () => 'later' };
    const memory = diskInMemory({ [lockFile]: '{"pid": 7, "born": "before"}' });
    expect(await takeLock(stateFile, memory.disk, processes)).toHaveProperty('release');
  });

  test('is found even on a disk without hard links', async () => {
    const memory = diskInMemory();
    const disk = {
      ...memory.disk,
      link: async () => Promise.reject(Object.assign(new Error('EPERM'), { code: 'EPERM' })),
    };
    expect(await takeLock(stateFile, disk, createProcesses(''))).toHaveProperty('release');
    expect(await takeLock(stateFile, disk, { ...createProcesses(''), pid: 2 })).toEqual({ heldBy: 1 });
  });

  test('was killed while taking a lock over, and so were the next two: this is reported', async () => {
    const lock = '{"pid": 7}';
    const names = [0, 1, 2, 3, 4].map((depth) => [`${lockFile}${'.takeover'.repeat(depth)}`, lock]);
    const memory = diskInMemory(Object.fromEntries(names) as Record<string, string>);
    await expect(takeLock(stateFile, memory.disk, createProcesses('ESRCH'))).rejects.toThrow(
      'Remove it when no mock is running.',
    );
  });
});
