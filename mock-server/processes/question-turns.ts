/** Lets a process ask one question about a world after the other. */

/** @returns how many processes did not answer */
type Ask = () => Promise<number>;

export class QuestionTurns {
  #turn: Promise<unknown> = Promise.resolve();
  #next: Promise<number> | undefined;

  /** Those who come while one waits for its turn share its answers. */
  async share(ask: Ask): Promise<number> {
    if (this.#next !== undefined) return this.#next;
    const next = this.take(async () => {
      this.#next = undefined;
      return ask();
    });
    this.#next = next;
    return next;
  }

  /** Asks alone. */
  async take(ask: Ask): Promise<number> {
    const next = this.#turn.then(ask);
    this.#turn = next.catch(() => undefined);
    return next;
  }
}
