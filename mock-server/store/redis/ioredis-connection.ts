/** Connections to Redis with the library ioredis, which nothing else knows. */
import type { ConnectionOptions } from 'node:tls';
import { setTimeout as pause } from 'node:timers/promises';

import {
  connecting,
  cutOff,
  explain,
  incomplete,
  notYet,
  notYetTls,
  type Reason,
  refusing,
  toCommandError,
} from './connection-failures.ts';
import { Cluster, Redis, type RedisOptions } from './ioredis.ts';

import {
  type RedisClient,
  type RedisCommand,
  type RedisConnection,
  RedisLostError,
  type RedisReply,
  RedisReplyError,
} from './connection.ts';
import type { RedisAddress } from './redis-url.ts';
import { readTlsOptions } from './tls.ts';

/** In milliseconds. */
export interface Patience {
  /** Without a reply for so long, a connection counts as lost. */
  readonly reply: number;
  /** Commands wait so long for a connection. */
  readonly connection: number;
}

const defaultPatience: Patience = { reply: 2000, connection: 1000 };

/** @throws UsageError if a file of the address cannot be used */
export function createRedisClient(address: RedisAddress, patience: Patience = defaultPatience): RedisClient {
  const tls = address.isEncrypted ? readTlsOptions(address) : undefined;
  const open = () => openClient(address, tls, patience);
  return {
    connect: () => createConnection(open(), address, patience),
    connectSubscriber: (onMessage) => {
      const client = open();
      client.on('error', () => undefined);
      client.on('message', onMessage);
      const channels = new Set<string>();
      // A subscription that failed is made when the connection is ready again.
      client.on('ready', () => {
        if (channels.size > 0) client.subscribe(...channels).catch(() => undefined);
      });
      return {
        subscribe: (channel) => {
          channels.add(channel);
          if (client.status === 'ready') client.subscribe(channel).catch(() => undefined);
        },
        unsubscribe: (channel) => {
          channels.delete(channel);
          if (client.status === 'ready') client.unsubscribe(channel).catch(() => undefined);
        },
        close: async () => {
          client.disconnect();
          return Promise.resolve();
        },
      };
    },
  };
}

function openClient(
  address: RedisAddress,
  tls: ConnectionOptions | undefined,
  patience: Patience,
): Redis | Cluster {
  const { hosts, isCluster, user, password, database } = address;
  const options = {
    ...(user === undefined ? {} : { username: user }),
    ...(password === undefined ? {} : { password }),
    ...(tls === undefined ? {} : { tls }),
    db: database,
    protocol: 2,
    // The store decides what is repeated, and with which nonce: the library repeats nothing, and keeps nothing for later.
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    autoResubscribe: false,
    connectTimeout: patience.reply,
    disconnectTimeout: 100,
    socketTimeout: patience.reply,
    maxLoadingRetryTime: 500,
    keepAlive: 10_000,
    disableClientInfo: true,
    retryStrategy: (times: number) => Math.min(25 * 2 ** Math.min(times, 6), 500),
  } satisfies RedisOptions;
  const [first = { host: 'localhost', port: 6379 }] = hosts;
  if (!isCluster) return new Redis({ ...options, ...first });
  const { enableOfflineQueue: _, retryStrategy: _own, ...redisOptions } = options;
  return new Cluster([...hosts], {
    redisOptions,
    enableOfflineQueue: false,
    clusterRetryStrategy: (times) => Math.min(50 * times, 500),
    slotsRefreshTimeout: patience.reply,
    // Certificates are those of names.
    ...(tls === undefined ? {} : { dnsLookup: (name, callback) => callback(null, name) }),
  });
}

function createConnection(
  client: Redis | Cluster,
  { isCluster, isEncrypted }: RedisAddress,
  patience: Patience,
): RedisConnection {
  let isClosed = false;
  /** Why it is not connected. */
  let reason: Reason = isEncrypted ? notYetTls : notYet;
  /** Those who wait for the connection. */
  const waiting = new Set<() => void>();
  let isWaitOver = false;
  let timer: NodeJS.Timeout | undefined;
  const wake = (): void => {
    clearTimeout(timer);
    timer = undefined;
    for (const resume of waiting) resume();
    waiting.clear();
  };
  const startWait = (): void => {
    if (isClosed) return;
    timer ??= setTimeout(() => {
      isWaitOver = true;
      wake();
    }, patience.connection).unref();
  };
  client.on('connect', () => {
    if (!(reason instanceof RedisReplyError)) reason = isCluster ? incomplete : connecting;
  });
  client.on('ready', () => {
    isWaitOver = false;
    reason = cutOff;
    // Not by an option: a Redis that refuses everybody says so in its first reply, which the library would drop.
    client.call('CLIENT', 'SETNAME', 'enrichment-sandbox').catch(() => undefined);
    wake();
  });
  client.on('close', () => {
    if (reason === connecting) reason = refusing;
    startWait();
  });
  client.on('error', (error: unknown) => {
    reason = explain(error, reason);
  });
  startWait();

  const isReady = (): boolean => client.status === 'ready';
  const refuse = (): Error =>
    reason instanceof RedisReplyError
      ? reason
      : new RedisLostError(isClosed ? 'the mock is being stopped' : reason, false);
  /** @throws RedisLostError, or RedisReplyError if Redis refuses to let us in */
  const whenReady = async (): Promise<void> => {
    if (!isClosed && !isWaitOver)
      await new Promise<void>((resolve) => {
        waiting.add(resolve);
      });
    if (!isReady()) throw refuse();
  };
  const attempt = async (
    commands: readonly RedisCommand[],
    isTransaction: boolean,
  ): Promise<readonly RedisReply[]> => {
    if (!isReady()) await whenReady();
    const batch = isTransaction ? client.multi() : client.pipeline();
    for (const [name, ...args] of commands) batch.call(name, ...args);
    let results: readonly (readonly [Error | null, unknown])[] | null;
    try {
      results = await batch.exec();
    } catch (error) {
      throw toCommandError(error);
    }
    if (results === null) throw new RedisLostError('the transaction was given up', true);
    return results.map(([error, value]) => {
      if (error === null) return value as RedisReply;
      const known = toCommandError(error);
      if (known instanceof RedisReplyError) return known;
      throw known;
    });
  };

  /** Again while the keys move to another node: a batch with TIME is one that the library does not redirect. */
  const run = async (
    commands: readonly RedisCommand[],
    isTransaction: boolean,
  ): Promise<readonly RedisReply[]> => {
    for (let tries = 0; ; tries += 1) {
      const replies = await attempt(commands, isTransaction);
      if (tries === maxMoves || !(client instanceof Cluster) || !replies.some(isMoving)) return replies;
      client.refreshSlotsCache();
      await pause(50 * 2 ** tries);
    }
  };

  return {
    isCluster,
    reconnect: () => client.disconnect(true),
    send: async (commands) => run(commands, false),
    transact: async (commands) => run(commands, true),
    close: async () => {
      isClosed = true;
      client.disconnect();
      wake();
      return Promise.resolve();
    },
  };
}

/** With the pauses before them, a second and a half. */
const maxMoves = 5;
const moving: ReadonlySet<string> = new Set(['MOVED', 'ASK', 'TRYAGAIN']);
const isMoving = (reply: RedisReply): boolean => reply instanceof RedisReplyError && moving.has(reply.code);
