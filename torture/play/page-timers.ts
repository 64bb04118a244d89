/** The timers of the page in virtual time, in place of those of the program. */
import type { LeakedTimer } from '../life/life.ts';
import type { Agenda, AgendaEvent } from './agenda.ts';

type Callback = (...values: unknown[]) => unknown;

export interface PageTimers {
  readonly setTimeout: (callback: unknown, delay?: unknown, ...values: unknown[]) => unknown;
  readonly setInterval: (callback: unknown, delay?: unknown, ...values: unknown[]) => unknown;
  /** Of a timeout or an interval. */
  readonly clear: (given?: unknown) => void;
  /** A timer that no client can clear, such as that of `AbortSignal.timeout`. */
  readonly addOwn: (delay: number, callback: () => void) => void;
  readonly requestFrame: (callback: unknown) => number;
  /** How many have fired. */
  readonly countFired: () => number;
  /** Those that are set, the first due first. */
  readonly list: () => readonly LeakedTimer[];
}

export interface TimerOptions {
  readonly agenda: Agenda;
  /** Whether timers are objects, as in Node, and not numbers. */
  readonly areObjects: boolean;
  /** Called whenever the client sets or clears a timer. */
  readonly onUse: () => void;
  /** Told of what a callback threw. */
  readonly onError: (error: unknown) => void;
}

/** Longer delays overflow in browsers and in Node, and the timer fires at once. */
const maxDelay = 2_147_483_647;

const frameMs = 16;

export function createPageTimers({ agenda, areObjects, onUse, onError }: TimerOptions): PageTimers {
  const timers = new Map<number, Timer>();
  let latest = 0;
  let fired = 0;
  const fire = (timer: Timer): void => {
    fired += 1;
    if (timer.kind === 'interval') start(timer);
    else timers.delete(timer.id);
    try {
      timer.callback(...timer.values);
    } catch (error) {
      onError(error);
    }
  };
  const start = (timer: Timer): void => {
    timer.event = agenda.add(agenda.now() + timer.delay, 'page', () => fire(timer));
    timers.set(timer.id, timer);
  };
  const clear = (given?: unknown): void => {
    const id = toId(given);
    const timer = id === undefined ? undefined : timers.get(id);
    if (timer === undefined) return;
    onUse();
    timer.event?.cancel();
    timers.delete(timer.id);
  };
  const restart = (timer: Timer): void => {
    timer.event?.cancel();
    start(timer);
  };
  const set =
    (kind: Timer['kind']) =>
    (callback: unknown, delay?: unknown, ...values: unknown[]): unknown => {
      if (typeof callback !== 'function')
        throw new TypeError(`The callback of a timer must be a function; it is ${typeof callback}.`);
      onUse();
      const timer: Timer = {
        id: (latest += 1),
        kind,
        callback: callback as Callback,
        values,
        delay: toDelay(delay),
        setAt: agenda.now(),
        event: undefined,
      };
      start(timer);
      return areObjects ? new TimerHandle(timer.id, clear, () => restart(timer)) : timer.id;
    };
  const setTimeout = set('timeout');
  return {
    setTimeout,
    setInterval: set('interval'),
    clear,
    addOwn: (delay, callback) => {
      agenda.add(agenda.now() + delay, 'page', callback);
    },
    requestFrame: (callback) => toId(setTimeout(callback, frameMs, agenda.now() + frameMs)) ?? 0,
    countFired: () => fired,
    list: () =>
      [...timers.values()]
        .map(({ kind, delay, setAt, event }) => ({ kind, due: event?.due ?? 0, delay, setAt }))
        .toSorted((a, b) => a.due - b.due),
  };
}

interface Timer {
  readonly id: number;
  readonly kind: LeakedTimer['kind'];
  readonly callback: Callback;
  readonly values: readonly unknown[];
  readonly delay: number;
  readonly setAt: number;
  event: AgendaEvent | undefined;
}

function toDelay(given: unknown): number {
  const delay = Math.trunc(Number(given));
  return delay >= 1 && delay <= maxDelay ? delay : 1;
}

function toId(given: unknown): number | undefined {
  if (given instanceof TimerHandle) return given.id;
  const id = typeof given === 'string' ? Number(given) : given;
  return typeof id === 'number' ? id : undefined;
}

/** What Node returns. */
class TimerHandle {
  readonly id: number;
  readonly #clear: (given: unknown) => void;
  readonly #restart: () => void;

  constructor(id: number, clear: (given: unknown) => void, restart: () => void) {
    this.id = id;
    this.#clear = clear;
    this.#restart = restart;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  hasRef(): boolean {
    return true;
  }

  refresh(): this {
    this.#restart();
    return this;
  }

  close(): this {
    this.#clear(this.id);
    return this;
  }

  [Symbol.toPrimitive](): number {
    return this.id;
  }

  [Symbol.for('nodejs.dispose')](): void {
    this.#clear(this.id);
  }
}
