// What the drawer remembers, in a storage that may hold anything or be forbidden.
import { createMemory } from './memory.ts';

function createStorage(text?: string) {
  const values = new Map(text === undefined ? [] : [['enrichment-sandbox/devtools', text]]);
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  };
}

test('the next visit has what the last one left', () => {
  const storage = createStorage();
  createMemory(() => storage).write({ isOpen: true, corner: 'top-left' });
  createMemory(() => storage).write({ height: 300 });
  expect(createMemory(() => storage).read()).toEqual({ isOpen: true, corner: 'top-left', height: 300 });
});

test.each(['', '{', 'null', '7', '[]', '{"isOpen":1,"corner":"middle","height":"x","world":{},"tab":null}'])(
  'a storage with %j is as good as an empty one',
  (text) => {
    expect(createMemory(() => createStorage(text)).read()).toEqual({});
  },
);

const forbidden = () => {
  throw new Error('Forbidden.');
};

test('where storage is forbidden or absent, the page remembers until it is closed', () => {
  for (const getStorage of [forbidden, () => undefined]) {
    const memory = createMemory(getStorage);
    memory.write({ isOpen: true });
    expect(memory.read()).toEqual({ isOpen: true });
  }
});
