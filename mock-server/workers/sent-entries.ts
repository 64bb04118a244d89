/**
 * While a worker has several requests at one world under way, each entry travels to it once: the store knows what it has sent, and the
 * worker adds what it has received to later parts. When nothing is under way, neither keeps anything.
 */
import type { LogEntry } from '../domain/entry.ts';
import type { LogPart } from '../store/port.ts';
import type { SentPart } from './messages.ts';

/** Entries that a worker keeps at least. */
const maxKept = 500;

/** Before the first position: a part with all that there is. */
export const whole = -1;

export const toStart = (from: number): Pick<SentPart, 'from' | 'isWhole'> =>
  from === whole ? { isWhole: true } : { from };

/** A worker has the entries after one position, up to another one. */
interface Range {
  readonly after: number;
  end: number;
}

/** The store's side, for one log. */
export class SentEntries<Holder> {
  readonly #ranges = new Map<Holder, Range>();

  /** @returns the position after which the worker needs entries: the one that it names, or a later one */
  getStart(holder: Holder, { after, isOnly }: { readonly after: number; readonly isOnly?: true }): number {
    if (isOnly === true) this.#ranges.delete(holder);
    const range = this.#ranges.get(holder);
    const isKept =
      range !== undefined && after >= range.after && after <= range.end && range.end - after <= maxKept;
    return isKept ? range.end : after;
  }

  /** Notes that a part is sent. @param after where it starts */
  note(holder: Holder, after: number, { checkpoint, entries }: LogPart<unknown>): void {
    const range = this.#ranges.get(holder);
    const end = entries.at(-1)?.position ?? after;
    if (after === whole || checkpoint !== undefined) this.#ranges.delete(holder);
    else if (range === undefined || after > range.end) this.#ranges.set(holder, { after, end });
    else range.end = Math.max(range.end, end);
  }

  drop(holder: Holder): void {
    this.#ranges.delete(holder);
  }

  /** Another log begins. */
  clear(): void {
    this.#ranges.clear();
  }
}

/** The worker's side, for one world. */
export class ReceivedEntries {
  #log = 0;
  #entries: LogEntry[] = [];

  /** @returns all entries after a position up to those of the part; undefined if some are missing */
  complete(
    after: number,
    { log, checkpoint, isWhole, from = after, entries }: SentPart,
  ): readonly LogEntry[] | undefined {
    if (checkpoint !== undefined || isWhole === true || log !== this.#log) this.#entries = [];
    this.#log = log;
    if (checkpoint !== undefined || isWhole === true) return entries;
    const { position: first = from + 1 } = this.#entries[0] ?? {};
    const before = after + 1 < first ? [] : this.#entries.slice(after + 1 - first, from + 1 - first);
    this.#keep(entries);
    return before.length === from - after ? [...before, ...entries] : undefined;
  }

  #keep(entries: readonly LogEntry[]): void {
    const [{ position } = { position: 0 }] = entries;
    const { position: last = position - 1 } = this.#entries.at(-1) ?? {};
    if (position > last + 1) this.#entries = [];
    this.#entries.push(...entries.filter((entry) => entry.position > last));
    if (this.#entries.length > 2 * maxKept) this.#entries = this.#entries.slice(-maxKept);
  }
}
