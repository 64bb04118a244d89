/** The keys of the simulated Redis: their values, their expiry, and who is told when a stream begins, grows or ends. */

/** An entry's id: the milliseconds of the server's clock, and a number within the millisecond. */
export interface StreamId {
  readonly ms: number;
  readonly seq: number;
}

export interface StreamEntry {
  readonly id: StreamId;
  readonly fields: readonly string[];
}

export type KeyValue =
  | { readonly kind: 'string'; text: string }
  | { readonly kind: 'stream'; entries: StreamEntry[]; last: StreamId }
  | { readonly kind: 'hash'; readonly fields: Map<string, string> }
  | { readonly kind: 'zset'; readonly scores: Map<string, number> }
  | { readonly kind: 'set'; readonly members: Set<string> };

interface StoredKey {
  readonly value: KeyValue;
  /** By the server's clock. */
  expiresAt: number | undefined;
}

/** What a checker wants to know; nobody else hears of it. */
export interface StreamWatcher {
  readonly onBegin: (key: string) => void;
  readonly onAdd: (key: string, entry: StreamEntry) => void;
  readonly onTrim: (key: string, count: number) => void;
  readonly onEnd: (key: string, isExpired: boolean) => void;
}

export interface Keyspace {
  readonly get: (key: string) => StoredKey | undefined;
  /** The value of a key of one kind. @throws RedisFailure if it has another kind */
  readonly read: <Kind extends KeyValue['kind']>(
    key: string,
    kind: Kind,
  ) => Extract<KeyValue, { kind: Kind }> | undefined;
  /** The same, created if it is not there. */
  readonly open: <Kind extends KeyValue['kind']>(
    key: string,
    kind: Kind,
  ) => Extract<KeyValue, { kind: Kind }>;
  readonly write: (key: string, value: KeyValue) => StoredKey;
  readonly remove: (key: string) => boolean;
  readonly keys: () => readonly string[];
  readonly watcher: StreamWatcher;
}

/** An error reply, such as `OOM command not allowed`. */
export class RedisFailure extends Error {
  override readonly name = 'RedisFailure';
}

/** @param now the server's clock */
export function createKeyspace(now: () => number, watcher: StreamWatcher): Keyspace {
  const stored = new Map<string, StoredKey>();
  const drop = (key: string, isExpired: boolean): boolean => {
    const found = stored.get(key);
    if (found === undefined) return false;
    stored.delete(key);
    if (found.value.kind === 'stream') watcher.onEnd(key, isExpired);
    return true;
  };
  const get = (key: string): StoredKey | undefined => {
    const found = stored.get(key);
    if (found?.expiresAt === undefined || found.expiresAt > now()) return found;
    drop(key, true);
    return undefined;
  };
  const read: Keyspace['read'] = (key, kind) => {
    const value = get(key)?.value;
    if (value === undefined) return undefined;
    if (value.kind !== kind)
      throw new RedisFailure('WRONGTYPE Operation against a key holding the wrong kind of value');
    return value as Extract<KeyValue, { kind: typeof kind }>;
  };
  const write = (key: string, value: KeyValue): StoredKey => {
    drop(key, false);
    const made = { value, expiresAt: undefined };
    stored.set(key, made);
    if (value.kind === 'stream') watcher.onBegin(key);
    return made;
  };
  return {
    get,
    read,
    open: (key, kind) => {
      const found = read(key, kind);
      if (found !== undefined) return found;
      return write(key, createValue(kind)).value as Extract<KeyValue, { kind: typeof kind }>;
    },
    write,
    remove: (key) => (get(key) === undefined ? false : drop(key, false)),
    keys: () => [...stored.keys()].filter((key) => get(key) !== undefined),
    watcher,
  };
}

function createValue(kind: KeyValue['kind']): KeyValue {
  if (kind === 'string') return { kind, text: '' };
  if (kind === 'stream') return { kind, entries: [], last: { ms: 0, seq: 0 } };
  if (kind === 'hash') return { kind, fields: new Map() };
  return kind === 'zset' ? { kind, scores: new Map() } : { kind, members: new Set() };
}
