// What is special about the store in Redis: expiry, and few round trips.
import { duration, instant } from '../../../time/time.ts';
import { packRows } from '../../domain/submitted-rows.ts';
import { type RedisCommand, RedisReplyError } from './connection.ts';
import { findAppend } from './testing/interference.ts';
import { begin, draft, prepare, redis } from './testing/prepare.ts';

afterAll(async () => redis.stop());

test('the keys of a world have one hash tag, and expire some time after it was last looked at', async () => {
  const { server, keys, open } = await prepare();
  const store = await open({ idle: duration(60_000) });
  const records = packRows(
    Array.from({ length: 100 }, () => ({ firstName: 'Ada', lastName: 'Lovelace', companyName: 'Engines' })),
  );
  await store.append('team/shop', begin(), 0);
  await store.append(
    'team/shop',
    { ...draft('a'), intent: { kind: 'submit', owner: 'alice', rows: 100, records } },
    1,
  );
  await store.snapshot('team/shop', { position: 2, real: instant(0), state: {} });
  const names = (await server.run('KEYS', `${keys.getLog('').replace('{}:log', '')}*{team/shop}*`)).split(
    '\n',
  );
  expect(names.map((name) => name.replace(/^.*\{team\/shop\}:(\w+).*$/, '$1')).toSorted()).toEqual([
    'checkpoint',
    'log',
    'rows',
    'seen',
  ]);
  for (const name of names) {
    const ttl = Number(await server.run('PTTL', name));
    expect([name, ttl > (name.endsWith(':log') ? 0 : 60_000), ttl <= 3_720_000]).toEqual([name, true, true]);
  }
  await server.run('PEXPIRE', keys.getLog('team/shop'), '20000');
  await store.look('team/shop', 2);
  expect(Number(await server.run('PTTL', keys.getLog('team/shop')))).toBeGreaterThan(20_000);
  await store.close();
});

test('a world can be read although Redis cannot write to its disk', async () => {
  const { open } = await prepare({
    onBatch: async (commands, run) => {
      if (findAppend(commands) !== undefined) return run(commands);
      const replies = await run(commands);
      return replies.map((reply, index) =>
        commands[index]?.[0] === 'PEXPIRE'
          ? new RedisReplyError('MISCONF Errors writing to the AOF file')
          : reply,
      );
    },
  });
  const store = await open();
  await store.append('shop', begin(), 0);
  expect((await store.look('shop', 0)).entries).toHaveLength(1);
  await store.close();
});

test.each(['default', 'acme/default'])('the default world %s outlives others', async (world) => {
  const { server, keys, open } = await prepare();
  const store = await open({ idle: duration(1000) });
  await store.append(world, begin(), 0);
  expect(Number(await server.run('PTTL', keys.getLog(world)))).toBeGreaterThan(86_400_000);
  await store.close();
});

test('the longest unused worlds make room for a new one, but not the default world or that of a team', async () => {
  const { open } = await prepare();
  const store = await open({ getMax: () => 2 });
  for (const world of ['default', 'acme/default', 'a', 'b', 'c']) {
    await store.append(world, begin(), 0);
    await store.look(world, 1);
  }
  const names = async () => (await store.worlds()).map(({ name }) => name).toSorted();
  for (let all = await names(); all.length > 4; all = await names());
  expect(await names()).toEqual(expect.arrayContaining(['acme/default', 'c', 'default']));
  await store.close();
});

test('looks of one turn take one round trip, and those at one world are one look', async () => {
  const batches: (readonly RedisCommand[])[] = [];
  const { open } = await prepare({
    onBatch: async (commands, run) => {
      batches.push(commands);
      return run(commands);
    },
  });
  const store = await open();
  for (const world of ['a', 'b']) await store.append(world, begin(), 0);
  batches.length = 0;
  const look = ['PEXPIRE', 'PEXPIRETIME', 'XRANGE', 'PEXPIRE'];
  await Promise.all(['a', 'b', 'a', 'a'].map(async (world) => store.look(world, 1)));
  expect(batches.map((commands) => commands.map(([name]) => name))).toEqual([['TIME', ...look, ...look]]);
  await store.close();
});

test('a log of many pages is read to its end', async () => {
  const { server, keys, open, openPlain } = await prepare();
  const store = await open();
  await store.append('shop', begin(), 0);
  const script = `for i = 1, 2500 do redis.call('XADD', KEYS[1], '*', 'nonce', 'n' .. i, 'deadline', '9999999999999', 'life', 'begin', 'intent', '{"kind":"delete","job":"x"}') end`;
  await server.run('EVAL', script, '1', keys.getLog('shop'));
  const other = await openPlain();
  for (const one of [store, other]) {
    const { entries } = await one.look('shop', 1);
    expect([entries.length >= 2500, entries.at(-1)]).toEqual([
      true,
      expect.objectContaining({ position: 2501, nonce: 'n2500' }),
    ]);
    await one.close();
  }
});

test('another process reads any number of uploads, in one round trip', async () => {
  const gets: number[] = [];
  const { open, openPlain } = await prepare({
    onBatch: async (commands, run) => {
      const count = commands.filter(([name]) => name === 'GET').length;
      if (count > 0) gets.push(count);
      return run(commands);
    },
  });
  const [store, other] = [await openPlain(), await open()];
  await store.append('shop', begin(), 0);
  for (let number = 1; number <= 7; number += 1) {
    const records = packRows(
      Array.from({ length: 50 }, () => ({ firstName: `${number}`, lastName: 'Lovelace', companyName: null })),
    );
    const intent = { kind: 'submit', owner: 'alice', rows: 50, records } as const;
    await store.append('shop', { ...draft(`n${number}`), intent }, number);
  }
  expect((await other.look('shop', 0)).entries).toHaveLength(8);
  expect(gets).toEqual([14]);
});
