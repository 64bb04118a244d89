/** The latest requests of the world, by job and by user, for lists and for the ticks on the lanes. */
import { type ReadonlySignal, signal } from '@preact/signals';

import type { ShownRequest } from '../../../page-parts/polls.ts';

/** Of those beyond this number the oldest are forgotten. */
const maxRequests = 10_000;

export class RequestLog {
  #entries: ShownRequest[] = [];
  readonly #byJob = new Map<string, ShownRequest[]>();
  readonly #byUser = new Map<string, ShownRequest[]>();
  readonly #revision = signal(0);
  #missed = 0;

  /** Grows with each batch of requests. */
  get revision(): ReadonlySignal<number> {
    return this.#revision;
  }

  /** The oldest first. Reading it subscribes to nothing: see `revision`. */
  get entries(): readonly ShownRequest[] {
    return this.#entries;
  }

  /** How many came too fast to be shown. */
  get missed(): number {
    return this.#missed;
  }

  /** The requests for one job, the oldest first. */
  ofJob(id: string): readonly ShownRequest[] {
    return this.#byJob.get(id) ?? [];
  }

  /** The requests of a user that are for no single job, such as of lists; the oldest first. */
  ofUser(name: string): readonly ShownRequest[] {
    return this.#byUser.get(name) ?? [];
  }

  add(entries: readonly ShownRequest[], missed: number): void {
    for (const entry of entries) {
      this.#entries.push(entry);
      if (entry.job !== undefined) push(this.#byJob, entry.job, entry);
      else if (entry.user !== undefined) push(this.#byUser, entry.user, entry);
    }
    this.#missed += missed;
    if (this.#entries.length > maxRequests * 1.2) this.#forget();
    this.#revision.value = this.#revision.peek() + 1;
  }

  clear(): void {
    this.#entries = [];
    this.#byJob.clear();
    this.#byUser.clear();
    this.#missed = 0;
    this.#revision.value = this.#revision.peek() + 1;
  }

  #forget(): void {
    const kept = this.#entries.slice(-maxRequests);
    this.#entries = [];
    this.#byJob.clear();
    this.#byUser.clear();
    for (const entry of kept) {
      this.#entries.push(entry);
      if (entry.job !== undefined) push(this.#byJob, entry.job, entry);
      else if (entry.user !== undefined) push(this.#byUser, entry.user, entry);
    }
  }
}

function push(lists: Map<string, ShownRequest[]>, key: string, entry: ShownRequest): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [entry]);
  else list.push(entry);
}
