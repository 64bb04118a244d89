/** Which entry of a log belongs to which exchange. */
import type { Exchange } from '../history.ts';

/** Each exchange has its own entry. */
export class Claims {
  readonly #exchanges = new Set<Exchange>();
  readonly #owners = new Map<
    number,
    { readonly exchange: Exchange; readonly positions: readonly number[] }
  >();

  hasOwner(exchange: Exchange): boolean {
    return this.#exchanges.has(exchange);
  }

  has(position: number): boolean {
    return this.#owners.has(position);
  }

  getOwner(position: number): Exchange | undefined {
    return this.#owners.get(position)?.exchange;
  }

  replace(position: number, exchange: Exchange, positions: readonly number[]): void {
    this.#owners.set(position, { exchange, positions });
    this.#exchanges.add(exchange);
  }

  /** @returns whether there is an entry for it, where others may have to take another one of theirs */
  add(exchange: Exchange, positions: readonly number[], tried = new Set<number>()): boolean {
    for (const position of positions) {
      if (tried.has(position)) continue;
      tried.add(position);
      const owner = this.#owners.get(position);
      if (owner === undefined || this.add(owner.exchange, owner.positions, tried)) {
        this.#owners.set(position, { exchange, positions });
        this.#exchanges.add(exchange);
        return true;
      }
    }
    return false;
  }
}
