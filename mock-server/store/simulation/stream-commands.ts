/** The commands of the simulated Redis for streams: XADD, XRANGE, XREVRANGE, XLEN, XTRIM and XDEL. */
import { RedisFailure, type StreamEntry, type StreamId } from './keyspace.ts';
import type { RedisCommands, RedisReply } from './redis-commands.ts';

const compareIds = (a: StreamId, b: StreamId): number => a.ms - b.ms || a.seq - b.seq;
const formatId = ({ ms, seq }: StreamId): string => `${ms}-${seq}`;

/** @param seq that of an id without one */
function parseId(text: string, seq: number): StreamId {
  if (text === '-') return { ms: 0, seq: 0 };
  if (text === '+') return { ms: Number.MAX_SAFE_INTEGER, seq: Number.MAX_SAFE_INTEGER };
  const found = /^(\d+)(?:-(\d+))?$/.exec(text);
  if (found === null) throw new RedisFailure('ERR Invalid stream ID specified as stream command argument');
  return { ms: Number(found[1]), seq: found[2] === undefined ? seq : Number(found[2]) };
}

const toReply = ({ id, fields }: StreamEntry): RedisReply => [formatId(id), [...fields]];

/** Whether an entry is in a range whose bounds are inclusive, or exclusive after a bracket. */
function createFilter(from: string, to: string): (entry: StreamEntry) => boolean {
  const isAfter = from.startsWith('(');
  const isBefore = to.startsWith('(');
  const first = parseId(isAfter ? from.slice(1) : from, 0);
  const last = parseId(isBefore ? to.slice(1) : to, Number.MAX_SAFE_INTEGER);
  return ({ id }) => {
    const low = compareIds(id, first);
    const high = compareIds(id, last);
    return (isAfter ? low > 0 : low >= 0) && (isBefore ? high < 0 : high <= 0);
  };
}

const parseCount = (options: readonly string[]): number =>
  options[0]?.toUpperCase() === 'COUNT' ? Number(options[1]) : Number.POSITIVE_INFINITY;

/** The entries that a trim takes away. */
function findTrimmed(entries: readonly StreamEntry[], [kind = '', ...rest]: readonly string[]): number {
  const bound = rest.find((word) => word !== '=' && word !== '~') ?? '';
  if (kind.toUpperCase() === 'MAXLEN') return Math.max(0, entries.length - Number(bound));
  if (kind.toUpperCase() !== 'MINID') throw new RedisFailure('ERR syntax error');
  const min = parseId(bound, 0);
  const kept = entries.findIndex(({ id }) => compareIds(id, min) >= 0);
  return kept < 0 ? entries.length : kept;
}

export const streamCommands: RedisCommands = {
  XADD: {
    kind: 'adds',
    run: ({ keys, now }, key = '', ...rest) => {
      const isForExisting = rest[0]?.toUpperCase() === 'NOMKSTREAM';
      const [id = '', ...fields] = isForExisting ? rest.slice(1) : rest;
      if (isForExisting && keys.read(key, 'stream') === undefined) return null;
      const last = keys.read(key, 'stream')?.last ?? { ms: 0, seq: 0 };
      const ms = now();
      const own = ms > last.ms ? { ms, seq: 0 } : { ms: last.ms, seq: last.seq + 1 };
      const given = id === '*' ? own : parseId(id, 0);
      if (compareIds(given, last) <= 0)
        throw new RedisFailure(
          'ERR The ID specified in XADD is equal or smaller than the target stream top item',
        );
      const entry = { id: given, fields };
      // Opened late, since a command that fails leaves no empty stream behind.
      const stream = keys.open(key, 'stream');
      stream.entries.push(entry);
      stream.last = given;
      keys.watcher.onAdd(key, entry);
      return formatId(given);
    },
  },
  XRANGE: {
    kind: 'reads',
    run: ({ keys }, key = '', from = '-', to = '+', ...options) => {
      const found = keys.read(key, 'stream')?.entries.filter(createFilter(from, to)) ?? [];
      return found.slice(0, parseCount(options)).map(toReply);
    },
  },
  XREVRANGE: {
    kind: 'reads',
    run: ({ keys }, key = '', to = '+', from = '-', ...options) => {
      const found = keys.read(key, 'stream')?.entries.filter(createFilter(from, to)) ?? [];
      return found.toReversed().slice(0, parseCount(options)).map(toReply);
    },
  },
  XLEN: { kind: 'reads', run: ({ keys }, key = '') => keys.read(key, 'stream')?.entries.length ?? 0 },
  XTRIM: {
    kind: 'changes',
    run: ({ keys }, key = '', ...options) => {
      const stream = keys.read(key, 'stream');
      if (stream === undefined) return 0;
      const count = findTrimmed(stream.entries, options);
      stream.entries.splice(0, count);
      if (count > 0) keys.watcher.onTrim(key, count);
      return count;
    },
  },
  XDEL: {
    kind: 'changes',
    run: ({ keys }, key = '', ...ids) => {
      const stream = keys.read(key, 'stream');
      const gone = stream?.entries.filter(({ id }) => ids.includes(formatId(id))) ?? [];
      if (stream !== undefined) stream.entries = stream.entries.filter((entry) => !gone.includes(entry));
      return gone.length;
    },
  },
};
