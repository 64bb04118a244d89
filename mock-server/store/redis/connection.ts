/** The connection to Redis as the store needs it. One file behind it knows a client library. */

/** The name of a command and its arguments, such as `['XRANGE', key, '-', '+']`. */
export type RedisCommand = readonly [name: string, ...args: readonly (string | number)[]];

/** A reply of RESP2: an integer is a number; simple and bulk strings are strings; nil is null. */
export type RedisReply = string | number | null | RedisReplyError | readonly RedisReply[];

/** Commands run in the order in which they were given, and replies come in this order too. */
export interface RedisConnection {
  /**
   * Sends commands in one piece (a pipeline). Commands of other clients can run in between.
   * @returns the reply of each, which is a RedisReplyError if Redis refused that command
   * @throws RedisLostError
   */
  readonly send: (commands: readonly RedisCommand[]) => Promise<readonly RedisReply[]>;
  /**
   * Sends commands between MULTI and EXEC in one piece: all of them run, with nothing in between, or none.
   * @returns the reply of each, as of EXEC: one that fails there, such as WRONGTYPE, does not prevent the others
   * @throws RedisReplyError if Redis refused a command before EXEC, such as XADD when it is full (OOM): then none ran
   * @throws RedisLostError
   */
  readonly transact: (commands: readonly RedisCommand[]) => Promise<readonly RedisReply[]>;
  /** Connects again, since the address may lead to another server by now. What is under way is lost. */
  readonly reconnect?: () => void;
  /** Whether the keys of a batch must all have the same hash tag. */
  readonly isCluster: boolean;
  /** Rejects what is under way with RedisLostError, and never connects again. */
  readonly close: () => Promise<void>;
}

/** Receives messages: a second connection, since the first one cannot do both. */
export interface RedisSubscriber {
  /** From now on, also after the connection was cut; what is published meanwhile is lost. */
  readonly subscribe: (channel: string) => void;
  readonly unsubscribe: (channel: string) => void;
  readonly close: () => Promise<void>;
}

/** Opens connections to one Redis; returns at once, and they connect by themselves. */
export interface RedisClient {
  readonly connect: () => RedisConnection;
  readonly connectSubscriber: (onMessage: (channel: string, text: string) => void) => RedisSubscriber;
}

/** In place of the code of a reply: a server that should be a cluster is none. */
export const notCluster = 'NOTCLUSTER';

/** An error reply. Decisions rest on its code, which is part of the protocol. */
export class RedisReplyError extends Error {
  override readonly name = 'RedisReplyError';
  /**
   * The first word of the reply: OOM (full, and its policy is noeviction), READONLY (a replica), NOAUTH, WRONGPASS,
   * NOPERM, LOADING, MASTERDOWN, CLUSTERDOWN, MISCONF (cannot write to its disk), WRONGTYPE, ERR, ...; or NOTCLUSTER.
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
   * Whether the commands may have left this process. They may then have run, or may run LATER: a stalled connection can
   * deliver them at any time. Otherwise they never run.
   */
  readonly isSent: boolean;

  /** @param reason half a sentence without secrets, such as "connection refused" */
  constructor(reason: string, isSent: boolean) {
    super(reason);
    this.isSent = isSent;
  }
}
