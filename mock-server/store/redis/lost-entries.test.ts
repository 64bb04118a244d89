// A Redis that lost what it had: it failed over to a replica, an old data set was restored, or all keys were removed.
import { packRows } from '../../domain/submitted-rows.ts';
import type { LogPart } from '../port.ts';
import { type RedisCommand, RedisLostError } from './connection.ts';
import { findCommand } from './testing/interference.ts';
import { begin, draft, prepare, redis } from './testing/prepare.ts';

afterAll(async () => redis.stop());

const submit = (nonce: string) => ({
  ...draft(nonce),
  intent: {
    kind: 'submit',
    owner: 'alice',
    rows: 100,
    records: packRows(
      Array.from({ length: 100 }, () => ({ firstName: nonce, lastName: 'Lovelace', companyName: 'Engines' })),
    ),
  } as const,
});

/** A caller that knows the world by what it was told, as all do. */
function createFollower() {
  let nonces: string[] = [];
  return {
    list: () => nonces,
    follow: ({ entries, isWhole }: LogPart<unknown>) => {
      if (isWhole === true) nonces = [];
      for (const { position, nonce } of entries) nonces[position - 1] = nonce;
      return nonces;
    },
  };
}

/** Two stores that have read five entries, and then Redis had only the first three, and got two others. */
async function prepareLoss(onBatch?: (commands: readonly RedisCommand[]) => void) {
  const prepared = await prepare({
    onBatch: async (commands, run) => {
      onBatch?.(commands);
      return run(commands);
    },
  });
  const { server, keys, open, openPlain } = prepared;
  const [store, other] = [await open(), await openPlain()];
  const log = keys.getLog('shop');
  await store.append('shop', begin(), 0);
  await store.append('shop', draft('a'), 1);
  await store.append('shop', draft('b'), 2);
  await server.run('COPY', log, `${log}:old`);
  await store.append('shop', draft('c'), 3);
  await store.append('shop', draft('d'), 4);
  await server.run('COPY', `${log}:old`, log, 'REPLACE');
  for (const [index, nonce] of ['x', 'y'].entries()) await other.append('shop', submit(nonce), 3 + index);
  return { ...prepared, store, other };
}
const expected = ['begin', 'a', 'b', 'x', 'y'];

test.each([5, 3, 0])('a caller that knew %s entries gets the whole log', async (after) => {
  const { store, other } = await prepareLoss();
  const part = await store.look('shop', after);
  expect([part.isWhole, part.entries.map(({ nonce }) => nonce)]).toEqual([true, expected]);
  const { entries } = await store.append('shop', draft('z'), 5);
  expect(entries.map(({ position, nonce }) => `${position} ${nonce}`).at(-1)).toBe('6 z');
  for (const one of [store, other]) await one.close();
});

test('a caller that could not get the whole log at first never mixes it with what it knew', async () => {
  let losses = 0;
  const { store, other } = await prepareLoss((commands) => {
    if (findCommand(commands, 'GET') === undefined || losses === 5) return;
    losses += 1;
    throw new RedisLostError('cut', true);
  });
  await expect(store.look('shop', 5)).rejects.toThrow('cannot be reached');
  const follower = createFollower();
  follower.follow({ entries: [], isWhole: true });
  expect(follower.follow(await store.look('shop', 5))).toEqual(expected);
  for (const one of [store, other]) await one.close();
});

test('an entry that is added before its process knows of the loss has its place, and its rows', async () => {
  const { server, keys, open, openPlain } = await prepare();
  const [store, other] = [await open(), await openPlain()];
  const log = keys.getLog('shop');
  await store.append('shop', begin(), 0);
  await server.run('COPY', log, `${log}:old`);
  await store.append('shop', submit('a'), 1);
  await server.run('COPY', `${log}:old`, log, 'REPLACE');
  for (const name of (await server.run('KEYS', log.replace(/log$/, 'rows:*'))).split('\n'))
    await server.run('DEL', name);
  const part = await store.append('shop', { ...submit('a'), nonce: 'b' }, 2);
  expect([part.isWhole, part.entries.map(({ nonce }) => nonce)]).toEqual([true, ['begin', 'b']]);
  expect((await other.look('shop', 0)).entries[1]).toMatchObject({ intent: { rows: 100 } });
  for (const one of [store, other]) await one.close();
});

test('all keys are removed while stores use them', async () => {
  const { server, keys, open, openPlain } = await prepare();
  const [store, other] = [await open(), await openPlain()];
  await store.append('shop', begin(), 0);
  await store.append('shop', submit('a'), 1);
  await other.look('shop', 0);
  for (const name of (await server.run('KEYS', `${keys.getLog('').split('{')[0]}*`)).split('\n'))
    await server.run('DEL', name);
  const gone = await store.append('shop', draft('b'), 2);
  expect(gone).toMatchObject({ isWhole: true, entries: [] });
  await store.append('shop', begin('again'), 0);
  await store.append('shop', submit('a'), 1);
  expect(await other.look('shop', 2)).toMatchObject({
    isWhole: true,
    entries: [{ nonce: 'again' }, { intent: { rows: 100 } }],
  });
  for (const one of [store, other]) await one.close();
});
