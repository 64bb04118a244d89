/** What a command of the simulated Redis is. */
import type { Keyspace } from './keyspace.ts';

export type RedisReply = string | number | null | readonly RedisReply[];

export interface CommandCall {
  readonly keys: Keyspace;
  /** The server's clock, in milliseconds. */
  readonly now: () => number;
  /** Runs another command, for a script. */
  readonly call: (...words: readonly string[]) => RedisReply;
}

export interface RedisCommand {
  /** A full server refuses those that add, and one that is read-only also those that change. */
  readonly kind: 'reads' | 'adds' | 'changes';
  readonly run: (call: CommandCall, ...given: readonly string[]) => RedisReply;
}

export type RedisCommands = Readonly<Record<string, RedisCommand>>;
