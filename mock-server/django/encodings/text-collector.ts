/** Puts a long text together from many short pieces, without an object for each of them. */

/** Code units that are kept until they become a piece of the text. */
const size = 8192;

export class TextCollector {
  readonly #units = new Uint16Array(size);
  #used = 0;
  #flushed = 0;
  #pieces: string[] = [];

  /** In code units. */
  get length(): number {
    return this.#flushed + this.#used;
  }

  addUnit(unit: number): void {
    if (this.#used === size) this.#flush();
    this.#units[this.#used] = unit;
    this.#used += 1;
  }

  addCharacter(code: number): void {
    if (code < 0x10000) return this.addUnit(code);
    this.addUnit(0xd800 + ((code - 0x10000) >> 10));
    return this.addUnit(0xdc00 + ((code - 0x10000) & 0x3ff));
  }

  /** Returns the text, and resets the collector. */
  finish(): string {
    this.#flush();
    const pieces = this.#pieces;
    this.#pieces = [];
    this.#flushed = 0;
    return pieces.length === 1 ? (pieces[0] ?? '') : pieces.join('');
  }

  #flush(): void {
    // A spread would go through them one by one.
    this.#pieces.push(Reflect.apply(String.fromCharCode, undefined, this.#units.subarray(0, this.#used)));
    this.#flushed += this.#used;
    this.#used = 0;
  }
}
