/** Opens the store of `--store redis://...`: worlds in Redis or Valkey, which several mocks share. */
import { createHash, randomBytes } from 'node:crypto';

import { UsageError } from '../../../command-line/command.ts';
import { instant, type Duration, type Instant } from '../../../time/time.ts';
import type { Readings } from '../../../openapi/questions.ts';
import type { Spec } from '../../../openapi/spec.ts';
import type { Beginning } from '../../domain/history.ts';
import type { Terms } from '../../domain/payments.ts';
import type { World } from '../../domain/world.ts';
import type { WorldStore } from '../port.ts';
import { createStateParser } from '../text/checked-state.ts';
import { getLogChecks } from '../text/log-checks.ts';
import { createDigests } from '../text/write-lines.ts';
import { toPlainState } from '../text/world-state.ts';
import { createCodec } from './codec.ts';
import { notCluster, type RedisClient, RedisReplyError } from './connection.ts';
import { findOutage } from './failures.ts';
import { createHealth } from './health.ts';
import { createKeys } from './keys.ts';
import { createMocks, maxUnseen, type MockKind } from './mocks.ts';
import { createRedisBus } from './redis-bus.ts';
import { createRedisStore } from './redis-store.ts';
import { parseRedisUrl, type RedisAddress } from './redis-url.ts';
import { readServerFacts } from './server-facts.ts';

export interface RedisOptions {
  readonly url: string;
  /** How every world of this mock begins. */
  readonly beginning: Beginning;
  readonly terms: Terms;
  /** The document and the readings, which decide what the mock answers. */
  readonly spec: Pick<Spec, 'document'>;
  readonly readings: Readings;
  /** How long a world may go unused, in milliseconds. */
  readonly idle: Duration;
  /** Maximum number of worlds besides the default one, at present. */
  readonly getMax: () => number;
  /** Called with messages for the user, one sentence each. */
  readonly warn: (sentence: string) => void;
  /** The clock of this process, only for what it says of itself. */
  readonly now?: () => Instant;
  /** Opens connections; those of ioredis by default. */
  readonly openClient?: (address: RedisAddress) => RedisClient | Promise<RedisClient>;
  /** Of this program; another one must not use the same worlds. */
  readonly version?: string;
}

/** The format of keys and entries; raised with every change that an older program would read wrongly. */
const formatVersion = 1;
const wrongAccess: ReadonlySet<string> = new Set(['NOAUTH', 'WRONGPASS', 'NOPERM', notCluster]);
const unknownOutage = { reason: 'refuses commands that the mock needs', allowsReads: false };
/** Between two signs of life, in milliseconds. */
const interval = 1000;

/**
 * Returns when Redis has answered, or failed to: the mock then starts nevertheless, and answers with 503 until it is there.
 * @throws UsageError when it is not fit for worlds, or when the mocks that use it differ from this one
 */
export async function openRedis(options: RedisOptions): Promise<WorldStore<World>> {
  const { beginning, terms, warn, now = () => instant(Date.now()), openClient = openIoredis } = options;
  const address = parseRedisUrl(options.url);
  const server = `Redis at ${address.shown}`;
  // Those need not know where it is.
  const toClients = 'Redis';
  const digests = createDigests(digestText);
  const kind: MockKind = {
    version: `${options.version ?? VERSION} ${formatVersion}`,
    document: digestText(JSON.stringify(options.spec.document)).slice(0, 16),
    world: digests.getBeginning(beginning).digest.slice(0, 16),
    readings: JSON.stringify(Object.entries(options.readings).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
  const keys = createKeys(address.prefix, digestText(JSON.stringify(kind)).slice(0, 12));
  const client = await openClient(address);
  const connection = client.connect();
  const health = createHealth(now, server, warn);
  const id = randomBytes(9).toString('base64url');
  const mocks = createMocks(connection, keys, kind, id);
  const bus = createRedisBus(client, connection, keys, id);

  let obstacle: string | undefined = 'has not been reached yet';
  let isChecked = false;
  let isOld = false;
  /** @throws when Redis cannot be used at present; @returns half a sentence when it must not be used */
  const check = async (): Promise<string | undefined> => {
    if (!isChecked) {
      const facts = await readServerFacts(connection);
      if (facts.obstacle !== undefined) return facts.obstacle;
      if (facts.danger !== undefined) warn(`${server} ${facts.danger}`);
      isOld = facts.isOld === true;
      isChecked = true;
    }
    const difference = await mocks.note();
    return difference === undefined
      ? undefined
      : `is used by mocks with ${difference}. Start this one in the same way, or give it its own keys with ?prefix=; mocks that were killed count for ${maxUnseen / 1000} seconds`;
  };
  /** @returns half a sentence when Redis must not be used */
  const attend = async (): Promise<string | undefined> => {
    try {
      const found = await check();
      obstacle = found;
      if (found === undefined) health.noteSuccess();
      else health.noteOutage({ reason: found, allowsReads: false });
      return found;
    } catch (error) {
      const outage = findOutage(error) ?? unknownOutage;
      if (obstacle !== undefined) obstacle = outage.allowsReads ? undefined : outage.reason;
      health.noteOutage(outage);
      isChecked = false;
      // The address may lead to the new master by now.
      if (error instanceof RedisReplyError && error.code === 'READONLY') connection.reconnect?.();
      // These do not mend themselves.
      return error instanceof RedisReplyError && wrongAccess.has(error.code) ? outage.reason : undefined;
    }
  };
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const attendLater = (): void => {
    if (isClosed) return;
    timer = setTimeout(() => void attend().finally(attendLater), interval).unref();
  };
  const close = async (): Promise<void> => {
    isClosed = true;
    clearTimeout(timer);
    await mocks.leave().catch(() => undefined);
    await bus.close();
    await connection.close();
  };

  const found = await attend();
  if (found !== undefined) {
    await close();
    throw new UsageError(`${server} ${found}.`);
  }
  attendLater();
  const { lifeCycle } = terms;
  const store = createRedisStore<World>({
    connection,
    keys,
    codec: createCodec({
      own: beginning,
      lifeCycle,
      digests,
      checkAt: getLogChecks(),
      toPlainState,
      parseState: createStateParser(lifeCycle),
    }),
    health,
    bus,
    server: toClients,
    idle: options.idle,
    getMax: options.getMax,
    isOld: () => isOld,
    findObstacle: () => (obstacle === undefined ? undefined : `${toClients} ${obstacle}. Try again later.`),
  });
  return { ...store, close };
}

const digestText = (text: string): string => createHash('sha256').update(text).digest('hex');

async function openIoredis(address: RedisAddress): Promise<RedisClient> {
  const { createRedisClient } = await import('./ioredis-connection.ts');
  return createRedisClient(address);
}
