/**
 * What comes next in a world: the next change of every job, in the order of time, and what its users have paid by now. Both
 * follow the time, so that no question about them looks at all jobs.
 */
import { computeLatestChange } from './plan.ts';
import { getLife, type WorldJob } from './job.ts';
import { sumPayments, type Terms } from './payments.ts';
import { createQueue } from './queue.ts';
import type { Fixture } from './fixture.ts';
import type { Instant } from '../../time/time.ts';

/** The jobs that the agenda follows. */
export interface AgendaJobs {
  readonly fixture: Fixture;
  readonly began: Instant;
  readonly size: number;
  readonly get: (id: string) => WorldJob | undefined;
  readonly values: () => Iterable<WorldJob>;
}

export class Agenda {
  readonly #jobs: AgendaJobs;
  readonly #terms: Terms;
  /** The next change of each job after `#now`; also some that are no longer true, each found out when its time comes. */
  #queue = createQueue(compareJobs);
  #now: Instant;
  /** The sum of all payments and refunds until `#now`, for each user. */
  readonly #sums = new Map<string, number>();

  constructor(jobs: AgendaJobs, now: Instant, terms: Terms) {
    this.#jobs = jobs;
    this.#now = now;
    this.#terms = terms;
    for (const job of jobs.values()) {
      // Paid for before the world began, and nothing comes after.
      if (job.isInitial && this.#isOver(job, jobs.began)) continue;
      this.#pay(job.owner, sumPayments(job, jobs.began, now, terms));
      this.#enter(job);
    }
  }

  /** Whether it can tell of this time: it does not go back. */
  isFor(now: Instant, { lifeCycle, prices }: Terms): boolean {
    return now >= this.#now && lifeCycle === this.#terms.lifeCycle && prices === this.#terms.prices;
  }

  /** The sum of the refunds and costs of the user's jobs by now; costs are negative. */
  getSum(owner: string): number {
    return this.#sums.get(owner) ?? 0;
  }

  /** The job with the earliest change after now. */
  findNext(): { readonly job: WorldJob; readonly at: Instant } | undefined {
    for (let first = this.#queue.peek(); first !== undefined; first = this.#queue.peek()) {
      const job = this.#jobs.get(first.item.id);
      if (job === first.item && this.#findChange(job) === first.at) return { job, at: first.at };
      this.#queue.take();
    }
    return undefined;
  }

  /** The jobs that change after now and until this time. Leaves the agenda at now. */
  listChanging(until: Instant): readonly WorldJob[] {
    const found = new Map<WorldJob, Instant>();
    for (let first = this.findNext(); first !== undefined && first.at <= until; first = this.findNext()) {
      found.set(first.job, first.at);
      this.#queue.take();
    }
    for (const [job, at] of found) this.#queue.add(at, job);
    return [...found.keys()];
  }

  /** Goes on to a time. */
  advance(to: Instant): void {
    const from = this.#now;
    if (to <= from) return;
    this.#now = to;
    const moved = new Set<string>();
    for (let first = this.#queue.peek(); first !== undefined && first.at <= to; first = this.#queue.peek()) {
      moved.add(first.item.id);
      this.#queue.take();
    }
    for (const id of moved) {
      const job = this.#jobs.get(id);
      if (job === undefined) continue;
      this.#pay(job.owner, sumPayments(job, this.#jobs.began, to, this.#terms, from));
      this.#enter(job);
    }
  }

  /** A job is new, changed or gone. */
  replace(before: WorldJob | undefined, after: WorldJob | undefined): void {
    const { began } = this.#jobs;
    const [was, is] = [before, after].map((job) =>
      job === undefined ? 0 : sumPayments(job, began, this.#now, this.#terms),
    );
    const owner = (after ?? before)?.owner;
    if (owner !== undefined) this.#pay(owner, (is ?? 0) - (was ?? 0));
    if (after !== undefined) this.#enter(after);
    // Many actions on few jobs leave more that is no longer true than what is.
    if (this.#queue.size() > 2 * this.#jobs.size + maxStale) this.#sweep();
  }

  #sweep(): void {
    this.#queue = createQueue(compareJobs);
    for (const job of this.#jobs.values()) this.#enter(job);
  }

  #enter(job: WorldJob): void {
    if (this.#isOver(job, this.#now)) return;
    const at = this.#findChange(job);
    if (at !== undefined) this.#queue.add(at, job);
  }

  #findChange(job: WorldJob): Instant | undefined {
    const life = getLife(job, this.#terms.lifeCycle);
    return life.find(({ from }, index) => index > 0 && from > this.#now)?.from;
  }

  /** Whether nothing was done to a job, and it cannot change any more, which is known without its plan. */
  #isOver({ scenario, rows, submittedAt, interventions }: WorldJob, now: Instant): boolean {
    if (interventions.length > 0) return false;
    const known = this.#jobs.fixture.scenarios[scenario];
    return known !== undefined && submittedAt + computeLatestChange(known, rows) < now;
  }

  #pay(owner: string, amount: number): void {
    if (amount !== 0) this.#sums.set(owner, this.getSum(owner) + amount);
  }
}

/** Of two jobs that change at the same time, the newer one comes first. */
function compareJobs(a: WorldJob, b: WorldJob): number {
  return b.submittedAt - a.submittedAt || (a.id < b.id ? -1 : 1);
}

const maxStale = 1000;
