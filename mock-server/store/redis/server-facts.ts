/** What a Redis says of itself, as far as worlds depend on it. */
import { type RedisConnection, RedisReplyError } from './connection.ts';

export interface ServerFacts {
  /** Half a sentence on why it cannot keep worlds. */
  readonly obstacle?: string;
  /** A sentence on what could lose worlds. */
  readonly danger?: string;
  /** Whether it is older than Redis 7. */
  readonly isOld?: boolean;
}

/** A user may be forbidden to ask. */
export async function readServerFacts(connection: RedisConnection): Promise<ServerFacts> {
  const replies = await connection.send([
    ['INFO', 'server'],
    ['INFO', 'memory'],
  ]);
  for (const reply of replies)
    if (reply instanceof RedisReplyError && reply.code !== 'NOPERM' && reply.code !== 'ERR') throw reply;
  const texts = replies.map((reply) => (typeof reply === 'string' ? reply : ''));
  const facts = new Map(
    texts
      .join('\r\n')
      .split('\r\n')
      .map(
        (line) => [line.slice(0, Math.max(0, line.indexOf(':'))), line.slice(line.indexOf(':') + 1)] as const,
      ),
  );
  const version = facts.get('redis_version');
  const policy = facts.get('maxmemory_policy') ?? 'noeviction';
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  if (version !== undefined && (major < 6 || (major === 6 && minor < 2)))
    return { obstacle: `has version ${version.slice(0, 20)}; the mock needs Redis 6.2 or newer, or Valkey` };
  if (facts.get('redis_mode') === 'cluster' && !connection.isCluster)
    return {
      obstacle: 'is a node of a cluster: write redis+cluster:// or rediss+cluster:// in place of its scheme',
    };
  const age = version !== undefined && major < 7 ? { isOld: true } : {};
  if (policy !== 'noeviction' && facts.get('maxmemory') !== '0')
    return {
      ...age,
      danger: `removes data when it is full (maxmemory-policy ${policy.slice(0, 20)}), so that worlds can be lost: set maxmemory-policy to noeviction.`,
    };
  return age;
}
