// The store of several workers: what one of them writes, the others see at once, although most looks need no message.
import { setImmediate as nextTurn } from 'node:timers/promises';

import { duration, instant } from '../../time/time.ts';
import type { Intent } from '../domain/entry.ts';
import { packRows } from '../domain/submitted-rows.ts';
import { createMemoryStore } from '../store/memory.ts';
import { type LogPart, StoreError } from '../store/port.ts';
import { createInProcess } from './testing/in-process.ts';

const beginning: Intent = { kind: 'reset', at: instant(0), speed: 1, frozen: false, ifNew: true };
const intent = (job: string): Intent => ({ kind: 'delete', job });
const draft = (nonce: string, given: Intent = intent(nonce)) => ({ intent: given, nonce, real: instant(5) });
const listNonces = ({ entries }: LogPart<unknown>) =>
  entries.map(({ position, nonce }) => `${position} ${nonce}`);

/** Two workers on one store, with a world that has begun. */
async function startTwo(options: Parameters<typeof createInProcess>[0] = {}) {
  let time = 1000;
  const timers: (() => void)[] = [];
  const all = createInProcess({
    wall: () => instant(time),
    later: (_milliseconds, run) => {
      timers.push(run);
      return () => undefined;
    },
    ...options,
  });
  const [first, second] = [all.connect(), all.connect()];
  await first.store.append('shop', draft('begin', beginning), 0);
  const wait = (milliseconds: number): void => {
    time += milliseconds;
    for (const run of timers.splice(0)) run();
  };
  return { ...all, first, second, wait };
}

test('an entry has the time of the store, and every other worker sees it', async () => {
  const { first, second, wait } = await startTwo();
  wait(234);
  await first.store.append('shop', draft('a'), 1);
  const part = await second.store.look('shop', 0);
  expect(listNonces(part)).toEqual(['1 begin', '2 a']);
  expect(part.entries.map(({ real }) => real)).toEqual([1000, 1234]);
  expect(part).toMatchObject({ now: 1234 });
});

test('all workers together use up a quota', async () => {
  const { first, second, wait } = await startTwo();
  const charge = async ({ store }: typeof first, used: number, wanted: number) =>
    store.shared?.quotas.charge('acme/commands', { perMinute: 10, used, wanted });
  expect(await charge(first, 8, 0)).toEqual({ granted: 0, wait: 0 });
  expect(await charge(second, 0, 5)).toEqual({ granted: 2, wait: 6000 });
  wait(6000);
  expect(await charge(first, 0, 5)).toEqual({ granted: 1, wait: 6000 });
});

test('a worker that looked knows for a second that nothing is new, without a message', async () => {
  const { second, wait } = await startTwo();
  // While others write to a world, they would only have to wait.
  wait(10);
  await second.store.look('shop', 0);
  const before = second.sent();
  wait(999);
  expect(second.store.look('shop', 1)).toEqual({ entries: [], now: 2009 });
  expect(second.sent()).toBe(before);
  wait(1);
  expect(second.store.look('shop', 1)).toBeInstanceOf(Promise);
});

test('an entry waits until the others have heard that the world changes', async () => {
  const { first, second, wait } = await startTwo();
  wait(10);
  await second.store.look('shop', 0);
  expect(second.store.look('shop', 1)).not.toBeInstanceOf(Promise);
  await first.store.append('shop', draft('a'), 1);
  const part = second.store.look('shop', 1);
  expect(part).toBeInstanceOf(Promise);
  expect(listNonces(await part)).toEqual(['2 a']);
});

test.each([
  ['is killed', 0],
  ['hangs', 1001],
] as const)('it does not wait for one that %s', async (what, length) => {
  const stuck = new Set<number>();
  let channels = 0;
  const { first, second, wait } = await startTwo({
    createChannel: () => {
      channels += 1;
      const channel = channels;
      return (arrive) => void setImmediate(() => stuck.has(channel) || arrive());
    },
  });
  wait(10);
  await second.store.look('shop', 0);
  // Those of the second worker.
  for (const channel of [3, 4]) stuck.add(channel);
  const appended = first.store.append('shop', draft('a'), 1);
  for (let turn = 0; turn < 5; turn += 1) await nextTurn();
  if (what === 'is killed') second.kill();
  wait(length);
  expect(listNonces(await appended)).toEqual(['2 a']);
});

test('looks and entries of one turn share a message, and equal looks an answer', async () => {
  const { first, second } = await startTwo();
  await second.store.look('shop', 0);
  const before = second.sent();
  const looks = [second.store.look('shop', 0), second.store.look('shop', 0), second.store.look('other', 0)];
  expect(looks[0]).toBe(looks[1]);
  const [appended] = await Promise.all([second.store.append('shop', draft('a'), 1), ...looks]);
  expect(listNonces(appended)).toEqual(['2 a']);
  expect(second.sent() - before).toBe(1);
  expect(listNonces(await first.store.look('shop', 1))).toEqual(['2 a']);
});

test('nothing but a beginning is added to a world that is not there', async () => {
  const { first, second } = await startTwo();
  const gone = { entries: [], isWhole: true, now: 1000 };
  expect(await second.store.append('new', draft('a'), 0)).toEqual(gone);
  expect(await second.store.look('new', 0)).toEqual(gone);
  expect(await second.store.append('new', draft('begin', beginning), 0)).toMatchObject({
    entries: [{ position: 1, nonce: 'begin' }],
  });
  await first.store.remove('new');
  expect(await second.store.look('new', 1)).toEqual(gone);
  expect(await second.store.append('new', draft('b'), 1)).toEqual(gone);
  expect((await second.store.worlds()).map(({ name }) => name)).toEqual(['shop']);
});

test('a world that was removed and begun again is whole for those who knew the one before', async () => {
  const { first, second } = await startTwo();
  await first.store.append('shop', draft('a'), 1);
  await second.store.look('shop', 0);
  await first.store.remove('shop');
  await first.store.append('shop', draft('again', beginning), 0);
  await first.store.append('shop', draft('b'), 1);
  const part = await second.store.look('shop', 2);
  expect([part.isWhole, listNonces(part)]).toEqual([true, ['1 again', '2 b']]);
});

test('a checkpoint crosses only to a worker that needs it, packed for the way', async () => {
  const packed: unknown[] = [];
  const { first, second, connect } = await startTwo({
    pack: (state) => {
      packed.push(state);
      return [state];
    },
    unpack: (plain) => (plain as unknown[])[0],
  });
  for (const nonce of ['a', 'b', 'c']) await first.store.append('shop', draft(nonce), 1);
  await second.store.look('shop', 0);
  await first.store.snapshot('shop', { position: 3, real: instant(1000), state: 'of the worker' });
  expect(packed).toEqual(['of the worker']);
  expect(await second.store.look('shop', 3)).toMatchObject({ entries: [{ nonce: 'c' }] });
  expect(packed).toHaveLength(1);
  expect(await connect().store.look('shop', 0)).toEqual({
    checkpoint: { position: 3, real: 1000, state: 'of the worker' },
    entries: [expect.objectContaining({ nonce: 'c' })],
    isWhole: true,
    now: 1000,
  });
  expect(await second.store.look('shop', 2)).toMatchObject({ isWhole: true, checkpoint: { position: 3 } });
});

test('a checkpoint of a world that was removed meanwhile is not kept', async () => {
  const { first, second } = await startTwo();
  await second.store.look('shop', 0);
  await first.store.remove('shop');
  await first.store.append('shop', draft('again', beginning), 0);
  await second.store.snapshot('shop', { position: 1, real: instant(1000), state: 'old' });
  expect(await first.store.look('shop', 0)).toMatchObject({ entries: [{ nonce: 'again' }] });
});

test('uploaded rows stay packed', async () => {
  const { first, second } = await startTwo();
  const records = packRows([{ firstName: 'Zoë', lastName: null, companyName: 'x' }]);
  await first.store.append('shop', draft('a', { kind: 'submit', owner: 'alice', rows: 1, records }), 1);
  expect((await second.store.look('shop', 0)).entries[1]).toMatchObject({ intent: { records } });
});

test('an entry that cannot be kept fails with the sentence of the store, and the next one may succeed', async () => {
  const memory = createMemoryStore<unknown>();
  let isFull = true;
  const { first, second } = await startTwo({
    store: {
      ...memory,
      append: async (world, given, after) => {
        await nextTurn();
        if (isFull && given.nonce === 'a') throw new StoreError('The disk is full.');
        return memory.append(world, given, after);
      },
    },
  });
  await expect(first.store.append('shop', draft('a'), 1)).rejects.toThrow(
    new StoreError('The disk is full.'),
  );
  isFull = false;
  await second.store.look('shop', 0);
  const [written, looked] = await Promise.all([
    first.store.append('shop', draft('a'), 1),
    second.store.look('shop', 1),
  ]);
  expect(listNonces(written)).toEqual(['2 a']);
  // It arrived while the entry was being written, whose time is not after its own.
  expect(listNonces(looked)).toEqual(['2 a']);
});

test('worlds go that nobody uses, and the longest unused when there are too many, but never the first', async () => {
  const { first, second, wait } = await startTwo({ max: 2, idle: duration(60_000) });
  const begin = async (name: string) => first.store.append(name, draft(`${name} begins`, beginning), 0);
  const list = async () => (await second.store.worlds()).map(({ name }) => name).toSorted();
  await begin('default');
  await begin('other');
  expect(await list()).toEqual(['default', 'other', 'shop']);
  await second.store.look('shop', 0);
  await begin('third');
  expect(await list()).toEqual(['default', 'shop', 'third']);
  wait(61_000);
  await second.store.look('third', 0);
  expect(await list()).toEqual(['default', 'third']);
});

test('the default worlds of teams stay', async () => {
  const { first, wait } = await startTwo({ max: 1, idle: duration(60_000) });
  for (const name of ['acme/default', 'acme/a', 'acme/b'])
    await first.store.append(name, draft(`${name} begins`, beginning), 0);
  wait(61_000);
  await first.store.look('acme/b', 0);
  expect((await first.store.worlds()).map(({ name }) => name).toSorted()).toEqual(['acme/b', 'acme/default']);
});

test('the bus reaches all other workers', async () => {
  const { first, second, connect } = await startTwo();
  const third = connect();
  const heard: string[] = [];
  for (const [name, { store }] of Object.entries({ first, second, third }))
    store.shared?.bus.subscribe('news', (text) => heard.push(`${name}: ${text}`));
  second.store.shared?.bus.publish('news', 'hello');
  second.store.shared?.bus.publish('other', 'hello');
  for (let turn = 0; turn < 5; turn += 1) await nextTurn();
  expect(heard).toEqual(['first: hello', 'third: hello']);
});
