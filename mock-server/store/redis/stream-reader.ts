/**
 * Reads the stream of a world: which of its entries count, and at which position. Every process comes to the same result,
 * since it depends on the stream alone. An entry that arrives twice counts once, and one that arrives too late never counts.
 */

/** An entry of a stream, before its intent is read. */
export interface StreamEntry {
  /** Milliseconds and a number, as in `1764230400000-0`. */
  readonly id: string;
  readonly nonce: string;
  /** The latest time, by the clock of Redis, at which it may arrive. */
  readonly deadline: number;
  /**
   * The life of the world for which it was decided: the nonce of the entry with which that began. Empty in an entry with
   * which a world can begin.
   */
  readonly life: string;
  /** JSON. */
  readonly intent: string;
}

/** An entry that counts. */
export interface CountedEntry extends StreamEntry {
  readonly position: number;
}

/** What a checkpoint says about the stream up to an entry, so that reading can go on from there. */
export interface ReaderState {
  /** A world of the same name that begins later has another life. */
  readonly life: string;
  readonly position: number;
  /** The entry at the position. */
  readonly id: string;
  readonly nonce: string;
  /** The entries whose copies could still arrive. */
  readonly nonces: readonly Nonce[];
}

type Nonce = readonly [nonce: string, deadline: number];

/** No sane world has more entries in the time in which copies can arrive; the oldest ones are forgotten. */
const maxNonces = 20_000;
/** So many entries can be told apart when they are read again; older ones need a new reader. */
const maxKnown = 4000;

/** Milliseconds of an id. */
export const getIdTime = (id: string): number => Number.parseInt(id, 10);

/** Negative if the first one is earlier. */
export function compareIds(a: string, b: string): number {
  return getIdTime(a) - getIdTime(b) || getIdNumber(a) - getIdNumber(b);
}

const getIdNumber = (id: string): number => Number(id.slice(id.indexOf('-') + 1));

/** The year 9999: a later time is none that a mock can write. */
const maxIdTime = Date.UTC(9999, 11, 31);

export const isId = (text: unknown): text is string =>
  typeof text === 'string' && /^\d{1,15}-\d{1,15}$/.test(text) && getIdTime(text) <= maxIdTime;

/** A world that is removed and begins again in one millisecond can have the same ids, but not the same nonces. */
export type Place = Pick<StreamEntry, 'id' | 'nonce'>;

/** Whether an entry is that of a place. */
export const isAt = (entry: Place | undefined, place: Place | undefined): boolean =>
  entry !== undefined && entry.id === place?.id && entry.nonce === place.nonce;

type KnownEntry = Pick<StreamEntry, 'id' | 'nonce' | 'deadline'>;

interface Base {
  readonly position: number;
  /** Undefined at the beginning. */
  readonly place: Place | undefined;
  readonly nonces: readonly Nonce[];
}

/** Reads a stream from its first entry, or from a checkpoint. */
export class StreamReader {
  /** Undefined as long as the world has not begun. */
  life: string | undefined;
  /** That of the latest entry that counts. */
  position: number;
  /** The latest entry that was read, whether it counts or not. */
  last: Place | undefined;
  /** From where entries are known. */
  private base: Base;
  /** Those that count after the base. */
  private known: KnownEntry[] = [];
  /** Deadlines of what was read, by nonce. */
  private readonly nonces: Map<string, number>;

  constructor(state?: ReaderState) {
    this.base = toBase(state);
    this.life = state?.life;
    this.position = this.base.position;
    this.last = state;
    this.nonces = new Map(this.base.nonces);
  }

  /** The first position that is known. */
  get oldest(): number {
    return Math.max(1, this.base.position);
  }

  /** Whether reading can begin again after a position. */
  knows(position: number): boolean {
    return position >= this.base.position && position <= this.position;
  }

  /**
   * Whether this reader has read the same history as an earlier one, or more of it. Redis can lose the latest entries: it fails
   * over to a replica, or an old data set is restored.
   */
  continues(earlier: StreamReader): boolean {
    if (this.life !== earlier.life || this.position < earlier.position) return false;
    // Before its base, it knows no entry. The base is a checkpoint of entries that no caller of the earlier one can know.
    if (this.base.position > earlier.position || earlier.position === 0) return true;
    return isAt(this.getPlace(earlier.position), earlier.getPlace(earlier.position));
  }

  /** The entry from which on to read what came after a position; undefined from the beginning. */
  getStart(position: number): Place | undefined {
    return position === this.position ? this.last : this.getPlace(position);
  }

  /**
   * The entries that count, with their positions.
   * @param entries some that follow each other, from one that is known to the latest in the stream
   */
  read(entries: readonly StreamEntry[]): readonly CountedEntry[] {
    const counted: CountedEntry[] = [];
    let next: number | undefined;
    for (const entry of entries) {
      if (this.last !== undefined && compareIds(entry.id, this.last.id) <= 0) {
        next ??= this.findKnown(entry.id);
        if (this.known[next]?.id !== entry.id) continue;
        next += 1;
        counted.push({ ...entry, position: this.base.position + next });
        continue;
      }
      this.last = entry;
      if (!this.counts(entry)) continue;
      this.count(entry);
      counted.push({ ...entry, position: this.position });
    }
    this.forget();
    return counted;
  }

  /** For a checkpoint at a position; undefined if that is not known. */
  getState(position: number): ReaderState | undefined {
    const { life } = this;
    const place = this.getPlace(position);
    if (life === undefined || place === undefined || !this.knows(position)) return undefined;
    const { id, nonce: own } = place;
    const entries = this.known.slice(0, position - this.base.position);
    const nonces = [
      ...this.base.nonces,
      ...entries.map(({ nonce, deadline }): Nonce => [nonce, deadline]),
    ].filter(([, deadline]) => deadline >= getIdTime(id));
    return { life, position, id, nonce: own, nonces: nonces.slice(-maxNonces) };
  }

  private getPlace(position: number): Place | undefined {
    const index = position - this.base.position - 1;
    return index === -1 ? this.base.place : this.known[index];
  }

  /** Where an entry is among those that are known, or the first one after it. They are many, and each look reads one of the last. */
  private findKnown(id: string): number {
    let [low, high] = [0, this.known.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const { id: other = id } = this.known[middle] ?? {};
      if (compareIds(other, id) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private counts({ id, nonce, deadline, life }: StreamEntry): boolean {
    const time = getIdTime(id);
    const isLate = !(time <= deadline);
    const isCopy = (this.nonces.get(nonce) ?? -1) >= time;
    return !isLate && !isCopy && (life === '' || life === this.life);
  }

  private count({ id, nonce, deadline }: StreamEntry): void {
    this.life ??= nonce;
    this.position += 1;
    this.known.push({ id, nonce, deadline });
    // Copies of these would be late.
    for (const [other, until] of this.nonces) {
      if (until >= getIdTime(id) && this.nonces.size < maxNonces) break;
      this.nonces.delete(other);
    }
    this.nonces.set(nonce, deadline);
  }

  private forget(): void {
    if (this.known.length < 2 * maxKnown) return;
    const state = this.getState(this.position - maxKnown);
    if (state === undefined) return;
    this.known = this.known.slice(state.position - this.base.position);
    this.base = toBase(state);
  }
}

function toBase(state: ReaderState | undefined): Base {
  return { position: state?.position ?? 0, place: state, nonces: state?.nonces ?? [] };
}
