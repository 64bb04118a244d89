/** The events of a world as text/event-stream: the entries of its log, and batches of the requests in its journal. */
import { toVisibleJson } from '../../text/visible.ts';
import type { LogEntry } from '../domain/entry.ts';
import type { JournalEntry } from '../journal/entry.ts';
import type { Later } from '../portions/portions.ts';
import type { LogPart } from '../store/port.ts';

/** The log of one world. */
export interface FollowedLog {
  /** The entries after a position; all there are, and what came before them is lost, when it does not know that position. */
  readonly look: (after: number) => Later<LogPart<unknown>>;
  /** Subscribes. @returns a function that unsubscribes */
  readonly watch: (onEntry: (entry: LogEntry) => void, onEnd: () => void) => () => void;
  /** As the client sees an entry. */
  readonly format: (entry: LogEntry) => unknown;
  /** The id of an event that a client with this entry has; its position by default. */
  readonly formatId?: (entry: Pick<LogEntry, 'position' | 'nonce'>) => string;
  /**
   * The first event of a client that knows nothing of the log, or no longer enough: all that comes before the entries that
   * follow. Without it, such a client gets a `reset`.
   */
  readonly formatStart?: (part: LogPart<unknown>) => { readonly id: string; readonly data: unknown };
}

/** The journal of one world. */
export interface FollowedJournal {
  /** Subscribes, and may get entries that were there before. @returns a function that unsubscribes */
  readonly watch: (onEntry: (entry: JournalEntry) => void, onEnd: () => void) => () => void;
  readonly isMatch: (entry: JournalEntry) => boolean;
  /** As the client sees an entry. */
  readonly format: (entry: JournalEntry) => unknown;
}

export interface EventStreamDeps {
  readonly log?: FollowedLog | undefined;
  /** The position of the latest entry that the client has. */
  readonly after: number;
  readonly journal?: FollowedJournal | undefined;
  /** Resolves after this many real milliseconds, or earlier when the signal is aborted. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Aborted when the client disconnects or the mock stops. */
  readonly signal?: AbortSignal | undefined;
}

/** Between two batches of requests, in milliseconds: at most ten in a second. */
const batchInterval = 100;
const heartbeatInterval = 15_000;
/** What waits for a client that reads slowly; it loses what is more. */
const maxWaiting = 1000;

/** Does nothing until it is read, and ends with the world, the client or the mock. */
export async function* streamEvents(deps: EventStreamDeps): AsyncGenerator<string, void> {
  const ended = new AbortController();
  const waiting = new WaitingEvents(deps, ended.signal);
  const onAbort = (): void => waiting.end();
  deps.signal?.addEventListener('abort', onAbort);
  try {
    // The client gets the headers at once.
    yield ':\n\n';
    if (deps.signal?.aborted === true) return;
    yield* waiting.open();
    while (!waiting.isEnded) {
      const text = waiting.take();
      if (text === '') await waiting.next();
      else yield text;
    }
    // A client that connects again gets the next world of this name from its beginning.
    if (waiting.isGone) yield `${waiting.take()}id: 0\n${formatEvent('gone', {})}`;
  } finally {
    deps.signal?.removeEventListener('abort', onAbort);
    waiting.close();
    ended.abort();
  }
}

/** What is to be sent next. */
class WaitingEvents {
  readonly #deps: EventStreamDeps;
  readonly #ended: AbortSignal;
  readonly #unsubscribe: (() => void)[] = [];
  #position: number;
  #log: LogEntry[] = [];
  #requests: JournalEntry[] = [];
  #missed = 0;
  #isBatchDue = true;
  #isHeartbeatDue = false;
  #wake: (() => void) | undefined;
  /** Whether the client has missed entries. */
  #isBehind = false;
  isEnded = false;
  isGone = false;

  constructor(deps: EventStreamDeps, ended: AbortSignal) {
    this.#deps = deps;
    this.#ended = ended;
    this.#position = deps.after;
  }

  /** Subscribes, and returns what was there before. */
  async *open(): AsyncGenerator<string, void> {
    const { log, journal, after } = this.#deps;
    if (journal !== undefined)
      this.#unsubscribe.push(journal.watch((entry) => this.#addRequest(entry), this.#onGone));
    this.#startHeartbeat();
    if (log === undefined) return;
    this.#unsubscribe.push(log.watch((entry) => this.#addEntry(entry), this.#onGone));
    const part = await log.look(after);
    const { checkpoint, entries } = part;
    const [first] = entries;
    const start = checkpoint?.position ?? (first === undefined ? after : first.position - 1);
    if (log.formatStart !== undefined && (start !== after || after === 0)) {
      this.#position = start;
      const { id, data } = log.formatStart(part);
      yield `id: ${id}\n${formatEvent('start', data)}`;
    } else if (start !== after) yield this.#reset(start);
    for (const entry of entries) yield this.#formatEntry(log, entry);
  }

  /** Text to send now; empty if there is none. */
  take(): string {
    const { log, journal } = this.#deps;
    let text = '';
    if (log !== undefined) for (const entry of this.#log) text += this.#formatEntry(log, entry);
    this.#log = [];
    if (journal !== undefined && this.#isBatchDue && this.#requests.length > 0)
      text += this.#takeBatch(journal);
    if (this.#isHeartbeatDue && text === '') text = ':\n\n';
    this.#isHeartbeatDue = false;
    return text;
  }

  /** Resolves when there may be something to send. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  end(): void {
    this.isEnded = true;
    this.#wake?.();
  }

  close(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
  }

  readonly #onGone = (): void => {
    this.isGone = true;
    this.end();
  };

  #addEntry(entry: LogEntry): void {
    // After the world is gone, it is that of another one.
    if (this.isEnded) return;
    this.#log.push(entry);
    // The gap in the positions becomes a reset.
    if (this.#log.length > maxWaiting) this.#log.shift();
    this.#wake?.();
  }

  #addRequest(entry: JournalEntry): void {
    if (this.#deps.journal?.isMatch(entry) !== true) return;
    this.#requests.push(entry);
    if (this.#requests.length > maxWaiting) {
      this.#requests.shift();
      this.#missed += 1;
    }
    this.#wake?.();
  }

  /** Nothing for an entry that was sent already. */
  #formatEntry(log: FollowedLog, entry: LogEntry): string {
    const { position } = entry;
    if (position <= this.#position || this.#isBehind) return '';
    const isNext = position === this.#position + 1;
    if (!isNext && log.formatStart !== undefined) {
      // It connects again, and gets what it has missed.
      this.#isBehind = true;
      this.isEnded = true;
      return '';
    }
    const lost = isNext ? '' : this.#reset(position - 1);
    this.#position = position;
    const id = log.formatId?.(entry) ?? position;
    return `${lost}id: ${id}\n${formatEvent('entry', log.format(entry))}`;
  }

  #reset(position: number): string {
    this.#position = position;
    return `id: ${position}\n${formatEvent('reset', { position })}`;
  }

  #takeBatch({ format }: FollowedJournal): string {
    const text = formatEvent('requests', { missed: this.#missed, entries: this.#requests.map(format) });
    this.#requests = [];
    this.#missed = 0;
    this.#isBatchDue = false;
    void this.#deps.wait(batchInterval, this.#ended).then(() => {
      this.#isBatchDue = true;
      this.#wake?.();
    });
    return text;
  }

  #startHeartbeat(): void {
    void this.#deps.wait(heartbeatInterval, this.#ended).then(() => {
      if (this.#ended.aborted) return;
      this.#isHeartbeatDue = true;
      this.#wake?.();
      this.#startHeartbeat();
    });
  }
}

function formatEvent(event: string, data: unknown): string {
  return `event: ${event}\ndata: ${toVisibleJson(JSON.stringify(data))}\n\n`;
}
