/** Connections to Redis with the library ioredis, which nothing else knows. */
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

/** In milliseconds. */
export interface Patience {
  /** Without a reply for so long, a connection counts as lost. */
  readonly reply: number;
  /** Commands wait so long for a connection. */
  readonly connection: number;
}

const defaultPatience: Patience = { reply: 2000, connection: 1000 };

export function createRedisClient(address: RedisAddress, patience: Patience = defaultPatience): RedisClient {
  const open = () => openClient(address, patience);
  return {
    connect: () => createConnection(open(), address.isCluster, patience),
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

function openClient(address: RedisAddress, patience: Patience): Redis | Cluster {
  const { hosts, isCluster, isEncrypted, user, password, database } = address;
  const options = {
    ...(user === undefined ? {} : { username: user }),
    ...(password === undefined ? {} : { password }),
    ...(isEncrypted ? { tls: {} } : {}),
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
    connectionName: 'enrichment-sandbox',
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
  });
}

function createConnection(client: Redis | Cluster, isCluster: boolean, patience: Patience): RedisConnection {
  let isClosed = false;
  /** Why it is not connected: half a sentence, or an error reply to its first commands. */
  let reason: RedisReplyError | string = 'it has not answered yet';
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
  client.on('ready', () => {
    isWaitOver = false;
    reason = 'the connection was lost';
    wake();
  });
  client.on('close', startWait);
  client.on('error', (error: unknown) => {
    reason = toReason(error);
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
  const run = async (
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
      throw toError(error);
    }
    if (results === null) throw new RedisLostError('the transaction was given up', true);
    return results.map(([error, value]) => {
      if (error === null) return value as RedisReply;
      const known = toError(error);
      if (known instanceof RedisReplyError) return known;
      throw known;
    });
  };

  return {
    isCluster,
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

/** What errors of the library and of Node have. */
interface Failure {
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  /** Of the commands before EXEC, beside its own. */
  readonly previousErrors?: readonly Failure[];
}

const toFailure = (error: unknown): Failure => (typeof error === 'object' && error !== null ? error : {});

function toReplyError({ name, message = '' }: Failure): RedisReplyError | undefined {
  return name === 'ReplyError' ? new RedisReplyError(message) : undefined;
}

function toError(error: unknown): Error {
  const failure = toFailure(error);
  const { previousErrors: [first = failure] = [] } = failure;
  return toReplyError(first) ?? new RedisLostError('the connection was lost, or no reply came in time', true);
}

const systemReasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ENOTFOUND: 'its host has no address',
  EAI_AGAIN: 'its host has no address at present',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'there is no way to its host',
  ECONNRESET: 'it closed the connection',
};

function toReason(error: unknown): RedisReplyError | string {
  const failure = toFailure(error);
  const { code } = failure;
  if (code === undefined) return toReplyError(failure) ?? 'it does not answer';
  return systemReasons[code] ?? `the connection failed (${code})`;
}
