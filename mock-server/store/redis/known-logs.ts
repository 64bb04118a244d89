/** What this process knows of the logs of worlds in Redis. */
import { isPromise, type Later } from '../../portions/portions.ts';
import type { BesideKind } from './codec.ts';
import { StreamReader } from './stream-reader.ts';

export class KnownLog {
  readonly world: string;
  reader = new StreamReader();
  /** Counts the histories of the world that this process saw: other lives, or one whose latest entries Redis lost. */
  epoch = 0;
  /** The latest time of Redis. */
  now = 0;
  /** When its keys that are not read with each look got a new time to live. */
  refreshed = Number.NEGATIVE_INFINITY;
  /** How many callers wait for a part. */
  users = 0;
  /** What Redis has beside the log. */
  readonly beside = new Map<string, BesideKind>();
  /** How often the whole log was read. */
  replacements = 0;
  /** Whether callers can have positions of an earlier history. */
  private isUnsettled = false;
  private maxAsked = 0;
  private tail: Promise<unknown> | undefined;

  constructor(world: string) {
    this.world = world;
  }

  ask(after: number): void {
    if (after > this.maxAsked) this.maxAsked = after;
  }

  /** Whether the entries after a position can be read, as opposed to the whole log. */
  knows(after: number): boolean {
    return !this.isUnsettled && this.reader.last !== undefined && this.reader.knows(after);
  }

  /** Notes a time of Redis. */
  note(time: number): void {
    if (time > this.now) this.now = time;
  }

  /**
   * The whole log was read.
   * @param epoch when it was asked for
   * @param time of that look
   */
  replace(reader: StreamReader, epoch: number, time: number): void {
    this.replacements += 1;
    if (reader.continues(this.reader)) {
      this.note(time);
      if (epoch === this.epoch) this.isUnsettled = false;
    } else {
      // A copy of a beginning can begin another life of the same name.
      this.startTime(time);
      this.epoch += 1;
      this.beside.clear();
      // Callers that have not received this yet still ask with a position of the earlier history.
      this.isUnsettled = this.maxAsked > 0;
    }
    this.reader = reader;
  }

  /** A history that begins after the clock of Redis was set back begins at an earlier time. */
  private startTime(time: number): void {
    this.now = time;
    this.refreshed = Number.NEGATIVE_INFINITY;
  }

  /** What was read did not reach its caller, who does not know of another history yet. */
  unsettle(): void {
    this.isUnsettled = true;
  }

  /** Takes steps one after the other, at once if none is under way. */
  inOrder<Result>(step: () => Later<Result>): Later<Result> {
    const result = this.tail === undefined ? step() : this.tail.then(step);
    if (!isPromise(result)) return result;
    const ended: Promise<unknown> = result
      .catch(() => undefined)
      .then(() => {
        if (this.tail === ended) this.tail = undefined;
      });
    this.tail = ended;
    return result;
  }
}

/** More worlds than this are forgotten, the longest unused first; they are still in Redis. */
const maxLogs = 20_000;

export class KnownLogs {
  private readonly logs = new Map<string, KnownLog>();
  private newest: KnownLog | undefined;

  /** @param after the position that the caller knows */
  open(world: string, after = 0): KnownLog {
    const log = this.logs.get(world) ?? new KnownLog(world);
    log.ask(after);
    if (log === this.newest) return log;
    this.newest = log;
    this.logs.delete(world);
    this.logs.set(world, log);
    for (const [name, { users }] of this.logs) {
      if (this.logs.size <= maxLogs) break;
      if (users === 0) this.logs.delete(name);
    }
    return log;
  }

  /** Keeps a log until something is over: with another one for the same world, parts would not come in their order. */
  async use<Result>(world: string, after: number, run: (log: KnownLog) => Promise<Result>): Promise<Result> {
    const log = this.open(world, after);
    log.users += 1;
    try {
      return await run(log);
    } finally {
      log.users -= 1;
    }
  }

  /** Forgets those that nobody used since a time of Redis. */
  forget(time: number): void {
    for (const [name, { now, users }] of this.logs) if (now < time && users === 0) this.logs.delete(name);
  }
}
