/** What failures of Redis mean for users, as sentences. They contain nothing of a reply but its code. */
import { StoreError } from '../port.ts';
import { RedisLostError, RedisReplyError } from './connection.ts';

/** Refusals that concern all worlds, and end without a change of this program: half a sentence each. */
const refusals: Readonly<Record<string, string>> = {
  OOM: 'is full: it has reached its maxmemory',
  READONLY: 'is a read-only replica',
  LOADING: 'is still loading its data',
  MASTERDOWN: 'is a replica that has lost its master',
  MISCONF: 'cannot write to its disk, and therefore refuses changes',
  CLUSTERDOWN: 'is part of a cluster that is down',
  NOREPLICAS: 'has too few replicas, and therefore refuses changes',
  NOAUTH: 'requires a password: write it into the URL, as in redis://user:password@host',
  WRONGPASS: 'does not accept the user or the password of the URL',
  NOPERM: 'does not allow this user all commands and keys that the mock needs',
};

/** Half a sentence on why Redis serves nobody at present; undefined if only one world is concerned. */
export function findOutage(error: unknown): string | undefined {
  if (error instanceof RedisLostError) return `cannot be reached: ${error.message}`;
  return error instanceof RedisReplyError ? refusals[error.code] : undefined;
}

/** The error for a caller. @param server such as "Redis at 127.0.0.1:6379" */
export function toStoreError(error: unknown, server: string, world: string): unknown {
  const outage = findOutage(error);
  if (outage !== undefined)
    return new StoreError(`${server} ${outage}. The request changed nothing; try again later.`);
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
