/** Reads replies, whose shape nothing guarantees. */
import type { RedisReply } from './connection.ts';

/** @returns undefined for anything but a list of strings and numbers */
export function toStrings(reply: RedisReply | undefined): readonly string[] | undefined {
  if (!Array.isArray(reply)) return undefined;
  const list = reply as readonly RedisReply[];
  return list.every((one) => typeof one === 'string' || typeof one === 'number')
    ? list.map(String)
    : undefined;
}
