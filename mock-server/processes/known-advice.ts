/** What a process knows of the advice on a world, whichever process gave it. */
import type { Advice } from '../coach/advice.ts';
import { addLatest } from '../domain/memo.ts';

/** Pieces of advice: one for each rule and user of a large world. */
const maxSaid = 200;

export class KnownAdvice {
  /** Which advice was said already. */
  readonly said = new Set<string>();
  /** What the coach of the world found. */
  found: readonly Advice[] = [];

  addSaid(said: readonly string[]): void {
    for (const one of said) addLatest(this.said, one, maxSaid);
  }

  forget(): void {
    this.said.clear();
    this.found = [];
  }
}
