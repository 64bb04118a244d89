// Mocks on one Redis: they start before it is there, answer 503 while it serves nobody, and recover by themselves.
import { setTimeout } from 'node:timers/promises';

import { UsageError } from '../../../command-line/command.ts';
import { duration, instant } from '../../../time/time.ts';
import { createPeople } from '../../testing/people.ts';
import { runningMock } from '../../testing/running-mock.ts';
import { getDefaultReadings } from '../../../openapi/questions.ts';
import { fixture, spec, terms } from '../../testing/shipped.ts';
import type { World } from '../../domain/world.ts';
import type { WorldStore } from '../port.ts';
import type { RedisClient } from './connection.ts';
import { openRedis, type RedisOptions } from './open-redis.ts';
import { pretendRedis } from './testing/pretend-redis.ts';
import { type RedisServer, startRedisServer } from './testing/redis-server.ts';

let server: RedisServer;
beforeAll(async () => {
  server = await startRedisServer({ isDurable: true });
  await allowUser();
});
afterAll(async () => server.stop());
const allowUser = async () => server.run('ACL', 'SETUSER', 'mock', 'on', '>s3cret', '~*', '&*', '+@all');

let count = 0;
/** With its own keys. */
const createUrl = () => `redis://mock:s3cret@127.0.0.1:${server.port}?prefix=p${(count += 1)}:`;

const sentences: string[] = [];
afterEach(() => {
  const all = sentences.splice(0).join('\n');
  if (all.includes('s3cret')) throw new Error(`A message shows the password: ${all}`);
});
const open = async (options: Partial<RedisOptions> = {}) =>
  openRedis({
    url: createUrl(),
    beginning: { fixture },
    terms,
    spec,
    readings: getDefaultReadings(spec.questions),
    idle: duration(60_000),
    getMax: () => 10,
    warn: (sentence) => sentences.push(sentence),
    ...options,
  });
const findRefusal = async (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => {
      expect(error).toBeInstanceOf(UsageError);
      return String(error);
    },
  );
const look = async (store: WorldStore<World>) => {
  try {
    await store.look('shop', 0);
    return 'ok';
  } catch (error) {
    return String(error);
  }
};
const untilUp = async (store: WorldStore<World>) => {
  while ((await look(store)) !== 'ok' || store.shared?.health().isUp !== true) await setTimeout(20);
};

const ask = async ({ url }: { readonly url: string }, path: string, body?: unknown) => {
  const response = await fetch(`${url}/${path}`, {
    headers: { authorization: 'Bearer alice-token~shop', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, text, retryAfter: response.headers.get('retry-after') };
};

test('two mocks answer as one, and with 503 and Retry-After while Redis is down; nothing is lost', async () => {
  const store = createUrl();
  const warn = (sentence: string) => void sentences.push(sentence);
  const [first, second] = [await runningMock({ store, warn }), await runningMock({ store, warn })];
  const list = 'api/v1/enrichment/status/';
  const submitted = await ask(first, 'api/v1/enrichment/submit/', createPeople(2));
  expect(submitted.status).toBe(201);
  const { job_id: job } = JSON.parse(submitted.text) as { readonly job_id: string };
  expect((await ask(second, `${list}${job}/`)).text).toContain(job);

  await server.kill();
  for (const mock of [first, second]) {
    const refused = await ask(mock, list);
    expect(refused).toEqual({
      status: 503,
      retryAfter: '2',
      text: expect.stringContaining('cannot be reached'),
    });
    const control = await ask(mock, '__mock__/api/worlds/shop/clock');
    expect([control.status, control.retryAfter]).toEqual([503, '2']);
    // Where it is, only the log and the health say: clients may be of a team.
    expect(`${refused.text}${control.text}`).not.toMatch(/s3cret|127\.0\.0\.1/);
  }
  await server.start();
  await allowUser();
  for (const mock of [first, second]) {
    while ((await ask(mock, list)).status === 503) await setTimeout(20);
    expect((await ask(mock, `${list}${job}/`)).text).toContain(job);
    expect(mock.crashes).toEqual([]);
    await mock.stop();
  }
  expect(sentences).toContainEqual(
    expect.stringMatching(/^Redis at .* cannot be reached: .*\. Requests get a 503 until it serves again\.$/),
  );
});

test('a mock starts before Redis does, and finds it', async () => {
  const url = createUrl();
  await server.shutDown();
  const store = await open({ url });
  await server.start();
  await allowUser();
  expect(store.shared?.health()).toMatchObject({
    isUp: false,
    reason: expect.stringContaining('the connection was refused'),
  });
  await untilUp(store);
  expect(sentences).toEqual([
    expect.stringContaining('cannot be reached'),
    expect.stringContaining('serves again'),
  ]);
  await store.close();
});

const reset = { kind: 'reset', ifNew: true, at: instant(0), speed: 1, frozen: false } as const;
const append = async (store: WorldStore<World>, nonce: string) =>
  store.append('shop', { intent: reset, nonce, real: instant(0) }, 0);

test('while Redis is full, changes are refused, but everything can be read, and worlds be deleted', async () => {
  const url = createUrl();
  const store = await open({ url });
  await append(store, 'a');
  await server.run('CONFIG', 'SET', 'maxmemory', '1');
  try {
    await expect(append(store, 'b')).rejects.toThrow('is full');
    expect(store.shared?.health()).toMatchObject({ isUp: true, reason: expect.stringContaining('is full') });
    expect(sentences.at(-1)).toMatch(
      /is full: .* Requests that change something get a 503 until it serves again\.$/,
    );
    // Also by a mock that starts just then.
    const late = await open({ url });
    for (const one of [store, late])
      expect((await one.look('shop', 0)).entries.map(({ nonce }) => nonce)).toEqual(['a']);
    expect((await late.worlds()).map(({ name }) => name)).toEqual(['shop']);
    await late.remove('shop');
    await late.close();
    expect((await store.look('shop', 1)).entries).toEqual([]);
  } finally {
    await server.run('CONFIG', 'SET', 'maxmemory', '0');
  }
  while (store.shared?.health().reason !== undefined) await setTimeout(20);
  await append(store, 'c');
  await store.close();
});

test('while Redis is a read-only replica, it serves nobody, since it can lag behind', async () => {
  const store = await open();
  await append(store, 'a');
  await server.run('REPLICAOF', '127.0.0.1', '1');
  try {
    await expect(append(store, 'b')).rejects.toThrow('is a read-only replica');
    await expect(look(store)).resolves.toContain('is a read-only replica');
    expect(store.shared?.health()).toMatchObject({
      isUp: false,
      reason: expect.stringContaining('is a read-only'),
    });
  } finally {
    await server.run('REPLICAOF', 'NO', 'ONE');
  }
  await untilUp(store);
  expect((await store.look('shop', 0)).entries.map(({ nonce }) => nonce)).toEqual(['a']);
  await store.close();
});

test('a mock that differs from the others is refused, and says what differs', async () => {
  const url = createUrl();
  const store = await open({ url });
  const other = { fixture: { ...fixture, users: fixture.users.slice(1) } };
  expect(await findRefusal(open({ url, beginning: other, version: '0.0.1' }))).toMatch(
    /^UsageError: Redis at redis:\/\/127\.0\.0\.1:\d+ is used by mocks with another version of enrichment-sandbox, another world file \(--world\)\. .*\?prefix=/,
  );
  const readings = { ...getDefaultReadings(spec.questions), 'list-envelope': 'page-number' };
  expect(await findRefusal(open({ url, readings }))).toContain('other readings (--reading');
  const same = await open({ url });
  await same.close();
  await store.close();
  // The other ones have left.
  await (await open({ url, beginning: other })).close();
});

test('a wrong password is refused', async () => {
  const url = createUrl().replace('s3cret', 'guess');
  const refusal = await findRefusal(open({ url }));
  expect(refusal).toMatch(/does not accept the user or the password of the URL\.$/);
  expect(refusal).not.toContain('guess');
});

test('a damaged world gets 503 until it is deleted', async () => {
  const store = createUrl();
  const mock = await runningMock({ store });
  const list = 'api/v1/enrichment/status/';
  expect((await ask(mock, list)).status).toBe(200);
  const [log = ''] = (await server.run('KEYS', `p${count}:*{shop}:log`)).split('\n');
  await server.run('XADD', log, '*', 'colour', 'blue');
  expect(await ask(mock, list)).toMatchObject({
    status: 503,
    text: expect.stringContaining('Delete the world'),
  });
  expect((await fetch(`${mock.url}/__mock__/api/worlds/shop`, { method: 'DELETE' })).status).toBe(204);
  expect((await ask(mock, list)).status).toBe(200);
  await mock.stop();
});

const openOldRedis = (): RedisClient => ({
  connect: () => pretendRedis('redis_version:6.0.16'),
  connectSubscriber: () => ({ subscribe: jest.fn(), unsubscribe: jest.fn(), close: jest.fn() }),
});

test('a Redis that is not fit for worlds is refused', async () => {
  expect(await findRefusal(open({ openClient: openOldRedis }))).toMatch(/has version 6\.0\.16; .*\.$/);
});
