// Disks that fail while the mock saves its worlds.
import { diskInMemory } from '../../files/testing/disk-in-memory.ts';
import { mockOnDisk, stateFile } from '../testing/mock-on-disk.ts';

describe('a disk that fails', () => {
  test.each([
    ['create', 'EROFS', 'the disk is read-only. Give a path on a writable disk.'],
    ['write', 'ENOSPC', 'the disk is full. Free some space, or give a path on another disk.'],
    ['sync', 'ENOSPC', 'the disk is full. Free some space, or give a path on another disk.'],
    ['rename', 'EACCES', 'permission is denied. Give a path that you have permission to write to.'],
  ] as const)(
    'at %s is reported once; the mock continues, retries, and loses nothing',
    async (step, code, reason) => {
      const memory = diskInMemory();
      const mock = await mockOnDisk(memory);
      await mock.pass();
      const before = memory.files.get(stateFile);
      memory.failing.set(step, code);
      await mock.control('POST', '/worlds/shop/jobs', { user: 'carol' });
      await mock.pass();
      await mock.pass();
      expect(mock.warnings).toEqual([
        `${stateFile} cannot be written: ${reason} The worlds are not saved there for now; the mock continues, and retries until it succeeds.`,
      ]);
      expect([...memory.files]).toEqual([
        [`${stateFile}.lock`, expect.anything()],
        [stateFile, before],
      ]);
      expect((await mock.control('GET', '/worlds/shop/clock'))[0]).toBe(200);
      memory.failing.clear();
      await mock.pass();
      expect(mock.warnings.slice(1)).toEqual([
        `The worlds are saved in ${stateFile} again; nothing was lost.`,
      ]);
      expect(memory.files.get(stateFile)).toContain('"owner":"carol"');
    },
  );

  test('until the mock stops loses the latest changes, which is reported', async () => {
    const memory = diskInMemory();
    const mock = await mockOnDisk(memory);
    memory.failing.set('write', 'ENOSPC');
    await mock.control('GET', '/worlds/shop/clock');
    await mock.state.close();
    expect(mock.warnings).toEqual([
      `${stateFile} cannot be written: the disk is full. Free some space, or give a path on another disk. Changes to the worlds since the last save are lost.`,
    ]);
  });

  test('at the start is an error of the user, and leaves no lock', async () => {
    const memory = diskInMemory();
    memory.failing.set('create', 'ENOENT');
    await expect(mockOnDisk(memory)).rejects.toThrow(
      `${stateFile} cannot be written: there is no such file or folder.`,
    );
    expect([...memory.files.keys()]).toEqual([]);
  });

  test('and accepts a few bytes at a time still gets all of them', async () => {
    const memory = diskInMemory();
    memory.takes(1000);
    const mock = await mockOnDisk(memory);
    await mock.state.close();
    expect(JSON.parse(memory.files.get(stateFile) ?? '')).toMatchObject({ worlds: [{ name: 'default' }] });
  });

  test('and accepts no bytes is reported as full', async () => {
    const memory = diskInMemory();
    const mock = await mockOnDisk(memory);
    await mock.pass();
    memory.takes(0);
    await mock.control('GET', '/worlds/shop/clock');
    await mock.pass();
    expect(mock.warnings).toEqual([expect.stringContaining('the disk is full')]);
  });
});
