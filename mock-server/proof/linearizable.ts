/**
 * Decides whether a history of concurrent operations is linearizable: whether each operation can take effect at one moment
 * between its start and its end, so that a sequential model gives the same outputs. The search of Wing and Gong with Lowe's
 * memory of configurations that were already tried, as in Porcupine.
 */

export interface Operation<Input, Output> {
  /** A place in the order of all events, which no other event has. */
  readonly start: number;
  /** Absent when the outcome is unknown: the operation may take effect at any later time, or never. */
  readonly end?: number;
  readonly input: Input;
  /** Absent when the outcome is unknown. */
  readonly output?: Output;
}

/** What a single process does. */
export interface SequentialModel<State, Input, Output> {
  readonly initial: State;
  /**
   * @param output undefined accepts every output
   * @returns the next state; undefined if the operation cannot have this output in this state
   */
  readonly step: (state: State, input: Input, output: Output | undefined) => State | undefined;
  /** Equal texts for equal states. */
  readonly format: (state: State) => string;
}

export type Verdict =
  /** `order` lists the operations by index; those that never took effect are missing. */
  | { readonly kind: 'linearizable'; readonly order: readonly number[] }
  /** The longest beginning that could be put in order, and the operations that could not follow it. */
  | { readonly kind: 'wrong'; readonly order: readonly number[]; readonly stuck: readonly number[] }
  /** The search was given up. */
  | { readonly kind: 'unknown'; readonly steps: number };

/** Bounds both the time and the memory of a search. */
const defaultMaxSteps = 500_000;

export function checkLinearizable<State, Input, Output>(
  operations: readonly Operation<Input, Output>[],
  model: SequentialModel<State, Input, Output>,
  maxSteps = defaultMaxSteps,
): Verdict {
  const events = new EventList(operations);
  const tried = new Configurations(operations.length);
  const done: { readonly index: number; readonly before: State }[] = [];
  let state = model.initial;
  let longest: readonly number[] = [];
  let stuck: readonly number[] = [];
  let open = operations.filter(({ end }) => end !== undefined).length;
  let event = events.first();
  for (let steps = 0; open > 0; ) {
    if (event !== undefined) {
      const { index } = event;
      steps += 1;
      if (steps > maxSteps) return { kind: 'unknown', steps: maxSteps };
      const { input, output, end } = getAt(operations, index);
      const next = model.step(state, input, output);
      if (next !== undefined && tried.add(index, model.format(next))) {
        done.push({ index, before: state });
        state = next;
        if (end !== undefined) open -= 1;
        events.remove(index);
        event = events.first();
      } else event = events.after(event);
      continue;
    }
    // Nothing can take effect before the first end: an earlier choice was wrong.
    if (done.length >= longest.length) {
      longest = done.map((one) => one.index);
      stuck = events.listStarted();
    }
    const latest = done.pop();
    if (latest === undefined) return { kind: 'wrong', order: longest, stuck };
    state = latest.before;
    if (getAt(operations, latest.index).end !== undefined) open += 1;
    tried.remove(latest.index);
    event = events.after(events.putBack(latest.index));
  }
  return { kind: 'linearizable', order: done.map(({ index }) => index) };
}

function getAt<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new Error(`There is no item ${index} of ${items.length}.`);
  return item;
}

interface Event {
  readonly index: number;
  readonly at: number;
  readonly isStart: boolean;
  before: Event;
  next: Event;
}

/**
 * The operations that have not taken effect. Two rings: the starts and ends of those whose outcome is known, in their order, and
 * the starts of the others, which are tried last, since most of them need not have taken effect.
 */
class EventList {
  readonly #known = createRing();
  readonly #others = createRing();
  readonly #starts: Event[] = [];
  readonly #ends: (Event | undefined)[] = [];
  /** Of those that are alike, the earlier one is as good as the later one. */
  readonly #twins: (number | undefined)[];

  constructor(operations: readonly Operation<unknown, unknown>[]) {
    const moments = operations.flatMap(({ start, end }, index) => [
      { at: start, index, isStart: true },
      ...(end === undefined ? [] : [{ at: end, index, isStart: false }]),
    ]);
    // At the same moment the starts come first, so that both operations count as concurrent.
    moments.sort((a, b) => a.at - b.at || Number(b.isStart) - Number(a.isStart));
    const latest = new Map<string, number>();
    this.#twins = [];
    for (const { index, at, isStart } of moments) {
      const { end, input } = getAt(operations, index);
      const ring = end === undefined ? this.#others : this.#known;
      const event = { index, at, isStart, before: ring.before, next: ring };
      link(event);
      if (isStart) this.#starts[index] = event;
      else this.#ends[index] = event;
      if (end !== undefined) continue;
      const text = JSON.stringify(input);
      this.#twins[index] = latest.get(text);
      latest.set(text, index);
    }
  }

  /** @returns undefined when there is none, here and below */
  first(): Event | undefined {
    return this.#skip(this.#known.next);
  }

  after({ next }: Event): Event | undefined {
    return this.#skip(next);
  }

  /** The event, or the next one that can take effect now. */
  #skip(event: Event): Event | undefined {
    let one = event;
    if (!one.isStart && one !== this.#others) one = this.#others.next;
    while (one.isStart && this.#hasTwin(one.index)) one = one.next;
    if (!one.isStart) return undefined;
    const isKnown = this.#ends[one.index] !== undefined;
    return isKnown || one.at <= this.#findFirstEnd() ? one : undefined;
  }

  /** Of the operations that have not taken effect. */
  #findFirstEnd(): number {
    let event = this.#known.next;
    while (event.isStart) event = event.next;
    return event.at;
  }

  #hasTwin(index: number): boolean {
    const twin = this.#twins[index];
    return twin !== undefined && this.#isOpen(twin);
  }

  #isOpen(index: number): boolean {
    const start = getAt(this.#starts, index);
    return start.before.next === start;
  }

  remove(index: number): void {
    unlink(getAt(this.#starts, index));
    const end = this.#ends[index];
    if (end !== undefined) unlink(end);
  }

  /** @returns its start */
  putBack(index: number): Event {
    const end = this.#ends[index];
    if (end !== undefined) link(end);
    const start = getAt(this.#starts, index);
    link(start);
    return start;
  }

  /** Those that can take effect now. */
  listStarted(): readonly number[] {
    const indexes: number[] = [];
    for (let event = this.first(); event !== undefined; event = this.after(event)) indexes.push(event.index);
    return indexes;
  }
}

function createRing(): Event {
  const ring = { index: -1, at: Number.POSITIVE_INFINITY, isStart: false } as Event;
  ring.before = ring;
  ring.next = ring;
  return ring;
}

function link(event: Event): void {
  event.before.next = event;
  event.next.before = event;
}

function unlink({ before, next }: Event): void {
  before.next = next;
  next.before = before;
}

/** Which operations have taken effect, with the state that they led to: what was tried once need not be tried again. */
class Configurations {
  readonly #known = new Set<string>();
  readonly #bits: Uint32Array;

  constructor(size: number) {
    this.#bits = new Uint32Array(Math.ceil(size / 32));
  }

  /** @returns whether it is new; if it is not, the operation has not taken effect */
  add(index: number, state: string): boolean {
    this.#flip(index);
    const key = `${this.#format()} ${state}`;
    const isNew = !this.#known.has(key);
    if (isNew) this.#known.add(key);
    else this.#flip(index);
    return isNew;
  }

  remove(index: number): void {
    this.#flip(index);
  }

  #flip(index: number): void {
    const word = index >>> 5;
    this.#bits[word] = (this.#bits[word] ?? 0) ^ (1 << (index & 31));
  }

  /** Most operations at the beginning have taken effect, and most at the end have not. */
  #format(): string {
    let from = 0;
    let to = this.#bits.length;
    while (from < to && this.#bits[from] === 0xffff_ffff) from += 1;
    while (from < to && this.#bits[to - 1] === 0) to -= 1;
    return `${from}:${this.#bits.subarray(from, to).join(',')}`;
  }
}
