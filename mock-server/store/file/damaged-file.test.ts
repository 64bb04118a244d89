// What happens to a state file that is damaged, of a newer version or foreign.
import { diskInMemory } from '../../../files/testing/disk-in-memory.ts';
import { allIntents, intents } from './testing/intents.ts';
import { stateFile, storeOnDisk, writeState } from './testing/store-on-disk.ts';

const line = (number: number, by: (text: string) => string) => (text: string) =>
  text
    .split('\n')
    .map((one, index) => (index === number - 1 ? by(one) : one))
    .join('\n');

describe('a file whose end was not written', () => {
  test('loses only its last line, without a message, wherever it was cut off', async () => {
    const { text } = await writeState(intents.clock);
    const cut = text.trimEnd().lastIndexOf('\n') + 1;
    const before = intents.clock.slice(0, -1);
    const lengths = [text.length - 1];
    for (let length = cut; length < text.length; length += 7) lengths.push(length);
    for (const length of lengths) {
      const memory = diskInMemory({ [stateFile]: text.slice(0, length) });
      const { list, append, store, warnings } = await storeOnDisk(memory);
      expect(await list()).toEqual(before);
      expect(await append({ kind: 'clear-faults' })).toBe(before.length + 1);
      await store.close();
      const next = await storeOnDisk(memory);
      expect(await next.list()).toEqual([...before, { kind: 'clear-faults' }]);
      expect([...warnings, ...next.warnings]).toEqual([]);
    }
  });

  test.each([
    ['zeros', '\0'.repeat(5000)],
    ['half a letter', '{"world":"\u00c3'],
    ['lines of anything', 'abc\n{\n\ndef'],
  ])('but has %s there, continues before them', async (_, end) => {
    const { text } = await writeState(intents.clock);
    const memory = diskInMemory({ [stateFile]: text + end });
    const { list, warnings } = await storeOnDisk(memory);
    expect([await list(), warnings]).toEqual([intents.clock, []]);
    expect(memory.files.get(stateFile)).toBe(text);
  });

  test('but is empty, counts as missing', async () => {
    const { store, warnings } = await storeOnDisk(diskInMemory({ [stateFile]: '' }));
    expect([await store.worlds(), warnings]).toEqual([[], []]);
  });
});

describe('an unreadable file', () => {
  test.each([
    ['of another program', () => '{"worlds": []}', 'it is not an enrichment-sandbox state file'],
    ['not JSON', () => 'about: my shopping list\n', 'it is truncated or not JSON'],
    [
      'of another version',
      (text: string) => text.replace('"version":2', '"version":3'),
      'it has format version 3; this enrichment-sandbox supports 2',
    ],
    ['with a line cut short', line(3, (text) => text.slice(0, 20)), 'in line 3, it is not JSON', 2],
    [
      'edited by hand',
      line(3, (text) => text.replace('"frozen":true', '"frozen":0')),
      'in line 3, it was modified: "intent.frozen" must be true or false',
      2,
    ],
    [
      'with a line missing',
      line(5, () => '{"world":"shop","removed":false}'),
      'in line 5, it was modified: it must be an object',
      4,
    ],
    [
      'with two lines swapped',
      (text: string) => text.replace(/^(.*"position":2.*\n)(.*"position":3.*\n)/m, '$2$1'),
      'in line 3, it was modified: position 3 follows 1',
      2,
    ],
    [
      'with a line of something else',
      line(2, () => '[]'),
      'in line 2, it was modified: it is nothing that a mock writes',
      1,
    ],
    [
      'without the contents that a line refers to',
      (text: string) => text.replace(/^.*"fixture":\{.*\n/m, ''),
      'in line 7, it refers to something that is not in the file',
      6,
    ],
  ])('(%s) is set aside under a new name, unchanged', async (_, spoil, reason, intact = 0) => {
    const { text } = await writeState([...intents.clock, ...intents.reset]);
    const spoilt = spoil(text);
    const memory = diskInMemory({ [stateFile]: spoilt, [`${stateFile}.unreadable-1`]: 'one of before' });
    const { store, warnings } = await storeOnDisk(memory);
    const aside = `${stateFile}.unreadable-2`;
    expect(warnings).toEqual([
      `The worlds in ${stateFile} cannot be read: ${reason}. The file is now named ${aside}, and the mock starts without its worlds.`,
      ...(intact === 0
        ? []
        : [
            `To continue from what comes before the damage, stop the mock and run: head -n ${intact} ${aside} > ${stateFile}`,
          ]),
    ]);
    expect(memory.files.get(`${stateFile}.unreadable-1`)).toBe('one of before');
    expect(memory.files.get(aside)).toBe(spoilt);
    expect(await store.worlds()).toEqual([]);
    // The advice is right.
    if (intact === 0) return;
    const head = `${spoilt.split('\n').slice(0, intact).join('\n')}\n`;
    expect((await storeOnDisk(diskInMemory({ [stateFile]: head }))).warnings).toEqual([]);
  });

  test('no value of it is in a message, since it contains tokens', async () => {
    const { text } = await writeState(
      allIntents.filter(({ kind }) => kind !== 'restore' && kind !== 'submit'),
    );
    for (const number of text.split('\n').keys()) {
      const spoilt = line(number + 1, (one) => one.replaceAll(/:("[^"]*"|\d+)/g, ':["secret"]'))(text);
      const { warnings } = await storeOnDisk(diskInMemory({ [stateFile]: spoilt }));
      expect(warnings.join('\n')).not.toContain('secret');
    }
  });
});
