/** The commands of the simulated Redis for keys, strings, hashes, sets and the clock. */
import { RedisFailure } from './keyspace.ts';
import type { CommandCall, RedisCommands, RedisReply } from './redis-commands.ts';

const readOption = (options: readonly string[], name: string): string | undefined => {
  const place = options.findIndex((word) => word.toUpperCase() === name);
  return place < 0 ? undefined : (options[place + 1] ?? '');
};
const hasOption = (options: readonly string[], name: string): boolean =>
  options.some((word) => word.toUpperCase() === name);

function expire({ keys }: CommandCall, key: string, at: number, options: readonly string[]): number {
  const found = keys.get(key);
  if (found === undefined) return 0;
  const present = found.expiresAt;
  if (hasOption(options, 'NX') && present !== undefined) return 0;
  if (hasOption(options, 'XX') && present === undefined) return 0;
  // A key that never expires counts as one that expires last.
  if (hasOption(options, 'GT') && at <= (present ?? Number.POSITIVE_INFINITY)) return 0;
  if (hasOption(options, 'LT') && at >= (present ?? Number.POSITIVE_INFINITY)) return 0;
  found.expiresAt = at;
  return 1;
}

const countRemoved = ({ keys }: CommandCall, names: readonly string[]): number =>
  names.filter((name) => keys.remove(name)).length;

const toPattern = (glob: string): RegExp =>
  new RegExp(`^${glob.replaceAll(/\\?[^\w]/g, (part) => (part === '*' ? '.*' : `\\${part.at(-1) ?? ''}`))}$`);

export const keyCommands: RedisCommands = {
  PING: { kind: 'reads', run: () => 'PONG' },
  TIME: {
    kind: 'reads',
    run: ({ now }) => [String(Math.floor(now() / 1000)), String((now() % 1000) * 1000)],
  },
  GET: { kind: 'reads', run: ({ keys }, key = '') => keys.read(key, 'string')?.text ?? null },
  MGET: {
    kind: 'reads',
    run: ({ keys }, ...names) => names.map((name) => keys.read(name, 'string')?.text ?? null),
  },
  SET: {
    kind: 'adds',
    run: ({ keys, now }, key = '', text = '', ...options) => {
      const present = keys.get(key);
      if (hasOption(options, 'NX') && present !== undefined) return null;
      if (hasOption(options, 'XX') && present === undefined) return null;
      const made = keys.write(key, { kind: 'string', text });
      const lasts = readOption(options, 'PX') ?? Number(readOption(options, 'EX') ?? Number.NaN) * 1000;
      if (!Number.isNaN(Number(lasts))) made.expiresAt = now() + Number(lasts);
      else if (hasOption(options, 'KEEPTTL')) made.expiresAt = present?.expiresAt;
      return 'OK';
    },
  },
  DEL: { kind: 'changes', run: (call, ...names) => countRemoved(call, names) },
  UNLINK: { kind: 'changes', run: (call, ...names) => countRemoved(call, names) },
  EXISTS: {
    kind: 'reads',
    run: ({ keys }, ...names) => names.filter((name) => keys.get(name) !== undefined).length,
  },
  PEXPIRE: {
    kind: 'changes',
    run: (call, key = '', lasts = '', ...options) => expire(call, key, call.now() + Number(lasts), options),
  },
  PEXPIREAT: {
    kind: 'changes',
    run: (call, key = '', at = '', ...options) => expire(call, key, Number(at), options),
  },
  PEXPIRETIME: {
    kind: 'reads',
    run: ({ keys }, key = '') => {
      const found = keys.get(key);
      return found === undefined ? -2 : (found.expiresAt ?? -1);
    },
  },
  PTTL: {
    kind: 'reads',
    run: ({ keys, now }, key = '') => {
      const found = keys.get(key);
      return found === undefined ? -2 : found.expiresAt === undefined ? -1 : found.expiresAt - now();
    },
  },
  SCAN: {
    kind: 'reads',
    run: ({ keys }, _cursor = '0', ...options) => {
      const pattern = toPattern(readOption(options, 'MATCH') ?? '*');
      return ['0', keys.keys().filter((key) => pattern.test(key))];
    },
  },
  HSET: {
    kind: 'adds',
    run: ({ keys }, key = '', ...pairs) => {
      const { fields } = keys.open(key, 'hash');
      const before = fields.size;
      for (let place = 0; place < pairs.length; place += 2)
        fields.set(pairs[place] ?? '', pairs[place + 1] ?? '');
      return fields.size - before;
    },
  },
  HGET: {
    kind: 'reads',
    run: ({ keys }, key = '', field = '') => keys.read(key, 'hash')?.fields.get(field) ?? null,
  },
  HMGET: {
    kind: 'reads',
    run: ({ keys }, key = '', ...names) =>
      names.map((name) => keys.read(key, 'hash')?.fields.get(name) ?? null),
  },
  HGETALL: { kind: 'reads', run: ({ keys }, key = '') => [...(keys.read(key, 'hash')?.fields ?? [])].flat() },
  HDEL: {
    kind: 'changes',
    run: ({ keys }, key = '', ...names) => {
      const fields = keys.read(key, 'hash')?.fields;
      const count = names.filter((name) => fields?.delete(name) === true).length;
      if (fields?.size === 0) keys.remove(key);
      return count;
    },
  },
  ZADD: {
    kind: 'adds',
    run: ({ keys }, key = '', ...given) => {
      const options = given.slice(
        0,
        given.findIndex((word) => /^[-\d]/.test(word)),
      );
      const { scores } = keys.open(key, 'zset');
      const before = scores.size;
      for (let place = options.length; place < given.length; place += 2) {
        const member = given[place + 1] ?? '';
        const score = Number(given[place]);
        const present = scores.get(member);
        if (hasOption(options, 'NX') && present !== undefined) continue;
        if (hasOption(options, 'XX') && present === undefined) continue;
        if (hasOption(options, 'GT') && present !== undefined && present >= score) continue;
        scores.set(member, score);
      }
      return scores.size - before;
    },
  },
  ZREM: {
    kind: 'changes',
    run: ({ keys }, key = '', ...members) => {
      const scores = keys.read(key, 'zset')?.scores;
      const count = members.filter((member) => scores?.delete(member) === true).length;
      if (scores?.size === 0) keys.remove(key);
      return count;
    },
  },
  ZSCORE: {
    kind: 'reads',
    run: ({ keys }, key = '', member = '') => keys.read(key, 'zset')?.scores.get(member)?.toString() ?? null,
  },
  ZCARD: { kind: 'reads', run: ({ keys }, key = '') => keys.read(key, 'zset')?.scores.size ?? 0 },
  ZRANGE: {
    kind: 'reads',
    run: ({ keys }, key = '', ...given) => listRange(keys.read(key, 'zset')?.scores, given),
  },
  SADD: {
    kind: 'adds',
    run: ({ keys }, key = '', ...given) => {
      const { members } = keys.open(key, 'set');
      const before = members.size;
      for (const member of given) members.add(member);
      return members.size - before;
    },
  },
  SREM: {
    kind: 'changes',
    run: ({ keys }, key = '', ...given) => {
      const members = keys.read(key, 'set')?.members;
      const count = given.filter((member) => members?.delete(member) === true).length;
      if (members?.size === 0) keys.remove(key);
      return count;
    },
  },
  SMEMBERS: { kind: 'reads', run: ({ keys }, key = '') => [...(keys.read(key, 'set')?.members ?? [])] },
  PUBLISH: { kind: 'reads', run: () => 0 },
};

/** ZRANGE by places, with scores if requested. */
function listRange(
  scores: ReadonlyMap<string, number> | undefined,
  [from = '0', to = '-1', ...options]: readonly string[],
): RedisReply {
  if (hasOption(options, 'BYSCORE') || hasOption(options, 'REV') || hasOption(options, 'LIMIT'))
    throw new RedisFailure('ERR the simulated Redis does not know this form of ZRANGE');
  const all = [...(scores ?? [])].toSorted(([a, x], [b, y]) => x - y || (a < b ? -1 : 1));
  const end = Number(to) < 0 ? all.length + Number(to) : Number(to);
  const found = all.slice(Number(from), end + 1);
  return hasOption(options, 'WITHSCORES')
    ? found.flatMap(([member, score]) => [member, String(score)])
    : found.map(([member]) => member);
}
