// The store of the static site does what every store does, and keeps worlds as they are.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';

import { duration, instant } from '../../../time/time.ts';
import { restoreWorld } from '../../store/restore-world.ts';
import { testStore } from '../../store/testing/conformance.ts';
import { createTerms } from '../../domain/payments.ts';
import type { World } from '../../domain/world.ts';
import { engineUnderTest } from '../../testing/engine-under-test.ts';
import { createPeople } from '../../testing/people.ts';
import { fixture, spec } from '../../testing/shipped.ts';
import { change, openDatabase } from './database.ts';
import { openIndexedDbStore } from './indexed-db-store.ts';
import { parseStoredWorld, toStoredWorld } from './stored-values.ts';

globalThis.IDBKeyRange = IDBKeyRange;

const factories = new Map<string, IDBFactory>();
const getFactory = (folder: string): IDBFactory => {
  const factory = factories.get(folder) ?? new IDBFactory();
  factories.set(folder, factory);
  return factory;
};

testStore('in a browser', {
  open: async (folder) =>
    openIndexedDbStore<unknown>({
      database: await openDatabase(getFactory(folder), 'test'),
      beginning: { fixture },
      toStoredState: (state) => state,
      parseStoredState: (stored) => stored,
    }),
  isDurable: true,
});

const openWorldStore = async (factory: IDBFactory, own = fixture) =>
  openIndexedDbStore<World>({
    database: await openDatabase(factory, 'worlds'),
    beginning: { fixture: own },
    toStoredState: toStoredWorld,
    parseStoredState: parseStoredWorld,
  });

const ownWorld = `
about: A small world.
users: {zoe: {token: zoe-token, balance: 50, jobs: [{count: 3, every: 5s}]}}`;

/** A mock with a past of every kind in its store. */
async function live(factory: IDBFactory, changes: number) {
  const store = await openWorldStore(factory);
  const mock = engineUnderTest({ store });
  const { ask, control, wait } = mock;
  const post = (path: string, body: object) => control('POST', `/worlds/default/${path}`, body);
  await ask('POST /api/v1/enrichment/submit/', 'alice-token', createPeople(60));
  await post('faults', { effect: 'empty', every: 3, expires_in: '1h' });
  await post('snapshots', { name: 'early' });
  wait(duration(90_000));
  await ask('GET /api/v1/enrichment/status/', 'alice-token');
  await post('restore', { file: ownWorld });
  await post('snapshots', { name: 'other' });
  for (let count = 0; count < changes; count += 1) await post('clock', { advance: '1s' });
  await post('restore', { snapshot: 'early' });
  await ask('POST /api/v1/enrichment/submit/', 'alice-token', createPeople(3));
  const texts = await readTexts(mock);
  await store.close();
  return { texts, real: mock.now() };
}

async function readTexts({ control, engine }: ReturnType<typeof engineUnderTest>) {
  const { snapshots = [] } = engine.worlds.get('default') ?? {};
  return [
    await control('GET', '/worlds/default/link'),
    await control('GET', '/worlds/default/log'),
    await control('GET', '/worlds/default/users'),
    snapshots.map(({ name, world }) => [name, world.began, [...world.log], world.fixture]),
  ];
}

async function reopen(factory: IDBFactory, real: number, own = fixture) {
  const store = await openWorldStore(factory, own);
  const rules = { ...createTerms(spec), beginning: { fixture: own } };
  const kept: World[] = [];
  for (const { name } of await store.worlds()) {
    const restored = restoreWorld(name, await store.look(name, -1), rules);
    if (restored.kind === 'misfit') throw new Error(restored.reason);
    kept.push(restored.world);
  }
  return engineUnderTest({ store, kept, fixture: own, process: 'b' }, instant(real));
}

test.each([0, 600])(
  'worlds go on after a start as if there had been none, after %d changes',
  async (changes) => {
    const factory = new IDBFactory();
    const { texts, real } = await live(factory, changes);
    const mock = await reopen(factory, real);
    expect(await readTexts(mock)).toEqual(texts);
    expect(mock.engine.worlds.get('default')?.fixture).toBe(fixture);
  },
);

test('worlds of an older site keep what they began with', async () => {
  const factory = new IDBFactory();
  const { texts, real } = await live(factory, 0);
  const newer = { ...fixture, about: 'A newer world.', users: fixture.users.slice(1) };
  const mock = await reopen(factory, real, newer);
  expect((await readTexts(mock))[2]).toEqual(texts[2]);
  await mock.control('POST', '/worlds/default/reset');
  expect(mock.engine.worlds.get('default')?.fixture.about).toBe('A newer world.');
});

test('two tabs that write to one world cannot damage it', async () => {
  const factory = new IDBFactory();
  const [first, second] = [await openWorldStore(factory), await openWorldStore(factory)];
  const draft = { intent: { kind: 'clear-faults' }, nonce: 'a', real: instant(1) } as const;
  await first.append('shop', draft, 0);
  await expect(second.append('shop', draft, 0)).rejects.toThrow('Another tab has changed this world');
  await first.append('shop', { ...draft, nonce: 'b' }, 1);
  expect((await first.look('shop', 0)).entries).toHaveLength(2);
  await first.close();
  await second.close();
});

test.each([
  ['a gap', 'entries', ['bad', 2], undefined],
  ['an entry without an intent', 'entries', ['bad', 2], { intent: null }],
  [
    'an entry that begins with something unknown',
    'entries',
    ['bad', 2],
    { intent: { kind: 'restore', from: 'x' } },
  ],
  ['a checkpoint without a state', 'checkpoints', ['bad'], { position: 3, real: 1, state: null }],
] as const)(
  'a world that somebody damaged is removed, and the others stay: %s',
  async (_, name, key, part) => {
    const factory = new IDBFactory();
    const store = await openWorldStore(factory);
    const draft = { intent: { kind: 'clear-faults' }, nonce: 'a', real: instant(1) } as const;
    for (const world of ['bad', 'good'])
      for (const after of [0, 1, 2]) await store.append(world, draft, after);
    await store.close();
    const database = await openDatabase(factory, 'worlds');
    await change(database, (transaction) => {
      const values = transaction.objectStore(name);
      const base = name === 'entries' ? { position: 2, real: 1, nonce: 'x' } : {};
      if (part === undefined) values.delete([...key]);
      else values.put({ world: 'bad', ...base, ...part });
    });
    database.close();
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    const opened = await openWorldStore(factory);
    warn.mockRestore();
    expect((await opened.worlds()).map((world) => world.name)).toEqual(['good']);
    await opened.append('bad', draft, 0);
    await opened.close();
    const again = await openWorldStore(factory);
    expect((await again.look('bad', -1)).entries).toHaveLength(1);
    expect((await again.look('good', -1)).entries).toHaveLength(3);
    await again.close();
  },
);
