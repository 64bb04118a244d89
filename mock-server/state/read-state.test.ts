// Files that the mock cannot restore.
import { diskInMemory } from '../../files/testing/disk-in-memory.ts';
import { mockOnDisk, stateFile } from '../testing/mock-on-disk.ts';

const readable = async () => {
  const memory = diskInMemory();
  await (await mockOnDisk(memory)).state.close();
  return memory.files.get(stateFile) ?? '';
};

describe('an unreadable file', () => {
  test.each([
    ['truncated', (text: string) => text.slice(0, text.length / 2), 'it is truncated or not JSON'],
    ['of another program', () => '{"worlds": []}', 'it is not an enrichment-sandbox state file'],
    ['not a map', () => 'null', 'it is not an enrichment-sandbox state file'],
    [
      'of a later version',
      (text: string) => text.replace('"version":1', '"version":2'),
      'a newer enrichment-sandbox wrote it, with format version 2; this one supports 1',
    ],
    [
      'edited by hand',
      (text: string) => text.replace('"frozen":false', '"frozen":0'),
      'it was modified: "worlds.0.clock.frozen" must be true or false',
    ],
  ])('(%s) is set aside under a new name, unchanged', async (_, spoilt, reason) => {
    const text = spoilt(await readable());
    const memory = diskInMemory({ [stateFile]: text, [`${stateFile}.unreadable-1`]: 'one of before' });
    const mock = await mockOnDisk(memory);
    expect(mock.warnings).toEqual([
      `The worlds in ${stateFile} cannot be read: ${reason}. The file is now named ${stateFile}.unreadable-2, and the mock starts without its worlds.`,
    ]);
    expect(memory.files.get(`${stateFile}.unreadable-1`)).toBe('one of before');
    expect(memory.files.get(`${stateFile}.unreadable-2`)).toBe(text);
    expect(mock.names()).toEqual(['default']);
  });

  test('with an error in one world is set aside too, and the other worlds continue', async () => {
    const memory = diskInMemory();
    const mock = await mockOnDisk(memory);
    await mock.control('POST', '/worlds/shop/jobs', { user: 'carol', scenario: 'pauses' });
    await mock.state.close();
    const text = (memory.files.get(stateFile) ?? '').replace('"scenario":"pauses"}]', '"scenario":"gone"}]');
    const next = await mockOnDisk(diskInMemory({ [stateFile]: text }));
    expect(next.warnings).toEqual([
      `World "shop" from ${stateFile} does not fit this mock: unknown scenario "gone".`,
      `The original file is now named ${stateFile}.unreadable-1; the mock continues with its other worlds.`,
    ]);
    expect(next.names()).toEqual(['default']);
  });

  test('that is empty counts as missing', async () => {
    const mock = await mockOnDisk(diskInMemory({ [stateFile]: '' }));
    expect([mock.warnings, mock.names()]).toEqual([[], ['default']]);
  });
});
