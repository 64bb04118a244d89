/** What is to happen in a life, in the order of virtual time; a sleeping tab is late. */
import { createQueue } from '../../time/queue.ts';
import type { Sleep } from '../life/plan.ts';

/** The world goes on while a tab sleeps; the page does not. At one moment, the world comes first. */
export type Side = 'world' | 'page';

export interface AgendaEvent {
  /** When it happens, in milliseconds since the start of the life. */
  readonly at: number;
  /** When it would happen if the tab did not sleep. */
  readonly due: number;
  readonly cancel: () => void;
}

export interface Agenda {
  /** Virtual time, in milliseconds since the start of the life. */
  readonly now: () => number;
  readonly add: (due: number, side: Side, run: () => unknown) => AgendaEvent;
  /** The time of the next event; infinite if there is none. */
  readonly nextAt: () => number;
  /** Moves the time to the next event and returns what it does. */
  readonly takeNext: () => (() => unknown) | undefined;
  /** Moves the time to a moment before the next event. */
  readonly moveTo: (at: number) => void;
}

class Entry implements AgendaEvent {
  readonly at: number;
  readonly due: number;
  readonly side: Side;
  readonly order: number;
  run: (() => unknown) | undefined;

  constructor(at: number, due: number, side: Side, order: number, run: () => unknown) {
    this.at = at;
    this.due = due;
    this.side = side;
    this.order = order;
    this.run = run;
  }

  readonly cancel = (): void => {
    this.run = undefined;
  };
}

export function createAgenda(sleeps: readonly Sleep[]): Agenda {
  const queue = createQueue(isBefore);
  let now = 0;
  let count = 0;
  const dropCancelled = (): void => {
    for (let next = queue.getFirst(); next !== undefined && next.run === undefined; next = queue.getFirst())
      queue.removeFirst();
  };
  return {
    now: () => now,
    add: (due, side, run) => {
      const at = Math.max(now, side === 'page' ? findAwake(due, sleeps) : due);
      const entry = new Entry(at, due, side, (count += 1), run);
      queue.add(entry);
      return entry;
    },
    nextAt: () => {
      dropCancelled();
      return queue.getFirst()?.at ?? Number.POSITIVE_INFINITY;
    },
    takeNext: () => {
      dropCancelled();
      const entry = queue.getFirst();
      if (entry === undefined) return undefined;
      queue.removeFirst();
      now = entry.at;
      return entry.run;
    },
    moveTo: (at) => {
      now = Math.max(now, at);
    },
  };
}

/** The first moment from this one on at which the tab does not sleep. */
function findAwake(from: number, sleeps: readonly Sleep[]): number {
  const asleep = sleeps.find(({ at, length }) => at <= from && from < at + length);
  return asleep === undefined ? from : findAwake(asleep.at + asleep.length, sleeps);
}

function isBefore(one: Entry, other: Entry): boolean {
  if (one.at !== other.at) return one.at < other.at;
  if (one.side !== other.side) return one.side === 'world';
  return one.due === other.due ? one.order < other.order : one.due < other.due;
}
