// When entries are on the disk, what happens when the disk fails, and how the file stays short.
import { type DiskInMemory, diskInMemory } from '../../../files/testing/disk-in-memory.ts';
import { instant } from '../../../time/time.ts';
import type { Intent } from '../../domain/entry.ts';
import { StoreError } from '../port.ts';
import { many } from './testing/intents.ts';
import { stateFile, storeOnDisk } from './testing/store-on-disk.ts';

const pause = (job: string): Intent => ({ kind: 'pause', job });
const draft = (job: string) => ({ intent: pause(job), nonce: job, real: instant(1) });
const countSteps = ({ steps }: DiskInMemory, step: string) =>
  steps.filter((one) => one === `${step} ${stateFile}`).length;

test('an entry is on the disk before its promise resolves', async () => {
  const memory = diskInMemory();
  const { append } = await storeOnDisk(memory);
  memory.steps.length = 0;
  await append(pause('one'));
  expect(memory.steps).toEqual([`write ${stateFile}`, `sync ${stateFile}`]);
  expect(memory.files.get(stateFile)).toContain('"job":"one"');
});

test('entries that arrive while the disk is busy share the next write, also those of other worlds', async () => {
  const memory = diskInMemory();
  const { store } = await storeOnDisk(memory);
  const before = countSteps(memory, 'sync');
  await Promise.all(
    Array.from({ length: 1000 }, async (_, index) =>
      store.append(`world-${index % 7}`, draft(`${index}`), 0),
    ),
  );
  expect(countSteps(memory, 'sync') - before).toBe(2);
});

test('entries of other worlds come between the lines of a large upload', async () => {
  const memory = diskInMemory();
  const { store, append } = await storeOnDisk(memory);
  const upload = append({ kind: 'submit', owner: 'alice', rows: many.count, records: many });
  await store.append('other', draft('quick'), 0);
  await upload;
  const lines = (memory.files.get(stateFile) ?? '').split('\n');
  const [quick, lastRows] = ['"job":"quick"', '"row":10000'].map((text) =>
    lines.findIndex((line) => line.includes(text)),
  );
  expect(quick).toBeLessThan(lastRows ?? 0);
});

describe('a disk that fails', () => {
  const full = `${stateFile} cannot be written: the disk is full. Free some space, or give a path on another disk.`;

  test.each([
    ['write', 'ENOSPC', full],
    ['sync', 'ENOSPC', full],
    ['sync', 'EIO', `${stateFile} cannot be written: the disk reports an error.`],
  ] as const)(
    'at %s (%s) rejects entries, is reported once, and has lost nothing when it works again',
    async (step, code, reason) => {
      const memory = diskInMemory();
      const { append, list, store, warnings } = await storeOnDisk(memory);
      await append(pause('before'));
      const before = memory.files.get(stateFile);
      memory.failing.set(step, code);
      await expect(append(pause('lost'))).rejects.toThrow(new StoreError(reason));
      await expect(append(pause('lost too'))).rejects.toBeInstanceOf(StoreError);
      expect(warnings).toEqual([
        `${reason} Requests that change a world get a 503 until the file can be written again.`,
      ]);
      expect(memory.files.get(stateFile)).toBe(before);
      expect(await list()).toEqual([pause('before')]);
      memory.failing.clear();
      expect(await append(pause('after'))).toBe(2);
      expect(warnings.slice(1)).toEqual([`${stateFile} can be written again.`]);
      await store.close();
      expect(await (await storeOnDisk(memory)).list()).toEqual([pause('before'), pause('after')]);
    },
  );

  test('and cannot cut off what it wrote of a rejected entry, does so before the next one', async () => {
    const memory = diskInMemory();
    const { append, store } = await storeOnDisk(memory);
    memory.failing.set('sync', 'EIO').set('truncate', 'EIO');
    await expect(
      append(pause('a very long name, so that more is written than next time')),
    ).rejects.toBeInstanceOf(StoreError);
    await expect(append(pause('b'))).rejects.toBeInstanceOf(StoreError);
    memory.failing.clear();
    await append(pause('c'));
    await store.close();
    expect(await (await storeOnDisk(memory)).list()).toEqual([pause('c')]);
  });

  test('and accepts a few bytes at a time, or none, still gets all of them, or is full', async () => {
    const memory = diskInMemory();
    const { append, list } = await storeOnDisk(memory);
    memory.takes(3);
    await append(pause('slow'));
    memory.takes(0);
    await expect(append(pause('lost'))).rejects.toThrow('the disk is full');
    expect(await list()).toEqual([pause('slow')]);
  });

  test('at a removal, does it with the next entry', async () => {
    const memory = diskInMemory();
    const { append, list, store } = await storeOnDisk(memory);
    await append(pause('before'));
    memory.failing.set('sync', 'ENOSPC');
    await store.remove('shop');
    expect(await list()).toEqual([]);
    memory.failing.clear();
    expect(await append(pause('after'))).toBe(1);
    await store.close();
    expect(await (await storeOnDisk(memory)).list()).toEqual([pause('after')]);
  });

  test('while it writes what entries refer to, gets that again with the next entry', async () => {
    const memory = diskInMemory();
    const { append, store } = await storeOnDisk(memory);
    const reset = { kind: 'reset', at: instant(1), speed: 1, frozen: false } as const;
    const upload = { kind: 'submit', owner: 'alice', rows: many.count, records: many } as const;
    memory.failing.set('sync', 'EIO');
    await expect(append(reset)).rejects.toBeInstanceOf(StoreError);
    await expect(append(upload)).rejects.toBeInstanceOf(StoreError);
    memory.failing.clear();
    await append(reset);
    await append(upload);
    await store.close();
    expect(await (await storeOnDisk(memory)).list()).toEqual([reset, upload]);
  });

  test('at the start is an error of the user, and leaves no lock', async () => {
    const memory = diskInMemory();
    memory.failing.set('create', 'ENOENT');
    await expect(storeOnDisk(memory)).rejects.toThrow(
      `${stateFile} cannot be written: there is no such file or folder.`,
    );
    expect([...memory.files.keys()]).toEqual([]);
  });
});

const grow = async (memory: DiskInMemory) => {
  const opened = await storeOnDisk(memory, { minSize: 10_000 });
  let largest = 0;
  for (let number = 1; number <= 600; number += 1) {
    await opened.append(pause(`job-${number}`));
    if (number % 10 === 0)
      await opened.store.snapshot('shop', { position: number, real: instant(1), state: { number } });
    largest = Math.max(largest, memory.files.get(stateFile)?.length ?? 0);
  }
  return { ...opened, largest };
};

describe('a file that has grown', () => {
  test('is replaced by a shorter one, which has everything, while entries are added', async () => {
    const memory = diskInMemory();
    const { store, largest, warnings } = await grow(memory);
    expect(largest).toBeLessThan(15_000);
    const all = [await store.look('shop', 0), await store.worlds()];
    // As after a kill.
    const next = await storeOnDisk(memory);
    expect((await next.store.look('shop', 600)).entries).toEqual([]);
    expect((await next.store.worlds()).map(({ name }) => name)).toEqual(['shop']);
    await store.close();
    const closed = await storeOnDisk(memory);
    expect([await closed.store.look('shop', 0), await closed.store.worlds()]).toEqual(all);
    expect(warnings).toEqual([]);
    expect([...memory.files.keys()].filter((name) => name.endsWith('.new'))).toEqual([]);
  });

  test.each(['create', 'rename'] as const)(
    'stays as it is when that fails at %s, and nothing is lost',
    async (step) => {
      const memory = diskInMemory();
      const opened = await storeOnDisk(memory, { minSize: 10_000 });
      memory.failing.set(step, 'ENOSPC');
      for (let number = 1; number <= 300; number += 1) {
        await opened.append(pause(`job-${number}`));
        if (number % 100 > 0) continue;
        await opened.store.snapshot('shop', { position: number, real: instant(1), state: { number } });
      }
      expect(memory.steps.filter((one) => one.endsWith('.new'))).not.toEqual([]);
      expect(memory.files.get(stateFile)?.length).toBeGreaterThan(30_000);
      expect([...memory.files.keys()].filter((name) => name.endsWith('.new'))).toEqual([]);
      const next = await storeOnDisk(memory);
      expect(await next.list()).toHaveLength(300);
      expect(opened.warnings).toEqual([]);
    },
  );
});
