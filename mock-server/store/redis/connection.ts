/** The connection to Redis as the store needs it. One file behind it knows a client library. */

/** The name of a command and its arguments, such as `['XRANGE', key, '-', '+']`. */
export type RedisCommand = readonly [name: string, ...args: readonly (string | number)[]];

/** A reply of RESP2: an integer is a number; simple and bulk strings are strings; nil is null. */
export type RedisReply = string | number | null | readonly RedisReply[];

/** Replies come in the order of their commands. Commands of one connection run in the order in which they were given. */
export interface RedisConnection {
  /**
   * Sends commands in one piece (a pipeline). Commands of other clients can run in between.
   * @throws RedisReplyError, the first one, if Redis refuses commands; the others ran nevertheless
   * @throws RedisLostError
   */
  readonly send: (commands: readonly RedisCommand[]) => Promise<readonly RedisReply[]>;
  /**
   * Sends commands between MULTI and EXEC in one piece: all of them run, with nothing in between, or none.
   * @returns the replies of the commands, without those of MULTI and EXEC
   * @throws RedisReplyError if Redis refuses a command before EXEC, such as XADD when it is full: then none ran.
   * Rejects with the first error among the replies of EXEC too, such as WRONGTYPE; the other commands then ran.
   * @throws RedisLostError
   */
  readonly transact: (commands: readonly RedisCommand[]) => Promise<readonly RedisReply[]>;
  /** Rejects what is under way with RedisLostError, and never connects again. */
  readonly close: () => Promise<void>;
}

/** An error reply. Decisions rest on its code, which is part of the protocol. */
export class RedisReplyError extends Error {
  override readonly name = 'RedisReplyError';
  /**
   * The first word of the reply: OOM (full, and its policy is noeviction), READONLY (a replica), NOAUTH, WRONGPASS,
   * NOPERM, LOADING, MASTERDOWN, CLUSTERDOWN, MISCONF (cannot write to its disk), WRONGTYPE, ERR, ...
   */
  readonly code: string;

  /** @param reply the text of the error reply, which begins with its code */
  constructor(reply: string) {
    super(reply);
    this.code = /^[A-Z]+/.exec(reply)?.[0] ?? 'ERR';
  }
}

/** There is no connection, or it was cut, or Redis did not reply in time. */
export class RedisLostError extends Error {
  override readonly name = 'RedisLostError';
  /**
   * Whether the commands left this process. They may then have run, or may run LATER: a stalled connection can deliver
   * them at any time. Otherwise they never run.
   */
  readonly isSent: boolean;

  constructor(message: string, isSent: boolean) {
    super(message);
    this.isSent = isSent;
  }
}
