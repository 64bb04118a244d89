/** Bounds the number of event streams that are open at a time, since each one keeps a connection and a queue. */

type Stream = AsyncGenerator<string, void>;

export interface StreamLimit {
  readonly max: number;
  /** The stream, counted while it is open; undefined if there are too many. */
  readonly take: (stream: Stream) => Stream | undefined;
  readonly open: () => number;
}

/** Of all clients and worlds. */
const maxStreams = 1000;

export function createStreamLimit(max = maxStreams): StreamLimit {
  const open = new Set<CountedStream>();
  return {
    max,
    open: () => open.size,
    take: (stream) => {
      if (open.size < max) return new CountedStream(stream, open);
      void stream.return();
      return undefined;
    },
  };
}

/** A generator whose body has not begun does not notice its end, so this counts from outside. */
class CountedStream implements AsyncGenerator<string, void> {
  readonly #stream: Stream;
  readonly #open: Set<CountedStream>;

  constructor(stream: Stream, open: Set<CountedStream>) {
    this.#stream = stream;
    this.#open = open;
    open.add(this);
  }

  async next(): Promise<IteratorResult<string, void>> {
    try {
      const step = await this.#stream.next();
      if (step.done === true) this.#open.delete(this);
      return step;
    } catch (error) {
      this.#open.delete(this);
      throw error;
    }
  }

  return(): Promise<IteratorResult<string, void>> {
    this.#open.delete(this);
    return this.#stream.return();
  }

  throw(error: unknown): Promise<IteratorResult<string, void>> {
    this.#open.delete(this);
    return this.#stream.throw(error);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }
}
