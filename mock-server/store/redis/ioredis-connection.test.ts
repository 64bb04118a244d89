// What the connection promises: replies in order, errors by their codes, no repetition, and no waiting while Redis is down.
import { setTimeout } from 'node:timers/promises';

import { type RedisConnection, RedisLostError, RedisReplyError } from './connection.ts';
import { createRedisClient } from './ioredis-connection.ts';
import { parseRedisUrl } from './redis-url.ts';
import { type RedisServer, startRedisServer } from './testing/redis-server.ts';

let server: RedisServer;
beforeAll(async () => {
  server = await startRedisServer();
});
afterAll(async () => server.stop());

const patient = { reply: 60_000, connection: 60_000 };

const connections: RedisConnection[] = [];
/** @param patience short where Redis does not answer; a slow machine may need long to connect */
const connect = (url = server.url, patience = patient): RedisConnection => {
  const client = createRedisClient(parseRedisUrl(url), patience);
  const connection = client.connect();
  connections.push(connection);
  return connection;
};
afterEach(async () => {
  for (const connection of connections.splice(0)) await connection.close();
});
const fail = async (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error: unknown) => error,
  );

const untilConnected = async (connection: RedisConnection) => {
  while ((await fail(connection.send([['TIME']]))) !== 'none') await setTimeout(5);
};

test('gives each command of a batch its own reply', async () => {
  const connection = connect();
  expect(
    await connection.send([
      ['SET', 'text', 'ö'],
      ['GET', 'text'],
      ['GET', 'nothing'],
      ['INCR', 'text'],
      ['DBSIZE'],
    ]),
  ).toEqual(['OK', 'ö', null, expect.objectContaining({ code: 'ERR' }), 1]);
});

test('runs all commands of a transaction or none', async () => {
  const connection = connect();
  expect(
    await connection.transact([
      ['SET', 'text', 'a'],
      ['XLEN', 'text'],
      ['GET', 'text'],
    ]),
  ).toEqual(['OK', expect.objectContaining({ code: 'WRONGTYPE' }), 'a']);
  await server.run('CONFIG', 'SET', 'maxmemory', '1');
  try {
    const error = await fail(
      connection.transact([
        ['GET', 'text'],
        ['SET', 'text', 'b'],
      ]),
    );
    expect(error).toBeInstanceOf(RedisReplyError);
    expect(error).toMatchObject({ code: 'OOM' });
    expect(
      await connection.send([
        ['SET', 'text', 'b'],
        ['GET', 'text'],
      ]),
    ).toEqual([expect.objectContaining({ code: 'OOM' }), 'a']);
  } finally {
    await server.run('CONFIG', 'SET', 'maxmemory', '0');
  }
});

test('keeps the order of batches that are sent at once', async () => {
  const connection = connect();
  const replies = await Promise.all(
    Array.from({ length: 50 }, async (_any, index) =>
      index % 2 === 0 ? connection.send([['INCR', 'count']]) : connection.transact([['INCR', 'count']]),
    ),
  );
  expect(replies.flat()).toEqual(Array.from({ length: 50 }, (_any, index) => index + 1));
});

test('repeats nothing after a cut, and connects again', async () => {
  const connection = connect();
  await connection.send([['SET', 'cut', '0']]);
  // The reply to this comes after that of CLIENT KILL, which does not come at all.
  const error = await fail(
    connection.send([
      ['INCR', 'cut'],
      ['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'no'],
      ['INCR', 'cut'],
    ]),
  );
  expect(error).toBeInstanceOf(RedisLostError);
  expect(error).toMatchObject({ isSent: true });
  expect(Number((await connection.send([['GET', 'cut']]))[0])).toBeLessThanOrEqual(2);
});

test('gives up a connection that does not answer', async () => {
  const connection = connect(server.url, { reply: 100, connection: 200 });
  // It may be slow to connect, which is another failure.
  await untilConnected(connection);
  server.pause();
  try {
    expect(await fail(connection.send([['TIME']]))).toMatchObject({ name: 'RedisLostError', isSent: true });
    // No connection comes about, and nobody waits for that again and again.
    const errors = [];
    for (let tries = 0; tries < 3; tries += 1) errors.push(await fail(connection.send([['TIME']])));
    expect(errors.at(-1)).toMatchObject({ name: 'RedisLostError', isSent: false });
  } finally {
    server.resume();
  }
  await untilConnected(connection);
});

test('says why there is no connection, and finds Redis when it comes', async () => {
  await server.shutDown();
  const connection = connect(server.url, { reply: 60_000, connection: 200 });
  try {
    const error = await fail(connection.send([['TIME']]));
    expect(error).toMatchObject({ isSent: false });
    expect(String(error)).toBe('RedisLostError: the connection was refused');
  } finally {
    await server.start();
  }
  await untilConnected(connection);
});

test('uses user, password and database of the URL', async () => {
  await server.run('ACL', 'SETUSER', 'mock', 'on', '>s3cret', '~*', '+@all');
  const connection = connect(`redis://mock:s3cret@127.0.0.1:${server.port}/3`);
  await connection.send([['SET', 'where', 'three']]);
  expect(await server.run('-n', '3', 'GET', 'where')).toBe('three');
  expect((await connection.send([['ACL', 'WHOAMI']]))[0]).toBe('mock');
  const wrong = connect(`redis://mock:other@127.0.0.1:${server.port}`, { reply: 60_000, connection: 3000 });
  const error = await fail(wrong.send([['TIME']]));
  expect(error).toMatchObject({ name: 'RedisReplyError', code: 'WRONGPASS' });
  expect(String(error)).not.toContain('other');
});

test('rejects what is under way when it is closed', async () => {
  const connection = connect();
  await connection.send([['TIME']]);
  server.pause();
  const error = fail(connection.send([['TIME']]));
  await connection.close();
  expect(await error).toMatchObject({ name: 'RedisLostError' });
  server.resume();
  expect(await fail(connection.send([['TIME']]))).toMatchObject({ isSent: false });
});
