/** The commands of a world, in order: a value that is cheap to extend, since values of one world share their array. */
import type { WorldCommand } from './command.ts';

export class CommandLog implements Iterable<WorldCommand> {
  readonly length: number;
  readonly #all: WorldCommand[];

  private constructor(all: WorldCommand[], length: number) {
    this.#all = all;
    this.length = length;
  }

  static from(commands: Iterable<WorldCommand>): CommandLog {
    const all = [...commands];
    return new CommandLog(all, all.length);
  }

  /** With one more command; this log stays as it is. */
  add(command: WorldCommand): CommandLog {
    // Another value may have gone on from here already.
    const all = this.#all.length === this.length ? this.#all : this.#all.slice(0, this.length);
    all.push(command);
    return new CommandLog(all, all.length);
  }

  /** @param index counted from 0, or from the end when it is negative */
  at(index: number): WorldCommand | undefined {
    const place = index < 0 ? this.length + index : index;
    return place < this.length ? this.#all[place] : undefined;
  }

  /** The first commands, as a log. */
  slice(length: number): CommandLog {
    return new CommandLog(this.#all, Math.min(length, this.length));
  }

  *[Symbol.iterator](): Generator<WorldCommand, void> {
    for (let index = 0; index < this.length; index += 1) {
      const command = this.#all[index];
      if (command !== undefined) yield command;
    }
  }
}
