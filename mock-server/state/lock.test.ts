import { diskInMemory } from '../../files/testing/disk-in-memory.ts';
import { mockOnDisk, stateFile } from '../testing/mock-on-disk.ts';

describe('a file that another mock keeps its worlds in', () => {
  test('is refused', async () => {
    const memory = diskInMemory();
    await mockOnDisk(memory);
    await expect(mockOnDisk(memory)).rejects.toThrow(
      `The worlds in ${stateFile} are kept by another mock, process ${process.pid}: stop it, or give this one another file with --state FILE.`,
    );
  });

  test.each([
    ['that has ended', '{"pid": 999999999}'],
    ['whose number this process has by now', `{"pid": ${process.pid}, "born": "0"}`],
    ['that no process is', '{"pid": 0}'],
    ['that is a group of processes', '{"pid": -1}'],
    ['that is no number', '{"pid": 1e999, "born": {}}'],
    ['that is nothing', 'null'],
    ['that was killed while it took the lock', ''],
  ])('%s is taken over', async (_, lock) => {
    const mock = await mockOnDisk(diskInMemory({ [`${stateFile}.lock`]: lock }));
    expect(mock.names()).toEqual(['default']);
  });
});
