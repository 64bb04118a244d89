/** A world whose requests somebody reads in this process: what the others have sent of it, and who follows it. */
import type { JournalEntry } from '../journal/entry.ts';
import type { Journals } from '../journal/journals.ts';
import type { RequestWatcher } from '../journal/requests.ts';
import type { Floors, NewRequestsQuestion, Reply } from './questions.ts';

interface Watching extends RequestWatcher {
  /** It has got what was there when it came. */
  isUpToDate: boolean;
}

/** The requests to one process. */
interface Part {
  entries: JournalEntry[];
  /** The number of the latest. */
  latest: number;
}

/** In `parts`; no process has this name. */
const own = '';

export class ReadWorld {
  readonly world: string;
  readonly #max: number;
  readonly #parts = new Map<string, Part>();
  readonly #watching = new Set<Watching>();
  readonly #onDrops = new Set<() => void>();
  #fresh: JournalEntry[] = [];
  #turn: Promise<unknown> = Promise.resolve();
  #next: Promise<number> | undefined;
  #wake: (() => void) | undefined;
  floors: Floors;
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
    return this.#onDrops.size > 0;
  }

  /** The number of the latest entry. */
  get latest(): number {
    return Math.max(0, ...Array.from(this.#parts.values(), ({ latest }) => latest));
  }

  /** Asks the others, one question after the other; those who come while one waits for its turn share it. */
  async inTurn(ask: () => Promise<number>): Promise<number> {
    if (this.#next !== undefined) return this.#next;
    const next = this.#turn.then(async () => {
      this.#next = undefined;
      return ask();
    });
    this.#next = next;
    this.#turn = next.catch(() => undefined);
    return next;
  }

  createQuestion(mark: number): NewRequestsQuestion {
    const after = Object.fromEntries(Array.from(this.#parts, ([process, { latest }]) => [process, latest]));
    return {
      kind: 'new',
      world: this.world,
      mark,
      after,
      floors: this.floors,
      follows: this.isFollowed,
    };
  }

  addReply(process: string, { entries, floors, lost }: Reply): void {
    this.raiseFloors(floors);
    const part = this.#parts.get(process) ?? { entries: [], latest: 0 };
    this.#parts.set(process, part);
    if (lost > part.latest) this.wholeSince = Math.max(this.wholeSince, lost);
    this.#add(part, entries);
  }

  /** @param mark entries with higher numbers come with the next question */
  addOwn(journals: Journals, mark: number): void {
    const part = this.#parts.get(own) ?? { entries: [], latest: 0 };
    this.#parts.set(own, part);
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
    this.floors = {
      cleared: Math.max(before.cleared, cleared),
      dismissed: Math.max(before.dismissed, dismissed),
    };
    return cleared > before.cleared;
  }

  watch(watcher: RequestWatcher): () => void {
    const one = { ...watcher, isUpToDate: false };
    this.#watching.add(one);
    const stop = this.follow(watcher.onDrop ?? (() => undefined));
    return () => {
      this.#watching.delete(one);
      stop();
    };
  }

  follow(onDrop: () => void): () => void {
    const callback = (): void => onDrop();
    this.#onDrops.add(callback);
    return () => this.#onDrops.delete(callback);
  }

  /** The world begins again. */
  reset(): void {
    for (const part of this.#parts.values()) part.entries = [];
    this.#fresh = [];
  }

  /** The world was removed. */
  drop(): void {
    this.#parts.clear();
    this.#fresh = [];
    for (const onDrop of this.#onDrops) onDrop();
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
