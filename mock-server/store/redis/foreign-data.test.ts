// What anybody may have written to Redis: it damages at most its own world, which can then be deleted.
import { instant } from '../../../time/time.ts';
import type { Keys } from './keys.ts';
import { begin, draft, prepare, redis } from './testing/prepare.ts';

afterAll(async () => redis.stop());

const entry = (fields: Readonly<Record<string, string>>) => Object.entries(fields).flat();

describe('foreign data', () => {
  const good = {
    nonce: 'x',
    deadline: '9999999999999',
    life: 'begin',
    intent: '{"kind":"delete","job":"x"}',
  };
  test.each([
    ['fields that no mock writes', entry({ colour: 'blue' })],
    ['an intent that is not JSON', entry({ ...good, intent: '{"kind":' })],
    ['an unknown intent', entry({ ...good, intent: '{"kind":"explode"}' })],
    ['an intent of the wrong shape', entry({ ...good, intent: '{"kind":"delete","job":7}' })],
    [
      'rows that are missing',
      entry({
        ...good,
        intent: `{"kind":"submit","owner":"alice","rows":1,"records":{"digest":"${'0'.repeat(64)}"}}`,
      }),
    ],
    [
      'contents that are missing',
      entry({
        ...good,
        intent: `{"kind":"reset","at":"2026-01-01T00:00:00Z","speed":1,"frozen":false,"fixture":"${'0'.repeat(64)}"}`,
      }),
    ],
  ])('an entry with %s damages its world, and no other', async (_what, fields) => {
    const { server, keys, open } = await prepare();
    const store = await open();
    await store.append('shop', begin(), 0);
    await store.append('other', begin(), 0);
    await server.run('XADD', keys.getLog('shop'), '*', ...fields);
    const [shop, other] = await Promise.allSettled([store.look('shop', 1), store.look('other', 1)]);
    expect(shop).toMatchObject({
      reason: {
        name: 'StoreError',
        message: expect.stringMatching(
          /^World "shop" in Redis is damaged: .*Delete the world to begin it again\.$/,
        ),
      },
    });
    expect(other).toMatchObject({ value: { entries: [] } });
    await store.remove('shop');
    await store.append('shop', begin('again'), 0);
    expect((await store.look('shop', 0)).entries).toHaveLength(1);
    await store.close();
  });

  test('an entry of a time after all clocks damages its world, which can begin again', async () => {
    const { server, keys, open } = await prepare();
    const store = await open();
    await store.append('shop', begin(), 0);
    await server.run('XADD', keys.getLog('shop'), '999999999999999-0', ...entry(good));
    await expect(store.look('shop', 1)).rejects.toThrow('World "shop" in Redis is damaged');
    await store.remove('shop');
    const { now } = await store.append('shop', begin('again'), 0);
    expect(now).toBeLessThan(Date.UTC(9999, 0, 1));
    await store.close();
  });

  test.each([
    ['a log', (keys: Keys) => ['SET', keys.getLog('shop'), 'x']],
    ['a checkpoint', (keys: Keys) => ['SET', keys.getCheckpoint('shop'), 'x']],
  ])('something else in place of %s is reported, and can be deleted', async (_what, getCommand) => {
    const { server, keys, open } = await prepare();
    await server.run(...getCommand(keys));
    const store = await open();
    await expect(store.look('shop', 0)).rejects.toThrow('another program uses its keys in Redis');
    await store.remove('shop');
    await store.close();
  });

  test.each([
    ['is not JSON', '{'],
    ['has no place in the log', '{"state":{}}'],
    [
      'is of another entry',
      '{"reader":{"life":"begin","position":2,"id":"1-1","nonce":"b","nonces":[]},"state":{}}',
    ],
  ])('a checkpoint that %s damages its world', async (_what, text) => {
    const { server, keys, open } = await prepare();
    const store = await open();
    await store.append('shop', begin(), 0);
    await store.append('shop', draft('a'), 1);
    await store.snapshot('shop', { position: 2, real: instant(0), state: {} });
    await server.run('HSET', keys.getCheckpoint('shop'), 'text', text);
    const late = await open();
    await expect(late.look('shop', 0)).rejects.toThrow('World "shop" in Redis is damaged');
    for (const one of [store, late]) await one.close();
  });

  test('a log that lost its checkpoint is damaged rather than empty', async () => {
    const { server, keys, open } = await prepare();
    const store = await open();
    await store.append('shop', begin(), 0);
    await store.append('shop', draft('a'), 1);
    await store.snapshot('shop', { position: 2, real: instant(0), state: {} });
    await server.run('DEL', keys.getCheckpoint('shop'));
    const late = await open();
    await expect(late.look('shop', 0)).rejects.toThrow('maxmemory-policy of Redis must be noeviction');
    for (const one of [store, late]) await one.close();
  });
});
