/** What the coach watches: users, jobs and things. Of too many, the least recently requested ones are forgotten. */
import type { Subject } from './rule.ts';

/** What the rules remember of one subject, in a list of all subjects by their last request. */
export interface WatchedSubject {
  readonly per: Subject;
  readonly key: string;
  /** Of each rule, if it has begun. */
  readonly memories: unknown[];
  /** The jobs of a user, and what was requested of a user or of a job. */
  parts: Map<string, WatchedSubject> | undefined;
  /** Where it is found by its key. */
  readonly home: Map<string, WatchedSubject>;
  newer?: WatchedSubject | undefined;
  older?: WatchedSubject | undefined;
}

export class WatchedSubjects {
  readonly #max: number;
  readonly #createMemories: (per: Subject) => unknown[];
  readonly #users = new Map<string, WatchedSubject>();
  #latest: WatchedSubject | undefined;
  #oldest: WatchedSubject | undefined;
  size = 0;

  /** @param createMemories with a place for each rule */
  constructor(max: number, createMemories: (per: Subject) => unknown[]) {
    this.#max = max;
    this.#createMemories = createMemories;
  }

  /** The user with this key, or that part of its owner; it is now the latest. */
  get(per: Subject, key: string, owner?: WatchedSubject): WatchedSubject {
    const home = owner === undefined ? this.#users : (owner.parts ??= new Map());
    const subject = home.get(key);
    if (subject === undefined) return this.#add(per, key, home);
    if (subject !== this.#latest) {
      this.#takeOut(subject);
      this.#putLast(subject);
    }
    return subject;
  }

  users(): Iterable<WatchedSubject> {
    return this.#users.values();
  }

  #add(per: Subject, key: string, home: Map<string, WatchedSubject>): WatchedSubject {
    const memories = this.#createMemories(per);
    const subject: WatchedSubject = {
      per,
      key,
      memories,
      parts: undefined,
      home,
      newer: undefined,
      older: undefined,
    };
    home.set(key, subject);
    this.#putLast(subject);
    this.size += 1;
    if (this.size > this.#max && this.#oldest !== undefined) {
      this.#oldest.home.delete(this.#oldest.key);
      this.#takeOut(this.#oldest);
      this.size -= 1;
    }
    return subject;
  }

  #takeOut({ newer, older }: WatchedSubject): void {
    if (newer === undefined) this.#latest = older;
    else newer.older = older;
    if (older === undefined) this.#oldest = newer;
    else older.newer = newer;
  }

  #putLast(subject: WatchedSubject): void {
    subject.newer = undefined;
    subject.older = this.#latest;
    if (this.#latest === undefined) this.#oldest = subject;
    else this.#latest.newer = subject;
    this.#latest = subject;
  }
}
