/** The commands on the keys of a world, and how their replies are read. */
import { toStrings } from './replies.ts';
import { RedisReplyError, type RedisCommand, type RedisReply } from './connection.ts';
import { isId, type Place, type StreamEntry } from './stream-reader.ts';

/** Entries that are read at a time. */
export const maxPage = 1000;

export const readTime: RedisCommand = ['TIME'];

/** @param start the entry from which on to read, including it; from the first one if absent */
export const createRange = (key: string, start?: Place): RedisCommand => [
  'XRANGE',
  key,
  start?.id ?? '-',
  '+',
  'COUNT',
  maxPage,
];

/** @param entry with an empty life, it begins a world that is not there; another one then adds nothing */
export const createAppend = (
  key: string,
  { nonce, deadline, life, intent }: Omit<StreamEntry, 'id'>,
): RedisCommand => [
  'XADD',
  key,
  ...(life === '' ? [] : ['NOMKSTREAM']),
  '*',
  // The scripts below find the nonce in the first place.
  'nonce',
  nonce,
  'deadline',
  deadline,
  'life',
  life,
  'intent',
  intent,
];

/**
 * The same at a time that is not earlier than what anybody saw of the world, whatever the clock of Redis shows by now.
 *
 * KEYS: log, and the key that expires so long after somebody saw the world. ARGV: how long, the latest time that this process saw,
 * and the fields of the entry.
 */
export const appendScript = `
local fields = { 'nonce', ARGV[3], 'deadline', ARGV[4], 'life', ARGV[5], 'intent', ARGV[6] }
if ARGV[5] ~= '' and redis.call('EXISTS', KEYS[1]) == 0 then return false end
local seen = redis.call('PEXPIRETIME', KEYS[2]) - ARGV[1]
local latest = math.max(seen, tonumber(ARGV[2]))
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local id
if now < latest then
  -- With the clock as its number, since no entry of another life may have the same id.
  local added = redis.pcall('XADD', KEYS[1], string.format('%.0f-%.0f', latest, now), unpack(fields))
  -- It is refused after a later entry.
  if type(added) == 'string' then id = added end
end
if not id then id = redis.call('XADD', KEYS[1], '*', unpack(fields)) end
if seen < 0 then redis.call('SET', KEYS[2], '', 'PX', ARGV[1]) end
return id`;

/** Milliseconds. @throws RedisReplyError */
export function parseTime(reply: RedisReply | undefined): number {
  if (reply instanceof RedisReplyError) throw reply;
  const [seconds, microseconds] = toStrings(reply) ?? [];
  return Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000);
}

/** @returns undefined if it is nothing that a mock writes */
export function parseRange(reply: RedisReply | undefined): readonly StreamEntry[] | undefined {
  if (!Array.isArray(reply)) return undefined;
  const entries = reply.map(parseEntry);
  return entries.every((entry) => entry !== undefined) ? entries : undefined;
}

function parseEntry(reply: RedisReply): StreamEntry | undefined {
  const [id, fields] = Array.isArray(reply) ? (reply as readonly RedisReply[]) : [];
  const [, nonce, , deadline, , life, , intent] = toStrings(fields) ?? [];
  if (
    !isId(id) ||
    nonce === undefined ||
    deadline === undefined ||
    life === undefined ||
    intent === undefined
  )
    return undefined;
  return { id, nonce, deadline: Number(deadline), life, intent };
}

/**
 * Keeps a checkpoint, and the entries from a given one on.
 *
 * KEYS: log, checkpoint. ARGV: id and nonce of the entry that the checkpoint is of, its position, its text, milliseconds until
 * it expires, and the id of the first entry to keep. It does nothing if that entry is not in the log: the world was removed since,
 * or a later checkpoint has replaced it. It does nothing either if the log has a checkpoint at the same or a later position.
 */
export const checkpointScript = `
local function has(id, nonce)
  if not id or not nonce then return false end
  local found = redis.call('XRANGE', KEYS[1], id, id)
  return #found == 1 and found[1][2][2] == nonce
end
if not has(ARGV[1], ARGV[2]) then return 0 end
local old = redis.call('HMGET', KEYS[2], 'id', 'nonce', 'position')
if has(old[1], old[2]) and tonumber(old[3]) >= tonumber(ARGV[3]) then return 0 end
redis.call('HSET', KEYS[2], 'id', ARGV[1], 'nonce', ARGV[2], 'position', ARGV[3], 'text', ARGV[4])
redis.call('PEXPIRE', KEYS[2], ARGV[5])
redis.call('XTRIM', KEYS[1], 'MINID', ARGV[6])
return 1`;

/**
 * Removes a world unless another one has begun since, or it is too late: a stalled connection can deliver this at any time.
 *
 * KEYS: log, checkpoint, when it was seen. ARGV: id and nonce of the first entry in the log of the world to remove, and the latest time.
 */
export const removalScript = `
local now = redis.call('TIME')
if now[1] * 1000 + now[2] / 1000 > tonumber(ARGV[3]) then return 0 end
local first = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)
if #first == 0 or first[1][1] ~= ARGV[1] or first[1][2][2] ~= ARGV[2] then return 0 end
redis.call('UNLINK', KEYS[1], KEYS[2], KEYS[3])
return 1`;

/** The first refusal among replies. */
export const findRefusal = (replies: readonly RedisReply[]): RedisReplyError | undefined =>
  replies.find((reply) => reply instanceof RedisReplyError);
