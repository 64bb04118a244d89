// Why there is no connection, in words that say what to do: certificates, refusals, servers of another kind.
import { setTimeout } from 'node:timers/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { RedisConnection } from './connection.ts';
import { createRedisClient } from './ioredis-connection.ts';
import { parseRedisUrl } from './redis-url.ts';
import { type Certificates, createCertificates } from './testing/certificates.ts';
import { findFreePort, type RedisServer, startRedisServer } from './testing/redis-server.ts';

let folder = '';
let files: Certificates;
let tlsPort = 0;
let server: RedisServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tls-'));
  files = createCertificates(folder, 'IP:127.0.0.1');
  tlsPort = await findFreePort();
  const { ca, cert, key } = files;
  const paths = ['--tls-ca-cert-file', ca, '--tls-cert-file', cert, '--tls-key-file', key];
  server = await startRedisServer({ args: ['--tls-port', `${tlsPort}`, ...paths] });
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const connections: RedisConnection[] = [];
afterEach(async () => {
  for (const connection of connections.splice(0)) await connection.close();
});
/** Tries until the reason is that one. @returns the reason */
const explain = async (url: string, expected: RegExp): Promise<string> => {
  const connection = createRedisClient(parseRedisUrl(url), { reply: 60_000, connection: 100 }).connect();
  connections.push(connection);
  for (;;) {
    const reason = await connection.send([['TIME']]).then(
      () => 'none',
      (error: unknown) => String(error),
    );
    if (expected.test(reason)) return reason;
    await setTimeout(10);
  }
};
const withFiles = (...names: (keyof Certificates)[]): string =>
  `?${names.map((name) => `${name}=${encodeURIComponent(files[name])}`).join('&')}`;

test('a Redis with TLS is used when its certificate is trusted, and with a certificate of ours if it wants one', async () => {
  const url = `rediss://127.0.0.1:${tlsPort}/${withFiles('ca', 'cert', 'key')}`;
  expect(await explain(url, /^none$/)).toBe('none');
});

test.each([
  [
    'an unknown CA',
    () => `rediss://127.0.0.1:${tlsPort}`,
    /its certificate is not trusted \(SELF_SIGNED_CERT_IN_CHAIN\): name its CA with \?ca=FILE/,
  ],
  [
    'no certificate of ours',
    () => `rediss://127.0.0.1:${tlsPort}/${withFiles('ca')}`,
    /requires a certificate of its clients/,
  ],
  [
    'a name that is not in its certificate',
    () => `rediss://localhost:${tlsPort}/${withFiles('ca', 'cert', 'key')}`,
    /its certificate is for another host/,
  ],
  [
    'TLS where there is none',
    () => `rediss://127.0.0.1:${server.port}`,
    /write redis:\/\/ in place of rediss/,
  ],
  [
    'no TLS where it is required',
    () => `redis://127.0.0.1:${tlsPort}`,
    /closes each connection at once: perhaps it requires TLS/,
  ],
  [
    'the URL of a cluster for a single server',
    () => `redis+cluster://127.0.0.1:${server.port}`,
    /NOTCLUSTER/,
  ],
  ['a cluster that is not there', () => 'redis+cluster://127.0.0.1:1', /none of its nodes answers/],
  ['nothing at its port', () => 'redis://127.0.0.1:1', /the connection was refused/],
])('%s is explained', async (_what, getUrl, reason) => {
  expect(await explain(getUrl(), reason)).toMatch(reason);
});

test('a Redis that refuses everybody says why', async () => {
  const url = `redis://127.0.0.1:${server.port}`;
  await explain(url, /^none$/);
  const [admin] = connections;
  await admin?.send([['CONFIG', 'SET', 'maxclients', '1']]);
  await explain(url, /it refuses connections: perhaps it has too many clients/);
  await admin?.send([
    ['CONFIG', 'SET', 'maxclients', '100'],
    ['ACL', 'SETUSER', 'default', '>s3cret'],
  ]);
  await explain(url, /NOAUTH/);
  expect(await explain(url.replace('//', '//:guess@'), /WRONGPASS/)).not.toContain('guess');
});
