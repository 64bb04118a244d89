// Checkpoints in Redis: what they leave, and which of them replaces another one.
import { instant } from '../../../time/time.ts';
import { begin, draft, prepare, redis } from './testing/prepare.ts';

afterAll(async () => redis.stop());

test('a checkpoint leaves some entries before it, so that slower processes need not read it', async () => {
  const { server, keys, open, openPlain } = await prepare();
  const [store, slow] = [await open({ behind: 3 }), await openPlain()];
  await store.append('shop', begin(), 0);
  for (let position = 1; position < 9; position += 1)
    await store.append('shop', draft(`${position}`), position);
  await slow.look('shop', 0);
  await store.snapshot('shop', { position: 8, real: instant(0), state: { jobs: [] } });
  expect(await server.run('XLEN', keys.getLog('shop'))).toBe('5');
  expect(await slow.look('shop', 5)).toMatchObject({ entries: [{ position: 6 }, {}, {}, {}] });
  expect(await slow.look('shop', 4)).toMatchObject({
    checkpoint: { position: 8 },
    entries: [{ position: 9 }],
    isWhole: true,
  });
  for (const one of [store, slow]) await one.close();
});

test('an older checkpoint never replaces a newer one whose older entries are still there', async () => {
  const { openPlain, open } = await prepare();
  const [store, slow, late] = [await open({ behind: 10 }), await openPlain(), await openPlain()];
  await store.append('shop', begin(), 0);
  for (let position = 1; position < 5; position += 1)
    await store.append('shop', draft(`${position}`), position);
  await slow.look('shop', 0);
  await store.snapshot('shop', { position: 4, real: instant(0), state: { jobs: 4 } });
  await slow.snapshot('shop', { position: 2, real: instant(0), state: { jobs: 2 } });
  expect(await late.look('shop', 99)).toMatchObject({ checkpoint: { position: 4, state: { jobs: 4 } } });
  for (const one of [store, slow, late]) await one.close();
});

test('the checkpoint of an earlier life never replaces that of a later one', async () => {
  const { openPlain } = await prepare();
  const [store, slow, late] = [await openPlain(), await openPlain(), await openPlain()];
  await store.append('shop', begin('old'), 0);
  for (let position = 1; position < 5; position += 1)
    await store.append('shop', draft(`${position}`), position);
  await slow.look('shop', 0);
  await store.remove('shop');
  await store.append('shop', begin('new'), 0);
  await store.append('shop', draft('a'), 1);
  await store.snapshot('shop', { position: 2, real: instant(0), state: { life: 'new' } });
  await slow.snapshot('shop', { position: 5, real: instant(0), state: { life: 'old' } });
  expect(await late.look('shop', 0)).toMatchObject({ checkpoint: { position: 2, state: { life: 'new' } } });
  for (const one of [store, slow, late]) await one.close();
});
