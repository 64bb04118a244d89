/** Keeps the replies that show jobs, until one of the jobs changes. */
import type { Job, JobState } from '../domain/job.ts';
import { type Instant, never } from '../../time/time.ts';
import type { Model, OperationCall, Reply } from './reply.ts';

interface KeptReply {
  readonly model: Model;
  readonly jobs: readonly Job[];
  /** What else it depends on. */
  readonly key: string;
  /** The time of the world in which the jobs are in these states; `until` is exclusive. */
  readonly from: Instant;
  readonly until: Instant;
  readonly reply: Reply;
}

/** The latest replies. A job is an immutable value: what is done to it makes another one. */
export class KeptReplies {
  /** By the first job that they show. */
  #latest = new WeakMap<Job, KeptReply>();
  #before = new WeakMap<Job, KeptReply>();
  #count = 0;
  readonly #max: number;

  /** @param max how many are kept at least, if their jobs exist */
  constructor(max: number) {
    this.#max = max;
  }

  find({ model, now }: OperationCall, jobs: readonly Job[], key = ''): Reply | undefined {
    const [first] = jobs;
    if (first === undefined) return undefined;
    const known = this.#latest.get(first) ?? this.#before.get(first);
    const isSame =
      known !== undefined &&
      known.model === model &&
      known.from <= now &&
      now < known.until &&
      known.key === key &&
      known.jobs.length === jobs.length &&
      known.jobs.every((job, index) => job === jobs[index]);
    return isSame ? known.reply : undefined;
  }

  /**
   * @param states those of the jobs
   * @returns the reply, which is kept unless it changes the world or the model changes it
   */
  keep(
    { model }: OperationCall,
    jobs: readonly Job[],
    states: readonly JobState[],
    reply: Extract<Reply, { kind: 'success' }>,
    key = '',
  ): Reply {
    const [first] = jobs;
    const { mutate, fill } = model;
    if (first === undefined || reply.intent !== undefined || mutate !== undefined || fill !== undefined)
      return reply;
    const kept = { ...reply, kept: {} };
    if (this.#count >= this.#max) {
      this.#before = this.#latest;
      this.#latest = new WeakMap();
      this.#count = 0;
    }
    this.#count += 1;
    const from = states.reduce(
      (latest, { updatedAt }) => (updatedAt > latest ? updatedAt : latest),
      first.submittedAt,
    );
    const until = states.reduce(
      (soonest, { next = { at: never } }) => (next.at < soonest ? next.at : soonest),
      never,
    );
    this.#latest.set(first, { model, jobs, key, from, until, reply: kept });
    return kept;
  }
}
