/** Replaces what is global in the program during a life, and puts it back. */
import { drawFraction } from '../../random/random.ts';
import { fetchClasses } from './fetch-classes.ts';
import type { PageTimers } from './page-timers.ts';

/** As the test environment has them; not those that a bundle brings. */
type Program = Record<string, unknown>;

type Callable = new (...values: unknown[]) => unknown;

export interface PageParts {
  readonly timers: PageTimers;
  readonly fetch: unknown;
  /** The clock of the page: milliseconds since 1970. */
  readonly getDate: () => number;
  /** Milliseconds since the page began. */
  readonly getAge: () => number;
}

/** @returns a function that puts everything back */
export function installGlobals({ timers, fetch, getDate, getAge }: PageParts): () => void {
  const program = globalThis as unknown as Program;
  const undo: (() => void)[] = [];
  let isOver = false;
  const replace = (target: object, name: string, value: unknown): void => {
    const before = Object.getOwnPropertyDescriptor(target, name);
    const own = typeof value === 'function' ? createForwarder(value, () => isOver, target, name) : value;
    Object.defineProperty(target, name, {
      value: own,
      writable: true,
      configurable: true,
      enumerable: true,
    });
    undo.push(() => {
      if (before === undefined) Reflect.deleteProperty(target, name);
      else Object.defineProperty(target, name, before);
    });
  };
  const replacements: Program = {
    setTimeout: withPromisified(timers.setTimeout),
    clearTimeout: timers.clear,
    setInterval: timers.setInterval,
    clearInterval: timers.clear,
    Date: createDate(program['Date'] as DateConstructor, getDate),
    fetch,
  };
  const inPages: Program = {
    requestAnimationFrame: timers.requestFrame,
    cancelAnimationFrame: timers.clear,
    requestIdleCallback: (callback: (deadline: object) => void) =>
      timers.setTimeout(() => callback({ didTimeout: false, timeRemaining: () => 50 }), 1),
    cancelIdleCallback: timers.clear,
  };
  const places = new Set([program, program['window'], program['self']].filter(isObject));
  for (const place of places) {
    for (const [name, value] of Object.entries(replacements)) replace(place, name, value);
    for (const [name, value] of Object.entries(inPages)) if (name in place) replace(place, name, value);
    for (const [name, find] of Object.entries(fetchClasses))
      if (place[name] === undefined) replace(place, name, find());
    if (isObject(place['performance'])) replace(place['performance'], 'now', getAge);
  }
  let draws = 0;
  replace(Math, 'random', () => drawFraction('life', (draws += 1)));
  const { AbortSignal: Signal } = globalThis;
  if (typeof Signal === 'function') replace(Signal, 'timeout', createTimeoutSignal(timers));
  return () => {
    isOver = true;
    for (const step of undo.toReversed()) step();
  };
}

/**
 * A module that is loaded during a life may keep what is global then, as the scheduler of React does: after the life, this leads to what
 * is global by then, such as the timers of the next life.
 */
function createForwarder(own: object, isOver: () => boolean, target: object, name: string): object {
  const find = (): Callable => {
    const latest: unknown = isOver() ? Reflect.get(target, name) : own;
    return (typeof latest === 'function' && latest !== forwarder ? latest : own) as Callable;
  };
  const forwarder: object = new Proxy(own, {
    apply: (_, self, values: unknown[]): unknown => Reflect.apply(find(), isOver() ? target : self, values),
    construct: (_, values: unknown[], self) =>
      Reflect.construct(find(), values, self === forwarder ? find() : self) as object,
    get: (_, key): unknown => Reflect.get(find(), key),
  });
  return forwarder;
}

function isObject(value: unknown): value is Program {
  return typeof value === 'object' && value !== null;
}

/** A Date that is the program's own in all but what time it is. */
function createDate(Real: DateConstructor, getDate: () => number): DateConstructor {
  return new Proxy(Real, {
    construct: (target, values: unknown[], self) =>
      Reflect.construct(target, values.length === 0 ? [getDate()] : values, self) as object,
    apply: (target) => new target(getDate()).toString(),
    get: (target, name, self): unknown => (name === 'now' ? getDate : Reflect.get(target, name, self)),
  });
}

/** `util.promisify(setTimeout)` knows it by this. */
function withPromisified(setTimeout: PageTimers['setTimeout']): PageTimers['setTimeout'] {
  const own: PageTimers['setTimeout'] = (callback, delay, ...values) =>
    setTimeout(callback, delay, ...values);
  const promisified = (delay?: number, value?: unknown) =>
    new Promise((resolve) => {
      setTimeout(resolve, delay, value);
    });
  return Object.assign(own, { [Symbol.for('nodejs.util.promisify.custom')]: promisified });
}

function createTimeoutSignal(timers: PageTimers) {
  return (delay: number): AbortSignal => {
    const controller = new globalThis.AbortController();
    timers.addOwn(delay, () =>
      controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')),
    );
    return controller.signal;
  };
}
