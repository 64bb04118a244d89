// No time goes back, whatever the clock of Redis does. A clock that was set back by a minute is one of a Redis in which somebody
// saw the world a minute from now.
import { begin, draft, prepare, redis } from './testing/prepare.ts';

afterAll(async () => redis.stop());

const minute = 60_000;
/** The seen key expires so long after somebody saw the world. */
const lifetime = 600_000;

const readTime = async ({ server }: Pick<Awaited<ReturnType<typeof prepare>>, 'server'>): Promise<number> =>
  Number((await server.run('TIME')).split('\n')[0]) * 1000;

/** @returns the time that the clock had shown */
async function setBack(prepared: Awaited<ReturnType<typeof prepare>>): Promise<number> {
  const { server, keys } = prepared;
  const before = (await readTime(prepared)) + minute;
  await server.run('PEXPIREAT', keys.getSeen('shop'), String(before + lifetime));
  return before;
}

test('a look is not earlier than one of another process, nor is an entry, for all who read it', async () => {
  const prepared = await prepare();
  const [store, other] = [await prepared.open(), await prepared.open()];
  await store.append('shop', begin(), 0);
  await store.look('shop', 1);
  const before = await setBack(prepared);

  expect((await other.look('shop', 0)).now).toBe(before);
  await store.look('shop', 1);
  const { entries } = await store.append('shop', draft('a'), 1);
  expect(entries.map(({ real }) => real)).toEqual([before]);
  await other.append('shop', draft('b'), 1);
  const read = (await (await prepared.open()).look('shop', 0)).entries.map(({ nonce, real }) => [
    nonce,
    real,
  ]);
  expect(read.slice(1)).toEqual([
    ['a', before],
    ['b', before],
  ]);
});

test('an entry is not earlier than what its process saw, even if Redis has forgotten that', async () => {
  const prepared = await prepare();
  const { server, keys, open } = prepared;
  const store = await open();
  await store.append('shop', begin(), 0);
  const before = await setBack(prepared);
  await store.look('shop', 1);
  await server.run('DEL', keys.getSeen('shop'));
  expect((await store.append('shop', draft('a'), 1)).entries[0]?.real).toBe(before);
});

test('Redis knows again when a world was seen that nobody had looked at for long', async () => {
  const { server, keys, open } = await prepare();
  const store = await open();
  await store.append('shop', begin(), 0);
  await server.run('DEL', keys.getSeen('shop'));
  const { now = 0 } = await store.look('shop', 1);
  const expires = Number(await server.run('PEXPIRETIME', keys.getSeen('shop')));
  expect(expires - lifetime).toBe(now);
});

test('a world that begins again does so at the present time', async () => {
  const prepared = await prepare();
  const [store, other] = [await prepared.open(), await prepared.open()];
  await store.append('shop', begin(), 0);
  const before = await setBack(prepared);
  await store.look('shop', 1);
  await other.remove('shop');
  expect(await prepared.server.run('EXISTS', prepared.keys.getSeen('shop'))).toBe('0');

  await store.look('shop', 1);
  const { entries, now = before } = await store.append('shop', begin('again'), 0);
  expect(entries[0]?.real).toBeLessThan(before);
  expect(now).toBeLessThan(before);
});

test('a Redis that is too old is not asked for the latest time', async () => {
  const { server, keys, open } = await prepare();
  const store = await open({ isOld: () => true });
  await store.append('shop', begin(), 0);
  await store.append('shop', draft('a'), 1);
  expect((await store.look('shop', 0)).entries.map(({ nonce }) => nonce)).toEqual(['begin', 'a']);
  expect(await server.run('EXISTS', keys.getSeen('shop'))).toBe('0');
});
