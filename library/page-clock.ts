/**
 * The clock of a page under test. Long timers wait until the test moves the time; short ones fire
 * automatically, so that a page that renders after a timer still renders. Its source is sent to the page as
 * text, so it can only use its arguments.
 */

/** What the clock needs of the real page. */
export interface RealTime {
  /** Real milliseconds; they never go back. */
  readonly elapsed: () => number;
  readonly setTimer: (call: () => void, milliseconds: number) => unknown;
  readonly clearTimer: (timer: unknown) => void;
  /** Settles when the page has done what it had to do in this turn. */
  readonly turn: () => Promise<void>;
  /** Takes what a callback threw. */
  readonly report: (error: unknown) => void;
}

export interface PageTime {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Milliseconds until the next timeout or interval is due; undefined when there is none. */
  readonly due: number | undefined;
}

interface Timer {
  readonly id: number;
  readonly call: () => void;
  /** In ticks. */
  at: number;
  readonly every: number | undefined;
  /** Whether it fires automatically, in real time. */
  readonly isShort: boolean;
  readonly kind: TimerKind;
}

/** A step draws one frame, however much time passes. */
export type TimerKind = 'timeout' | 'interval' | 'frame';

export class PageClock {
  readonly #real: RealTime;
  /** The time when the page was opened, in milliseconds since 1970. */
  #epoch: number;
  /** Milliseconds since then. */
  #ticks = 0;
  readonly #maxShort: number;
  readonly #timers = new Map<number, Timer>();
  /** Far from the numbers that the browser gives to its own timers. */
  #lastId = 1e9;
  /** The wait in real time for the next short timer. */
  #waiting:
    | { readonly timer: unknown; readonly since: number; readonly from: number; readonly to: number }
    | undefined;
  #isRunning = false;
  #runs: Promise<void> = Promise.resolve();
  #readSince: number | undefined;

  /** @param maxShort longest delay of a timer, in milliseconds, that still fires automatically */
  constructor(real: RealTime, now: number, maxShort: number) {
    this.#real = real;
    this.#epoch = now;
    this.#maxShort = maxShort;
  }

  /** The value of `Date.now()`. */
  now(): number {
    return Math.floor(this.#epoch + this.ticks());
  }

  /** The value of `performance.now()`. */
  ticks(): number {
    if (!this.#flow()) this.#yieldToLoops();
    return this.#ticks;
  }

  time(): PageTime {
    this.#flow();
    const at = this.#findFirst(({ kind }) => kind !== 'frame')?.at;
    return { now: this.now(), due: at === undefined ? undefined : Math.max(0, at - this.#ticks) };
  }

  /** @returns the id for `clear` */
  set(call: () => void, delay: number, kind: TimerKind = 'timeout'): number {
    this.#flow();
    const maxDelay = 2 ** 31 - 1;
    const wait = delay > 0 && delay <= maxDelay ? Math.floor(delay) : 0;
    // A timer that sets a timer must move the clock, or a chain of them would never end.
    const repeats = kind === 'interval';
    const delayed = Math.max(wait, repeats || this.#isRunning ? 1 : 0);
    this.#lastId += 1;
    this.#timers.set(this.#lastId, {
      id: this.#lastId,
      call,
      at: this.#ticks + delayed,
      every: repeats ? delayed : undefined,
      // An interval of a second is the ticker of a page, and would never let the clock come to rest.
      isShort: repeats ? wait < this.#maxShort : wait <= this.#maxShort,
      kind,
    });
    this.#arm();
    return this.#lastId;
  }

  /** @returns whether there was such a timer */
  clear(id: number): boolean {
    this.#flow();
    const existed = this.#timers.delete(id);
    if (existed) this.#arm();
    return existed;
  }

  /** Changes what the time is without firing a timer, as when the clock of a computer is set. */
  setTo(now: number): PageTime {
    this.#flow();
    this.#epoch = now - this.#ticks;
    return this.time();
  }

  moveBy(milliseconds: number): PageTime {
    this.#epoch += milliseconds;
    return this.time();
  }

  /** For user events: code that compares times may rely on their times being distinct. */
  nudge(): void {
    this.#flow();
    if (this.#waiting === undefined) this.#ticks += 1;
  }

  /** Fires all timers that are due until then in order, with a turn of the page after each. */
  async runTo(now: number): Promise<PageTime> {
    await this.#enqueue(now - this.#epoch);
    return this.time();
  }

  /**
   * Resolves when the page is idle: it has read its responses, rendered, and set its next timer.
   * @param pause real milliseconds between two checks
   */
  async rest(pause: number): Promise<PageTime> {
    const soon = 20;
    const maxFired = 10;
    for (let looks = 0, fired = 0; looks < 4; ) {
      if (pause > 0) await new Promise<void>((resolve) => this.#real.setTimer(resolve, pause));
      await this.#real.turn();
      const isSoon = ({ at, isShort }: Timer) => isShort && at <= this.#ticks + soon;
      const first = fired < maxFired ? this.#findFirst(isSoon) : undefined;
      looks = first === undefined ? looks + 1 : 0;
      if (first !== undefined) await this.#enqueue(first.at);
      // A page that draws without end has always something to do.
      fired += first === undefined ? 0 : 1;
    }
    return this.time();
  }

  #enqueue(ticks: number): Promise<void> {
    this.#runs = this.#runs.then(() => this.#run(ticks));
    return this.#runs;
  }

  async #run(until: number): Promise<void> {
    this.#flow();
    this.#disarm();
    this.#isRunning = true;
    const isDue = ({ at, kind }: Timer) => at <= until && kind !== 'frame';
    for (let timer = this.#findFirst(isDue); timer !== undefined; timer = this.#findFirst(isDue))
      await this.#fire(timer);
    this.#ticks = Math.max(this.#ticks, until);
    const frames = [...this.#timers.values()].filter(({ at, kind }) => kind === 'frame' && at <= this.#ticks);
    for (const frame of frames) if (this.#timers.has(frame.id)) await this.#fire(frame);
    this.#isRunning = false;
    this.#arm();
  }

  async #fire(timer: Timer): Promise<void> {
    this.#ticks = Math.max(this.#ticks, timer.at);
    if (timer.every === undefined) this.#timers.delete(timer.id);
    else timer.at += timer.every;
    try {
      timer.call();
    } catch (error) {
      this.#real.report(error);
    }
    await this.#real.turn();
  }

  #findFirst(counts: (timer: Timer) => boolean): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers.values())
      if (counts(timer) && (first === undefined || timer.at < first.at)) first = timer;
    return first;
  }

  /** Waits in real time for the next short timer, unless the test lets time pass at present. */
  #arm(): void {
    this.#disarm();
    const first = this.#isRunning ? undefined : this.#findFirst(({ isShort }) => isShort);
    if (first === undefined) return;
    const fire = () => {
      this.#waiting = undefined;
      void this.#enqueue(first.at);
    };
    const timer = this.#real.setTimer(fire, Math.max(0, first.at - this.#ticks));
    this.#waiting = { timer, since: this.#real.elapsed(), from: this.#ticks, to: first.at };
  }

  #disarm(): void {
    if (this.#waiting !== undefined) this.#real.clearTimer(this.#waiting.timer);
    this.#waiting = undefined;
  }

  /** While a short timer is pending, the clock runs. @returns whether one is pending */
  #flow(): boolean {
    if (this.#waiting === undefined) return false;
    const { since, from, to } = this.#waiting;
    const ticks = Math.floor(from + this.#real.elapsed() - since);
    this.#ticks = Math.max(this.#ticks, Math.min(ticks, to));
    return ticks < to;
  }

  /** A loop that waits for a time would never end if the clock stood still. */
  #yieldToLoops(): void {
    // Far longer than a page works without a break, also on a slow machine.
    const maxStill = 2000;
    const elapsed = this.#real.elapsed();
    if (this.#readSince === undefined) {
      this.#readSince = elapsed;
      void this.#real.turn().then(() => {
        this.#readSince = undefined;
      });
      return;
    }
    const passed = elapsed - this.#readSince - maxStill;
    if (passed < 1) return;
    this.#ticks += Math.floor(passed);
    this.#readSince += Math.floor(passed);
  }
}
