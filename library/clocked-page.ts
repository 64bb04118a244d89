/** Installs a clock in a page: it controls the page's time and timers. Its source is sent to the page as text. */
import type { PageClock, RealTime, TimerKind } from './page-clock.ts';

type AnyFunction = (...given: unknown[]) => unknown;

/** The globals of a page; a frame of another kind may lack some of them. */
export interface PageGlobals {
  setTimeout: AnyFunction;
  clearTimeout: AnyFunction;
  setInterval: AnyFunction;
  clearInterval: AnyFunction;
  requestAnimationFrame?: AnyFunction;
  cancelAnimationFrame?: AnyFunction;
  requestIdleCallback?: AnyFunction;
  cancelIdleCallback?: AnyFunction;
  Date: DateConstructor;
  readonly Intl: typeof Intl;
  readonly Temporal?: {
    readonly Now: Record<string, AnyFunction>;
    readonly Instant: { readonly fromEpochMilliseconds: AnyFunction };
  };
  readonly performance: { readonly now: () => number };
  readonly AbortSignal?: object;
  readonly AbortController: typeof AbortController;
  readonly DOMException: typeof DOMException;
  readonly MessageChannel: typeof MessageChannel;
  readonly reportError?: (error: unknown) => void;
  readonly eval: (code: string) => unknown;
  readonly addEventListener?: (type: string, listener: (event: unknown) => void, capture: boolean) => void;
}

export class ClockedPage {
  readonly #page: PageGlobals;
  readonly clock: PageClock;

  /** @param maxShort longest delay of a timer, in milliseconds, that still fires automatically */
  constructor(page: PageGlobals, Clock: typeof PageClock, now: number, maxShort: number) {
    this.#page = page;
    this.clock = new Clock(this.#realTime(), now, maxShort);
    this.#replaceTimers();
    this.#replaceFrames();
    this.#replaceDate();
    this.#replaceFormats();
    this.#replaceTemporal();
    this.#replacePerformance(now);
    this.#replaceAbort();
    this.#noticeInput();
  }

  #realTime(): RealTime {
    const page = this.#page;
    const { setTimeout, clearTimeout, performance } = page;
    const elapsed = performance.now.bind(performance);
    const turns: (() => void)[] = [];
    const { port1, port2 } = new page.MessageChannel();
    Object.assign(port1, { onmessage: () => turns.shift()?.() });
    return {
      elapsed: () => elapsed(),
      setTimer: (call, milliseconds) => setTimeout.call(page, call, milliseconds),
      clearTimer: (timer) => void clearTimeout.call(page, timer),
      turn: () =>
        new Promise((resolve) => {
          turns.push(resolve);
          port2.postMessage(undefined);
        }),
      report: (error) => page.reportError?.(error),
    };
  }

  #replaceTimers(): void {
    const page = this.#page;
    const set =
      (kind: TimerKind) =>
      (call: unknown, delay: unknown, ...rest: unknown[]) => {
        // Text is legal here, and is run as the browser would run it.
        const run =
          typeof call === 'function' ? () => (call as AnyFunction)(...rest) : () => page.eval(String(call));
        return this.clock.set(() => void run(), Number(delay), kind);
      };
    const clear = (native: AnyFunction) => (id: unknown) => {
      if (!this.clock.clear(Number(id))) native.call(page, id);
    };
    page.setTimeout = set('timeout');
    page.setInterval = set('interval');
    page.clearTimeout = clear(page.clearTimeout);
    page.clearInterval = clear(page.clearInterval);
  }

  #replaceFrames(): void {
    const page = this.#page;
    const frame = 16;
    const clear = (id: unknown) => void this.clock.clear(Number(id));
    if (page.requestAnimationFrame !== undefined) {
      page.requestAnimationFrame = (call) =>
        this.clock.set(
          () => void (call as AnyFunction)(this.clock.ticks()),
          frame - (Math.floor(this.clock.ticks()) % frame),
          'frame',
        );
      page.cancelAnimationFrame = clear;
    }
    if (page.requestIdleCallback !== undefined) {
      page.requestIdleCallback = (call) =>
        this.clock.set(
          () => void (call as AnyFunction)({ didTimeout: false, timeRemaining: () => frame }),
          1,
          'frame',
        );
      page.cancelIdleCallback = clear;
    }
  }

  #replaceDate(): void {
    const real = this.#page.Date;
    const now = () => this.clock.now();
    const replaced: DateConstructor = new Proxy(real, {
      apply: () => new real(now()).toString(),
      construct: (target, given: unknown[], as) =>
        Reflect.construct(target, given.length === 0 ? [now()] : given, as) as object,
      get: (target, key) => (key === 'now' ? now : (Reflect.get(target, key) as unknown)),
    });
    // Some code recognizes a date by it.
    real.prototype.constructor = replaced;
    this.#page.Date = replaced;
  }

  #replaceFormats(): void {
    const { prototype } = this.#page.Intl.DateTimeFormat;
    const real = Object.getOwnPropertyDescriptors(prototype) as Record<string, PropertyDescriptor>;
    const { format, formatToParts } = real;
    const orNow = (date: unknown) => (date === undefined ? this.clock.now() : date);
    Object.defineProperty(prototype, 'format', {
      configurable: true,
      get() {
        const ofThis = format?.get?.call(this) as AnyFunction;
        return (date: unknown) => ofThis(orNow(date));
      },
    });
    Object.defineProperty(prototype, 'formatToParts', {
      configurable: true,
      writable: true,
      value(date: unknown) {
        return (formatToParts?.value as AnyFunction | undefined)?.call(this, orNow(date));
      },
    });
  }

  #replaceTemporal(): void {
    const { Temporal } = this.#page;
    if (Temporal === undefined) return;
    const { Now, Instant } = Temporal;
    type Zoned = Record<'toPlainDateTime' | 'toPlainDate' | 'toPlainTime', () => unknown>;
    const instant = () =>
      Instant.fromEpochMilliseconds(this.clock.now()) as { toZonedDateTimeISO: (zone: unknown) => Zoned };
    const zoned = (zone: unknown) => instant().toZonedDateTimeISO(zone ?? Now['timeZoneId']?.());
    Object.assign(Now, {
      instant,
      zonedDateTimeISO: zoned,
      plainDateTimeISO: (zone: unknown) => zoned(zone).toPlainDateTime(),
      plainDateISO: (zone: unknown) => zoned(zone).toPlainDate(),
      plainTimeISO: (zone: unknown) => zoned(zone).toPlainTime(),
    });
  }

  #replacePerformance(now: number): void {
    const { performance } = this.#page;
    const value = () => this.clock.ticks();
    Object.defineProperty(performance, 'now', { configurable: true, writable: true, value });
    Object.defineProperty(performance, 'timeOrigin', { configurable: true, value: now });
  }

  #replaceAbort(): void {
    const { AbortSignal, AbortController, DOMException } = this.#page;
    if (AbortSignal === undefined) return;
    const value = (milliseconds: number) => {
      const controller = new AbortController();
      const abort = () => controller.abort(new DOMException('signal timed out', 'TimeoutError'));
      this.clock.set(abort, milliseconds);
      return controller.signal;
    };
    Object.defineProperty(AbortSignal, 'timeout', { configurable: true, writable: true, value });
  }

  /** Frameworks tell events from listeners that were added later by the time. */
  #noticeInput(): void {
    const { addEventListener } = this.#page;
    const notice = () => this.clock.nudge();
    for (const type of ['pointerdown', 'click', 'keydown', 'input', 'change', 'submit'])
      addEventListener?.call(this.#page, type, notice, true);
  }
}
