// A replica takes the place of the master behind an address that stays the same, as in managed Redis and behind proxies.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';

import { instant } from '../../../time/time.ts';
import { createRedisOptions } from '../../testing/redis-options.ts';
import { openRedis } from './open-redis.ts';
import { startRedisServer } from './testing/redis-server.ts';

/** An address whose new connections lead elsewhere when that is set; those that are open stay where they are. */
async function startAddress(first: number) {
  const address = { target: first };
  const server = createServer((client) => {
    const upstream = connect(address.target, '127.0.0.1');
    client.pipe(upstream).pipe(client);
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const)
      one.on('error', () => undefined).on('close', () => other.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return Object.assign(address, { port, close: () => server.close() });
}

const startQuickly = async () => startRedisServer({ args: ['--repl-diskless-sync-delay', '0'] });

test('a mock follows to the new master, although its connection to the old one stays open', async () => {
  const [master, replica] = await Promise.all([startQuickly(), startQuickly()]);
  const address = await startAddress(master.port);
  await replica.run('REPLICAOF', '127.0.0.1', `${master.port}`);
  const warnings: string[] = [];
  const store = await openRedis({
    ...createRedisOptions(`redis://127.0.0.1:${address.port}`),
    warn: (sentence) => void warnings.push(sentence),
  });
  const reset = { kind: 'reset', ifNew: true, at: instant(0), speed: 1, frozen: false } as const;
  await store.append('shop', { intent: reset, nonce: 'a', real: instant(0) }, 0);
  while ((await replica.run('KEYS', '*:log')) === '') await setTimeout(20);

  await replica.run('REPLICAOF', 'NO', 'ONE');
  await master.run('REPLICAOF', '127.0.0.1', `${replica.port}`);
  address.target = replica.port;
  const look = async () => {
    try {
      return (await store.look('shop', 0)).entries.map(({ nonce }) => nonce);
    } catch {
      return undefined;
    }
  };
  while ((await look()) === undefined) await setTimeout(20);
  expect(await look()).toEqual(['a']);
  const { entries } = await store.append(
    'shop',
    { intent: { kind: 'delete', job: 'x' }, nonce: 'b', real: instant(0) },
    1,
  );
  expect(entries.at(-1)).toMatchObject({ position: 2, nonce: 'b' });
  expect(await replica.run('KEYS', '*:log')).not.toBe('');
  while (store.shared?.health().reason !== undefined) await setTimeout(20);
  expect(warnings.at(-1)).toContain('serves again');
  await store.close();
  address.close();
  for (const server of [master, replica]) await server.stop();
});
