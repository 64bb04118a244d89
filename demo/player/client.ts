/** The client program of a customer: decides when to poll, what to request, and what to remember of a response. */
import { drawFraction } from '../../random/random.ts';
import { type Habit, type HabitName, habits } from '../show/scene.ts';
import type { Received, StagedRequest } from './stage.ts';

export const paths = {
  list: '/api/v1/enrichment/status/',
  submit: '/api/v1/enrichment/submit/',
  control: '/api/v1/enrichment-control/',
  status: (job: string): string => `/api/v1/enrichment/status/${job}/`,
  results: (job: string): string => `/api/v1/enrichment/result/${job}/`,
} as const;

type Send = (request: StagedRequest) => Promise<Received>;

/** Jobs in these statuses still move. */
const moving = new Set(['queued', 'in-progress']);
const withResults = new Set(['completed', 'paused']);

const maxPauseSeconds = 32;

export class Client {
  readonly #name: string;
  readonly #token: string;
  readonly #seed: string;
  readonly #send: Send;
  readonly #followed = new Set<string>();
  #habit: Habit;
  #failures = 0;
  #polls = 0;
  /** The second of the next poll; infinite while there is nothing to poll. */
  due: number;

  /** @param seed decides by how much the intervals differ */
  constructor(name: string, token: string, habit: HabitName, seed: string, send: Send) {
    this.#name = name;
    this.#token = token;
    this.#seed = seed;
    this.#send = send;
    this.#habit = habits[habit];
    // It does not know its jobs yet, so it begins with the list.
    this.due = 1 + 3 * this.#draw();
  }

  /** The job that it follows since the shortest time. */
  get latest(): string | undefined {
    return [...this.#followed].at(-1);
  }

  request(method: 'GET' | 'POST', path: string, body?: object): Promise<Received> {
    return this.#send({ method, path, token: this.#token, ...(body === undefined ? {} : { body }) });
  }

  /** @param now the second of the show */
  changeHabit(habit: HabitName, now: number): void {
    this.#habit = habits[habit];
    if (this.#followed.size > 0) this.due = now + this.#habit.seconds;
  }

  follow(job: string, now: number): void {
    this.#followed.delete(job);
    this.#followed.add(job);
    if (this.due === Number.POSITIVE_INFINITY) this.due = now + this.#interval();
  }

  /** Polls once. @param now the second of the show */
  async poll(now: number): Promise<void> {
    const [only, ...others] = this.#followed;
    const isSingle = only !== undefined && (others.length === 0 || !this.#habit.stops);
    const job = isSingle ? (this.latest ?? only) : undefined;
    const received = await this.request('GET', job === undefined ? paths.list : paths.status(job));
    if (received.status === 200) await this.#read(received, job);
    else if (received.status === 404 && job !== undefined) this.#followed.delete(job);
    else if (received.status === 401) this.#followed.clear();
    this.#plan(received, now);
  }

  /** Notes what the response shows, and fetches the results that are ready. */
  async #read({ json }: Received, job: string | undefined): Promise<void> {
    const shown = readJobs(json);
    for (const { id, status } of shown) if (moving.has(status)) this.#followed.add(id);
    if (!this.#habit.stops) return;
    const ended = shown.filter(({ id, status }) => this.#followed.has(id) && !moving.has(status));
    for (const { id, status } of ended) {
      // A status that it does not know may pass.
      if (withResults.has(status)) await this.request('GET', paths.results(id));
      if (withResults.has(status) || status === 'failed') this.#followed.delete(id);
    }
    // A job that is no longer in the list was deleted, or is on a later page.
    if (job !== undefined) return;
    const ids = new Set(shown.map(({ id }) => id));
    for (const id of this.#followed) if (!ids.has(id)) this.#followed.delete(id);
  }

  #plan({ status, retryAfter }: Received, now: number): void {
    const isFailure = status === 0 || status >= 500 || status === 429;
    this.#failures = isFailure ? this.#failures + 1 : 0;
    // While it has not seen its list yet, it tries again.
    if (!isFailure && this.#followed.size === 0) this.due = Number.POSITIVE_INFINITY;
    else if (retryAfter !== undefined) this.due = now + retryAfter + 1 + this.#draw();
    else if (isFailure)
      this.due = now + Math.min(maxPauseSeconds, 3 * 2 ** (this.#failures - 1)) * (1 + 0.2 * this.#draw());
    else this.due = now + this.#interval();
  }

  /** Hardly ever the same, so that the clients do not poll in step. */
  #interval(): number {
    const { seconds, stops } = this.#habit;
    return stops ? seconds * (0.9 + 0.2 * this.#draw()) : seconds;
  }

  #draw(): number {
    return drawFraction(this.#seed, this.#name, (this.#polls += 1));
  }
}

interface SeenJob {
  readonly id: string;
  readonly status: string;
}

/** The jobs of a list or of a single response. */
function readJobs(json: unknown): readonly SeenJob[] {
  return (Array.isArray(json) ? json : [json]).flatMap((one: unknown) => {
    const id = getText(one, 'job_id');
    return id === undefined ? [] : [{ id, status: getText(one, 'status') ?? '' }];
  });
}

/** A text of a response; undefined when it has none under this name. */
export function getText(json: unknown, name: string): string | undefined {
  if (typeof json !== 'object' || json === null || !Object.hasOwn(json, name)) return undefined;
  const value = (json as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : undefined;
}
