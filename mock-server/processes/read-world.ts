/** A world whose requests somebody reads in this process: what the others have sent of it, and who follows it. */
import type { JournalEntry } from '../journal/entry.ts';
import type { Journals } from '../journal/journals.ts';
import type { RequestWatcher } from '../journal/requests.ts';
import { KnownAdvice } from './known-advice.ts';
import { QuestionTurns } from './question-turns.ts';
import type { Floors, NewRequestsQuestion, Reply } from './questions.ts';

interface Watching extends RequestWatcher {
  /** It has got what was there when it came. */
  isUpToDate: boolean;
}

type ToLocal = (entry: JournalEntry) => JournalEntry;

interface Follower {
  readonly onDrop: () => void;
  readonly onFail: () => void;
}

const doNothing = (): void => undefined;

/** The requests to one process. */
interface Part {
  entries: JournalEntry[];
  /** The number of the latest. */
  latest: number;
}

/** Of processes that have ended, too. */
const maxParts = 100;

/** In `parts`; no process has this name. */
const own = '';

export class ReadWorld {
  readonly world: string;
  readonly #max: number;
  readonly turns = new QuestionTurns();
  readonly #parts = new Map<string, Part>();
  readonly #watching = new Set<Watching>();
  readonly #followers = new Set<Follower>();
  #fresh: JournalEntry[] = [];
  #wake: (() => void) | undefined;
  floors: Floors;
  readonly advice = new KnownAdvice();
  /** Entries up to this number may be missing. */
  wholeSince = 0;
  isNudged = false;
  /** Whether a loop follows it. */
  isRunning = false;

  /** @param max how many entries a world keeps */
  constructor(world: string, max: number, floors: Floors) {
    this.world = world;
    this.floors = floors;
    this.#max = max;
  }

  get isFollowed(): boolean {
    return this.#followers.size > 0;
  }

  /** The number of the latest entry. */
  get latest(): number {
    return Math.max(0, ...Array.from(this.#parts.values(), ({ latest }) => latest));
  }

  createQuestion(mark: number): NewRequestsQuestion {
    const after = Object.fromEntries(Array.from(this.#parts, ([process, { latest }]) => [process, latest]));
    return {
      kind: 'new',
      world: this.world,
      mark,
      after,
      floors: this.floors,
      said: [...this.advice.said],
      follows: this.isFollowed,
    };
  }

  /** @param process that answered @param reader this one @param toLocal gives an entry times on the clock of this process */
  addReply(
    process: string,
    { entries, inherited, floors, said, lost }: Reply,
    reader: string,
    toLocal: ToLocal,
  ): void {
    this.raiseFloors(floors);
    this.advice.addSaid(said);
    const part = this.#getPart(process);
    if (lost > part.latest) this.wholeSince = Math.max(this.wholeSince, lost);
    this.#add(part, entries.map(toLocal));
    for (const [ended, some] of Object.entries(inherited))
      if (ended !== reader) this.inherit(ended, some.map(toLocal));
  }

  /** Keeps what a process had that has ended. */
  inherit(ended: string, entries: readonly JournalEntry[]): void {
    this.#add(this.#getPart(ended), entries);
  }

  /** What it has of processes that are not these. @param after the numbers that the asking process has */
  listInherited(
    present: ReadonlySet<string>,
    after: Readonly<Record<string, number>>,
  ): readonly (readonly [process: string, entries: readonly JournalEntry[]])[] {
    return [...this.#parts].flatMap(([process, { entries }]) => {
      if (process === own || present.has(process)) return [];
      const known = after[process] ?? 0;
      const found = entries.filter(({ number }) => number > Math.max(known, this.floors.cleared));
      return found.length === 0 ? [] : [[process, found] as const];
    });
  }

  /** How many entries of other processes it has. */
  countForeign(): number {
    let count = 0;
    for (const [process, { entries }] of this.#parts) if (process !== own) count += entries.length;
    return count;
  }

  #getPart(process: string): Part {
    const known = this.#parts.get(process);
    if (known !== undefined) return known;
    const made = { entries: [], latest: 0 };
    this.#parts.set(process, made);
    if (this.#parts.size > maxParts) this.#forgetOldest();
    return made;
  }

  #forgetOldest(): void {
    const others = [...this.#parts].filter(([process, { latest }]) => process !== own && latest > 0);
    const [oldest] = others.toSorted(([, a], [, b]) => a.latest - b.latest);
    if (oldest !== undefined) this.#parts.delete(oldest[0]);
  }

  /** @param mark entries with higher numbers come with the next question */
  addOwn(journals: Journals, mark: number): void {
    const part = this.#getPart(own);
    const lost = journals.lost(this.world);
    if (lost > part.latest) this.wholeSince = Math.max(this.wholeSince, lost);
    const { latest } = part;
    this.#add(
      part,
      journals.entries(this.world).filter(({ number }) => number > latest && number <= mark),
    );
  }

  #add(part: Part, entries: readonly JournalEntry[]): void {
    for (const entry of entries) {
      // The answer to an earlier question may have it too.
      if (entry.number <= part.latest) continue;
      part.latest = entry.number;
      part.entries.push(entry);
      this.#fresh.push(entry);
    }
    if (part.entries.length > this.#max) part.entries = part.entries.slice(-this.#max);
  }

  /** Gives all that is new to those who watch. */
  deliver(): void {
    const fresh = this.#sort(this.#fresh);
    this.#fresh = [];
    const all = [...this.#watching].every(({ isUpToDate }) => isUpToDate) ? fresh : this.listEntries();
    for (const one of this.#watching) {
      const { isUpToDate, since = isUpToDate ? 0 : Number.POSITIVE_INFINITY, onEntry } = one;
      one.isUpToDate = true;
      for (const entry of isUpToDate ? fresh : all) if (entry.number > since) onEntry(entry);
    }
  }

  /** The oldest first. */
  listEntries(): readonly JournalEntry[] {
    return this.#sort([...this.#parts.values()].flatMap(({ entries }) => entries)).slice(-this.#max);
  }

  #sort(entries: readonly JournalEntry[]): readonly JournalEntry[] {
    return entries
      .filter(({ number }) => number > this.floors.cleared)
      .toSorted((a, b) => a.number - b.number);
  }

  /** @returns whether more is cleared than before */
  raiseFloors({ cleared, dismissed }: Floors): boolean {
    const before = this.floors;
    if (cleared <= before.cleared && dismissed <= before.dismissed) return false;
    if (dismissed > before.dismissed) this.advice.forget();
    this.floors = {
      cleared: Math.max(before.cleared, cleared),
      dismissed: Math.max(before.dismissed, dismissed),
    };
    return cleared > before.cleared;
  }

  watch(watcher: RequestWatcher): () => void {
    const one = { ...watcher, isUpToDate: false };
    this.#watching.add(one);
    const stop = this.follow(watcher.onDrop, watcher.onFail);
    return () => {
      this.#watching.delete(one);
      stop();
    };
  }

  follow(onDrop: () => void = doNothing, onFail: () => void = doNothing): () => void {
    const one = { onDrop, onFail };
    this.#followers.add(one);
    return () => this.#followers.delete(one);
  }

  /** The store cannot be read. */
  fail(): void {
    for (const { onFail } of this.#followers) onFail();
  }

  /** The world begins again. */
  reset(): void {
    for (const part of this.#parts.values()) part.entries = [];
    this.#fresh = [];
    this.advice.forget();
  }

  /** The world was removed. */
  drop(): void {
    this.#parts.clear();
    this.#fresh = [];
    this.advice.forget();
    for (const { onDrop } of this.#followers) onDrop();
  }

  nudge(): void {
    this.isNudged = true;
    this.#wake?.();
  }

  /** Resolves at the next nudge, or when `wait` does. */
  async waitForNudge(wait: (signal: AbortSignal) => Promise<void>): Promise<void> {
    if (this.isNudged) return;
    const over = new AbortController();
    this.#wake = () => over.abort();
    await wait(over.signal);
    this.#wake = undefined;
  }
}
