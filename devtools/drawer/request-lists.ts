/** The requests of the app to the mock, by what they were for; only the latest ones. */
import type { ShownRequest } from '../../page-parts/polls.ts';

/** A page that stays open for days does not need all of them. */
const maxOfOne = 2000;

const none: readonly ShownRequest[] = [];

export class RequestLists {
  #ofJob = new Map<string, ShownRequest[]>();
  /** Lists, in which all jobs of a user are. */
  #ofUser = new Map<string, ShownRequest[]>();
  #last = 0;

  /** The highest number so far. */
  get last(): number {
    return this.#last;
  }

  get isEmpty(): boolean {
    return this.#last === 0;
  }

  add(entries: readonly ShownRequest[]): void {
    for (const entry of entries) {
      if (entry.number <= this.#last) continue;
      this.#last = entry.number;
      const { job, user, method, operation } = entry;
      if (job !== undefined) push(this.#ofJob, job, entry);
      else if (user !== undefined && method === 'GET' && operation !== undefined)
        push(this.#ofUser, user, entry);
    }
  }

  ofJob(id: string): readonly ShownRequest[] {
    return this.#ofJob.get(id) ?? none;
  }

  ofUser(name: string): readonly ShownRequest[] {
    return this.#ofUser.get(name) ?? none;
  }

  clear(): void {
    this.#ofJob = new Map();
    this.#ofUser = new Map();
    this.#last = 0;
  }
}

function push(lists: Map<string, ShownRequest[]>, key: string, entry: ShownRequest): void {
  const list = lists.get(key) ?? [];
  // Readers of a growing list continue where they were, so that a list that is too long becomes another one.
  lists.set(key, list.length < maxOfOne ? list : list.slice(-maxOfOne / 2));
  lists.get(key)?.push(entry);
}
