/** A set of small numbers, one byte each: a hostile file has millions of them. */
export class NumberSet {
  #flags = new Uint8Array(1024);

  add(member: number): void {
    if (member >= maxMember) return;
    if (member >= this.#flags.length) {
      const larger = new Uint8Array(2 * member);
      larger.set(this.#flags);
      this.#flags = larger;
    }
    this.#flags[member] = 1;
  }

  has(member: number): boolean {
    return this.#flags[member] === 1;
  }
}

/** No file that is read has as many texts. */
const maxMember = 32 * 1024 * 1024;
