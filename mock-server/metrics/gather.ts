/** Collects the metrics of all workers of a mock, of which only one gets the request for them. */
import type { Bus } from '../store/port.ts';
import { type Family, mergeFamilies } from './family.ts';

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
  /** Those of all workers; a worker that does not answer in time is left out. */
  readonly collect: () => Promise<readonly Family[]>;
  readonly close: () => void;
}

/** A busy worker answers later than an idle one. */
const maxWaitMs = 1000;

interface Answer {
  readonly to: string;
  readonly families: readonly Family[];
}

export function gatherFamilies({ bus, group, others, collect, wait, id }: GatherDeps): Gathering {
  const [questions, answers] = [`metrics-of ${group}`, `metrics ${group}`];
  const pending = new Map<string, (families: readonly Family[]) => void>();
  let asked = 0;
  const stops = [
    bus.subscribe(questions, (to) => {
      void collect().then((families) =>
        bus.publish(answers, JSON.stringify({ to, families } satisfies Answer)),
      );
    }),
    bus.subscribe(answers, (text) => {
      const { to, families } = JSON.parse(text) as Answer;
      pending.get(to)?.(families);
    }),
  ];
  return {
    close: () => stops.forEach((stop) => stop()),
    collect: async () => {
      asked += 1;
      const question = `${id} ${asked}`;
      const enough = new AbortController();
      const received: (readonly Family[])[] = [];
      pending.set(question, (families) => {
        received.push(families);
        if (received.length >= others) enough.abort();
      });
      if (others > 0) bus.publish(questions, question);
      const own = await collect();
      if (received.length < others) await wait(maxWaitMs, enough.signal);
      pending.delete(question);
      return mergeFamilies([own, ...received]);
    },
  };
}
