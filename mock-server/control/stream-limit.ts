/** Bounds the number of event streams that are open at a time, since each one keeps a connection and a queue. */
import { type ControlOutcome, refuse } from './outcome.ts';

export interface StreamLimit {
  /** The outcome, with its stream counted while it is open; a refusal if there are too many. */
  readonly limit: (outcome: ControlOutcome) => ControlOutcome;
  readonly open: () => number;
}

/** Of all clients and worlds. */
export const maxStreams = 1000;

export function createStreamLimit(max = maxStreams): StreamLimit {
  const open = new Set<CountedStream>();
  return {
    open: () => open.size,
    limit: (outcome) => {
      if (!('stream' in outcome)) return outcome;
      if (open.size < max) return { ...outcome, stream: new CountedStream(outcome.stream, open) };
      void outcome.stream.return();
      return refuse(
        503,
        `There are ${max} event streams already, which is the limit. Close some, or get the requests of a world with listRequests.`,
      );
    },
  };
}

/** A generator whose body has not begun does not notice its end, so this counts from outside. */
class CountedStream implements AsyncGenerator<string, void> {
  readonly #stream: AsyncGenerator<string, void>;
  readonly #open: Set<CountedStream>;

  constructor(stream: AsyncGenerator<string, void>, open: Set<CountedStream>) {
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
