/** The jobs of a world, indexed: by id, by owner, by time. Follows the log of the world, command by command. */
import { Agenda } from './agenda.ts';
import type { WorldCommand } from './command.ts';
import type { Fixture } from './fixture.ts';
import { listFixtureJobs } from './fixture-jobs.ts';
import { WorldJob } from './job.ts';
import type { Intervention } from './life.ts';
import type { Terms } from './payments.ts';
import type { Instant } from '../../time/time.ts';

export class JobIndex {
  readonly fixture: Fixture;
  readonly began: Instant;
  readonly #byId = new Map<string, WorldJob>();
  /** The oldest first; of two with the same time, the earlier one in the log. */
  readonly #order: string[] = [];
  readonly #byOwner = new Map<string, string[]>();
  /** The deleted jobs, which may come back. */
  #deleted: Map<string, WorldJob | undefined> | undefined;
  /** Of jobs that were submitted at the same time as a deleted one: their order in the log. */
  #ranks: Map<string, number> | undefined;
  #letters = 0;
  #agenda: Agenda | undefined;

  constructor(fixture: Fixture, began: Instant) {
    this.fixture = fixture;
    this.began = began;
    const initial = listFixtureJobs(fixture, began);
    for (const job of initial.toSorted((a, b) => a.submittedAt - b.submittedAt)) this.#insert(job);
  }

  get(id: string): WorldJob | undefined {
    return this.#byId.get(id);
  }

  get size(): number {
    return this.#order.length;
  }

  /** The letters of the submitted rows, those of deleted jobs too. */
  get letters(): number {
    return this.#letters;
  }

  wasDeleted(id: string): boolean {
    return this.#deleted?.has(id) === true;
  }

  /** Whether the job was submitted since the world began. */
  isSubmitted(id: string): boolean {
    return (this.#byId.get(id) ?? this.#deleted?.get(id))?.isInitial === false;
  }

  count(owner: string): number {
    return this.#byOwner.get(owner)?.length ?? 0;
  }

  /** Jobs of the owner, or of all when there is none, the newest first. @param from counted from 0 @param to exclusive */
  list(owner?: string, from = 0, to = Number.POSITIVE_INFINITY): readonly WorldJob[] {
    const ids = owner === undefined ? this.#order : (this.#byOwner.get(owner) ?? []);
    const jobs: WorldJob[] = [];
    const end = Math.max(0, ids.length - to);
    for (let place = ids.length - 1 - from; place >= end; place -= 1) {
      const job = this.#byId.get(ids[place] ?? '');
      if (job !== undefined) jobs.push(job);
    }
    return jobs;
  }

  /** Every job, in no order. */
  values(): IterableIterator<WorldJob> {
    return this.#byId.values();
  }

  /** The next changes and the wallets at a time; made when they are first needed. */
  getAgenda(now: Instant, terms: Terms): Agenda {
    if (this.#agenda?.isFor(now, terms) !== true) this.#agenda = new Agenda(this, now, terms);
    this.#agenda.advance(now);
    return this.#agenda;
  }

  apply(command: WorldCommand): void {
    this.#agenda?.advance(command.at);
    if (command.kind === 'submit') {
      this.#letters += command.records?.text.length ?? 0;
      this.#replace(undefined, this.#insert(new WorldJob(command, this.fixture)));
    } else if (command.kind === 'delete') this.#delete(command.job);
    else if (command.kind === 'undelete') this.#undelete(command.job);
    else
      for (const id of command.kind === 'poll' ? command.jobs : [command.job]) {
        const job = this.#byId.get(id);
        if (job !== undefined) this.#replace(job, job.intervene(toIntervention(command)));
      }
  }

  #insert(job: WorldJob): WorldJob {
    this.#byId.set(job.id, job);
    this.#place(this.#order, job);
    const own = this.#byOwner.get(job.owner);
    if (own === undefined) this.#byOwner.set(job.owner, [job.id]);
    else this.#place(own, job);
    return job;
  }

  #replace(before: WorldJob | undefined, after: WorldJob): void {
    this.#byId.set(after.id, after);
    this.#agenda?.replace(before, after);
  }

  #delete(id: string): void {
    const job = this.#byId.get(id);
    this.#deleted ??= new Map();
    this.#deleted.set(id, job);
    if (job === undefined) return;
    this.#rankEquals(job);
    this.#agenda?.replace(job, undefined);
    this.#remove(this.#order, job);
    this.#remove(this.#byOwner.get(job.owner) ?? [], job);
    this.#byId.delete(id);
  }

  #undelete(id: string): void {
    const job = this.#deleted?.get(id);
    if (job === undefined || this.#byId.has(id)) return;
    this.#deleted?.delete(id);
    this.#replace(undefined, this.#insert(job));
  }

  /** Remembers in which order the jobs of the same time are. Those after the last one that has a rank are new since then. */
  #rankEquals({ submittedAt }: WorldJob): void {
    const ranks = (this.#ranks ??= new Map<string, number>());
    const end = this.#findPlace(this.#order, submittedAt);
    let begin = end;
    while (begin > 0 && this.#isNewAt(this.#order[begin - 1], submittedAt, ranks)) begin -= 1;
    for (const id of this.#order.slice(begin, end)) ranks.set(id, ranks.size);
  }

  #isNewAt(id = '', at: Instant, ranks: ReadonlyMap<string, number>): boolean {
    return !ranks.has(id) && this.#byId.get(id)?.submittedAt === at;
  }

  /** Mostly at the end, since time does not go back; yet a job may be submitted at an earlier time. */
  #place(ids: string[], job: WorldJob): void {
    const place = this.#findPlaceAmongEquals(ids, job);
    if (place === ids.length) ids.push(job.id);
    else ids.splice(place, 0, job.id);
  }

  #remove(ids: string[], job: WorldJob): void {
    const place = ids.lastIndexOf(job.id, this.#findPlace(ids, job.submittedAt));
    if (place >= 0) ids.splice(place, 1);
  }

  /** Before those of the same time that come later in the log; there are some only when the job was deleted. */
  #findPlaceAmongEquals(ids: readonly string[], { id, submittedAt }: WorldJob): number {
    let place = this.#findPlace(ids, submittedAt);
    const rank = this.#ranks?.get(id);
    if (rank === undefined) return place;
    const isLater = (other = '') =>
      this.#byId.get(other)?.submittedAt === submittedAt && (this.#ranks?.get(other) ?? Infinity) > rank;
    while (place > 0 && isLater(ids[place - 1])) place -= 1;
    return place;
  }

  /** The place after all that were submitted by this time. */
  #findPlace(ids: readonly string[], at: Instant): number {
    const isLater = (place: number) => (this.#byId.get(ids[place] ?? '')?.submittedAt ?? at) > at;
    let [low, high] = [0, ids.length];
    if (high > 0 && !isLater(high - 1)) return high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isLater(middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

function toIntervention(
  command: Exclude<WorldCommand, { kind: 'submit' | 'delete' | 'undelete' }>,
): Intervention {
  const { at } = command;
  if (command.kind === 'intervene') return { cause: command.cause, at };
  if (command.kind === 'poll') return { cause: 'poll', at };
  if (command.kind === 'force') return { cause: 'force', at, status: command.status, stays: command.stays };
  const { reason } = command;
  return { cause: 'fail', at, ...(reason === undefined ? {} : { reason }) };
}
