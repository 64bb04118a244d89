/** The scripts of the store, as functions: the simulation has no Lua. A test compares both on a real server. */
import { appendScript, checkpointScript, removalScript } from '../redis/stream-commands.ts';
import { RedisFailure } from './keyspace.ts';
import type { RedisReply } from './redis-commands.ts';
import type { Scripts } from './simulated-redis.ts';

type Run = (...words: readonly (string | number)[]) => RedisReply;

/** Whether a stream has an entry with this id and nonce. */
function hasEntry(run: Run, key: string, id: unknown, nonce: unknown): boolean {
  if (typeof id !== 'string' || typeof nonce !== 'string') return false;
  const found = run('XRANGE', key, id, id);
  return Array.isArray(found) && found.length === 1 && readNonce(found[0]) === nonce;
}

function readNonce(entry: RedisReply | undefined): RedisReply | undefined {
  const fields = Array.isArray(entry) ? (entry as readonly RedisReply[])[1] : undefined;
  return Array.isArray(fields) ? (fields as readonly RedisReply[])[1] : undefined;
}

const checkpoint = (
  run: Run,
  [log = '', key = '']: readonly string[],
  [id = '', nonce = '', position = '', text = '', lasts = '', minId = '']: readonly string[],
): RedisReply => {
  if (!hasEntry(run, log, id, nonce)) return 0;
  const [oldId, oldNonce, oldPosition] = run(
    'HMGET',
    key,
    'id',
    'nonce',
    'position',
  ) as readonly RedisReply[];
  if (hasEntry(run, log, oldId, oldNonce) && Number(oldPosition) >= Number(position)) return 0;
  run('HSET', key, 'id', id, 'nonce', nonce, 'position', position, 'text', text);
  run('PEXPIRE', key, lasts);
  run('XTRIM', log, 'MINID', minId);
  return 1;
};

const readTime = (run: Run): number => {
  const [seconds, microseconds] = run('TIME') as readonly RedisReply[];
  return Number(seconds) * 1000 + Number(microseconds) / 1000;
};

const append = (
  run: Run,
  [log = '', seenKey = '']: readonly string[],
  [lifetime = '', from = '', nonce = '', deadline = '', life = '', intent = '']: readonly string[],
): RedisReply => {
  const fields = ['nonce', nonce, 'deadline', deadline, 'life', life, 'intent', intent];
  if (life !== '' && run('EXISTS', log) === 0) return null;
  const seen = Number(run('PEXPIRETIME', seenKey)) - Number(lifetime);
  const latest = Math.max(seen, Number(from));
  const now = Math.floor(readTime(run));
  const id =
    (now < latest ? attempt(() => run('XADD', log, `${latest}-${now}`, ...fields)) : undefined) ??
    run('XADD', log, '*', ...fields);
  if (seen < 0) run('SET', seenKey, '', 'PX', lifetime);
  return id;
};

function attempt(run: () => RedisReply): RedisReply | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof RedisFailure) return undefined;
    throw error;
  }
}

const remove = (
  run: Run,
  [log = '', key = '', seen = '']: readonly string[],
  [id = '', nonce = '', until = '']: readonly string[],
): RedisReply => {
  if (readTime(run) > Number(until)) return 0;
  const found = run('XRANGE', log, '-', '+', 'COUNT', 1) as readonly RedisReply[];
  const [first] = found;
  if (!Array.isArray(first) || first[0] !== id || readNonce(first) !== nonce) return 0;
  run('UNLINK', log, key, seen);
  return 1;
};

export const redisScripts: Scripts = new Map([
  [appendScript, append],
  [checkpointScript, checkpoint],
  [removalScript, remove],
]);
