/** Collects the metrics of all workers of a mock, of which only one gets the request for them. */
import { isMap, toMap } from '../../openapi/values.ts';
import { addLatest } from '../domain/memo.ts';
import type { Bus } from '../store/port.ts';
import { type Family, mergeFamilies, type Sample } from './family.ts';

export interface GatherDeps {
  readonly bus: Bus;
  /** The workers of one mock; other mocks may share their bus. */
  readonly group: string;
  /** How many workers there are besides this one. */
  readonly others: number;
  readonly collect: () => Promise<readonly Family[]>;
  /** Resolves after this many real milliseconds, or earlier when the signal is aborted. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** A text that no other worker has. */
  readonly id: string;
}

interface Gathering {
  /** Those of all workers. Of one that does not answer in time, or has ended, its latest counts are used. */
  readonly collect: () => Promise<readonly Family[]>;
  readonly close: () => void;
}

/** A busy worker answers later than an idle one. */
const maxWaitMs = 1000;
/** Workers whose counts are remembered. */
const maxWorkers = 200;

/** All workers hear it, so that each can go on with the counts of one that ends. */
interface Answer {
  readonly to: string;
  readonly from: string;
  readonly families: readonly Family[];
  /** The latest counts of workers that the answering one has heard of. */
  readonly counts: Readonly<Record<string, readonly Family[]>>;
}

export function gatherFamilies({ bus, group, others, collect, wait, id }: GatherDeps): Gathering {
  const [questions, answers] = [`metrics-of ${group}`, `metrics ${group}`];
  const pending = new Map<string, (answer: Answer) => void>();
  /** What the other workers counted, so that no sum goes down when one of them ends: Prometheus would count it again. */
  const counted = new Map<string, readonly Family[]>();
  const names = new Set<string>();
  let asked = 0;
  const note = (worker: string, families: readonly Family[]): void => {
    if (worker === id) return;
    const forgotten = addLatest(names, worker, maxWorkers);
    if (forgotten !== undefined) counted.delete(forgotten);
    counted.set(worker, families.filter(isCount));
  };
  const hear = (answer: Answer): void => {
    for (const [worker, families] of Object.entries(answer.counts))
      if (!counted.has(worker)) note(worker, families);
    note(answer.from, answer.families);
    pending.get(answer.to)?.(answer);
  };
  const say = (to: string, families: readonly Family[]): void =>
    bus.publish(
      answers,
      JSON.stringify({ to, from: id, families, counts: Object.fromEntries(counted) } satisfies Answer),
    );
  const stops = [
    bus.subscribe(questions, (to) => {
      collect().then(
        (families) => say(to, families),
        // The asking worker waits for an answer in vain.
        () => undefined,
      );
    }),
    bus.subscribe(answers, (text) => {
      const answer = parseAnswer(text);
      if (answer !== undefined) hear(answer);
    }),
  ];
  return {
    close: () => stops.forEach((stop) => stop()),
    collect: async () => {
      asked += 1;
      const question = `${id} ${asked}`;
      const enough = new AbortController();
      const received = new Map<string, readonly Family[]>();
      pending.set(question, ({ from, families }) => {
        received.set(from, families);
        if (received.size >= others) enough.abort();
      });
      if (others > 0) bus.publish(questions, question);
      const own = await collect();
      if (received.size < others) await wait(maxWaitMs, enough.signal);
      pending.delete(question);
      // The others go on with these if this worker ends.
      if (others > 0) say('', own);
      const silent = [...counted].flatMap(([worker, families]) => (received.has(worker) ? [] : [families]));
      return mergeFamilies([own, ...received.values(), ...silent]);
    },
  };
}

/** What is right for a process that has ended too. */
const isCount = ({ type }: Family): boolean => type !== 'gauge';

/** Undefined for what no worker sends: anybody who reaches the store can send something else. */
function parseAnswer(text: string): Answer | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    const { to, from, families, counts } = toMap(answer);
    const areTexts = typeof to === 'string' && typeof from === 'string';
    const areFamilies = [families, ...Object.values(toMap(counts))].every(
      (one) => Array.isArray(one) && one.every(isFamily),
    );
    return areTexts && areFamilies && isMap(counts) ? (answer as Answer) : undefined;
  } catch {
    return undefined;
  }
}

function isFamily(value: unknown): value is Family {
  const { name, help, type, samples } = toMap(value);
  return (
    [name, help].every((one) => typeof one === 'string') &&
    (type === 'counter' || type === 'gauge' || type === 'histogram') &&
    Array.isArray(samples) &&
    samples.every(isSample)
  );
}

function isSample(sample: unknown): sample is Sample {
  const { suffix = '', labels = {}, value } = toMap(sample);
  return (
    typeof suffix === 'string' &&
    isMap(labels) &&
    Object.values(labels).every((label) => typeof label === 'string') &&
    typeof value === 'number'
  );
}
