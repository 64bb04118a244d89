/** What failures of Redis mean for users, as sentences. They contain nothing of a reply but its code. */
import { StoreError } from '../port.ts';
import { notCluster, RedisLostError, RedisReplyError } from './connection.ts';

/** Redis serves nobody at present, or only those who change nothing. */
export interface Outage {
  /** Half a sentence after the name of the server. */
  readonly reason: string;
  /** Whether what it has can still be read, and is the truth: a replica, for one, can lag behind. */
  readonly allowsReads: boolean;
}

/** Refusals that concern all worlds, and end without a change of this program: half a sentence each. */
const refusals: Readonly<Record<string, string>> = {
  OOM: 'is full: it has reached its maxmemory',
  READONLY: 'is a read-only replica',
  LOADING: 'is still loading its data',
  MASTERDOWN: 'is a replica that has lost its master',
  MISCONF: 'cannot write to its disk, and therefore refuses changes',
  CLUSTERDOWN: 'is part of a cluster that is down',
  MOVED: 'moves worlds between the nodes of its cluster',
  ASK: 'moves worlds between the nodes of its cluster',
  TRYAGAIN: 'moves worlds between the nodes of its cluster',
  NOREPLICAS: 'has too few replicas, and therefore refuses changes',
  BUSY: 'is busy with a script of another program',
  NOAUTH: 'requires a password: write it into the URL, as in redis://user:password@host',
  WRONGPASS: 'does not accept the user or the password of the URL',
  NOPERM: 'does not allow this user all commands and keys that the mock needs',
  DENIED: 'is in protected mode, and lets in nobody from another host: give it a password',
  [notCluster]: 'is not a cluster: write redis:// or rediss:// for a single server',
};
const readable: ReadonlySet<string> = new Set(['OOM', 'MISCONF']);

/** Whether what Redis has can be read although it refuses changes like this one. */
export const allowsReads = ({ code }: RedisReplyError): boolean => readable.has(code);

/** Why Redis serves nobody at present; undefined if only one world is concerned. */
export function findOutage(error: unknown): Outage | undefined {
  if (error instanceof RedisLostError)
    return { reason: `cannot be reached: ${error.message}`, allowsReads: false };
  const code = error instanceof RedisReplyError ? error.code : '';
  const reason = refusals[code];
  return reason === undefined ? undefined : { reason, allowsReads: readable.has(code) };
}

/** The error for a caller. @param server such as "Redis at 127.0.0.1:6379" */
export function toStoreError(error: unknown, server: string, world: string): unknown {
  const outage = findOutage(error);
  if (outage !== undefined)
    return new StoreError(`${server} ${outage.reason}. The request changed nothing; try again later.`);
  if (!(error instanceof RedisReplyError)) return error;
  return new StoreError(
    error.code === 'WRONGTYPE'
      ? `World "${world}" cannot be read: another program uses its keys in ${server}. Delete the world, or choose other keys with ?prefix=.`
      : `${server} refused a command for world "${world}" (${error.code}).`,
  );
}

/** A world of which Redis has something that no mock wrote. @param reason half a sentence */
export const createDamage = (world: string, server: string, reason: string): StoreError =>
  new StoreError(`World "${world}" in ${server} is damaged: ${reason}. Delete the world to begin it again.`);

/** The connection was lost after a change was sent. */
export const createUnknownOutcome = (server: string): StoreError =>
  new StoreError(
    `${server} did not answer. The request may have taken effect, or may do so within ten seconds: look before you send it again.`,
  );
