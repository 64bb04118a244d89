/** Counts how many of the latest requests were hits: it remembers the hits, not all requests. */
export class HitWindow {
  #requests = 0;
  /** Which of the requests, and its journal entry. */
  readonly #hits: { readonly place: number; readonly entry: number }[] = [];

  /** A request that is none. */
  addMiss(): void {
    this.#requests += 1;
  }

  /** @returns the entries of the hits among the latest requests, and how many requests these are */
  addHit(entry: number, max: number): { readonly hits: readonly number[]; readonly requests: number } {
    this.#requests += 1;
    this.#hits.push({ place: this.#requests, entry });
    while ((this.#hits[0]?.place ?? this.#requests) <= this.#requests - max) this.#hits.shift();
    return { hits: this.#hits.map((hit) => hit.entry), requests: Math.min(this.#requests, max) };
  }
}
