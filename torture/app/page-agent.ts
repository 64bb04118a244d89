/**
 * Lives in each document of an app under test: runs its timers, counts its requests, and notes what it shows. Its source is sent to the
 * page as text, so it can only use its arguments.
 */
import type { PageClock } from '../../library/page-clock.ts';

export interface AgentOptions {
  /** Selects the element that shows the status; absent if the adapter reads it. */
  readonly selector?: string;
  readonly isHidden: boolean;
  readonly isOffline: boolean;
}

/** What happened in a document since it was asked last. */
export interface AgentState {
  /** Another one in each document. */
  readonly id: string;
  /** By the clock of the page. */
  readonly now: number;
  /** When its next timer fires; undefined if there is none. */
  readonly due?: number | undefined;
  /** Requests that have no response yet, or whose body is being read. */
  readonly inFlight: number;
  /** How often something was done: a timer fired, a request began or ended, the text changed. */
  readonly acts: number;
  /** Whether it waits for a frame of the screen. */
  readonly wantsFrame: boolean;
  readonly shown: readonly ShownText[];
  readonly errors: readonly PageError[];
}

export interface ShownText {
  readonly at: number;
  /** Empty if there is no such element. */
  readonly text: string;
}

export interface PageError {
  readonly at: number;
  readonly kind: 'error' | 'rejection' | 'console';
  readonly message: string;
}

type AnyFunction = (...given: unknown[]) => unknown;
type Methods = Record<string, AnyFunction | undefined>;

interface Target {
  readonly dispatchEvent: (event: unknown) => void;
  readonly addEventListener: (type: string, listener: (event: ErrorFacts) => void, options?: object) => void;
}

interface ErrorFacts {
  readonly error?: unknown;
  readonly message: string;
  readonly reason?: unknown;
}

/** What the agent needs of its page. */
export interface AgentPage extends Target {
  readonly document: Target & {
    readonly querySelector: (
      selector: string,
    ) => { readonly value?: unknown; readonly textContent: string | null } | null;
  };
  fetch: typeof fetch;
  readonly Math: { random: () => number };
  requestAnimationFrame: (call: unknown) => unknown;
  readonly console: Methods;
  readonly MessageChannel: typeof MessageChannel;
  readonly MutationObserver: new (
    call: () => void,
  ) => { readonly observe: (node: unknown, options: object) => void };
  readonly Event: new (type: string, options?: object) => unknown;
  readonly PageTransitionEvent: new (type: string, options: object) => unknown;
  readonly Document: { readonly prototype: Methods };
  readonly Navigator: { readonly prototype: object };
  readonly Response: { readonly prototype: unknown };
  readonly XMLHttpRequest: { readonly prototype: Methods };
}

export class PageAgent {
  readonly #page: AgentPage;
  readonly #clock: PageClock;
  readonly #id = `${Math.random()}`;
  #selector: string | undefined;
  readonly #nextTurn: () => Promise<void>;
  #inFlight = 0;
  #acts = 0;
  #wantsFrame = false;
  #shown: ShownText[] = [];
  #errors: PageError[] = [];
  #text: string | undefined;
  #hiddenSince: number | undefined;
  #isOffline: boolean;

  constructor(
    page: AgentPage,
    clock: PageClock,
    { selector, isHidden, isOffline }: AgentOptions,
  ) {
    this.#page = page;
    this.#clock = clock;
    this.#selector = selector;
    this.#isOffline = isOffline;
    if (isHidden) this.#hiddenSince = clock.now();
    const turns: (() => void)[] = [];
    const { port1, port2 } = new page.MessageChannel();
    Object.assign(port1, { onmessage: () => turns.shift()?.() });
    this.#nextTurn = () =>
      new Promise((resolve) => {
        turns.push(resolve);
        port2.postMessage(undefined);
      });
    this.#countFetches();
    this.#countXhrs();
    this.#noteFrames();
    this.#replaceVisibility();
    this.#noteErrors();
    this.#replaceRandom();
    new page.MutationObserver(() => this.#look()).observe(page.document, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
  }

  /** Notes what this element shows, from now on. */
  watch(selector: string): Promise<AgentState> {
    this.#selector = selector;
    return this.rest();
  }

  /** The page slept until this time: its timers go on where they were. */
  jump(now: number): Promise<AgentState> {
    this.#clock.setTo(now);
    return this.rest();
  }

  /** Waits until the page has nothing more to do at this time, as far as it can tell. */
  async rest(): Promise<AgentState> {
    for (let quiet = 0, turns = 0; quiet < 3 && turns < 200; turns += 1) {
      const before = this.#acts;
      await this.#nextTurn();
      quiet = this.#acts === before ? quiet + 1 : 0;
    }
    return this.#state();
  }

  /** Runs its timers until that time, or until it has sent a request or shown something else. */
  async run(until: number): Promise<AgentState> {
    const [acts, shown] = [this.#acts, this.#shown.length];
    const maxTimers = 2000;
    for (let timers = 0; timers < maxTimers; timers += 1) {
      const next = this.#due();
      if (next === undefined || next >= until) {
        await this.#clock.runTo(until);
        break;
      }
      await this.#clock.runTo(next);
      await this.#nextTurn();
      if (this.#acts !== acts || this.#shown.length > shown) break;
    }
    return this.rest();
  }

  /** Draws what waits for a frame of the screen, unless a frame takes longer than until then. */
  async draw(until: number): Promise<AgentState> {
    const frame = 17;
    for (let frames = 0; frames < 2 && this.#wantsFrame; frames += 1) {
      this.#wantsFrame = false;
      const at = this.#clock.now() + frame;
      if (at > until) break;
      await this.#clock.runTo(at);
      await this.#nextTurn();
    }
    return this.rest();
  }

  setHidden(isHidden: boolean): Promise<AgentState> {
    const { document, Event } = this.#page;
    this.#hiddenSince = isHidden ? this.#clock.now() : undefined;
    if (isHidden) this.#page.dispatchEvent(new Event('blur'));
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    if (!isHidden) this.#page.dispatchEvent(new Event('focus'));
    return this.rest();
  }

  setOffline(isOffline: boolean): Promise<AgentState> {
    this.#isOffline = isOffline;
    this.#page.dispatchEvent(new this.#page.Event(isOffline ? 'offline' : 'online'));
    return this.rest();
  }

  /** The page goes into the cache of the browser, from which "back" gets it as it was, or comes back. */
  async setCached(isCached: boolean): Promise<AgentState> {
    const { PageTransitionEvent } = this.#page;
    const turn = new PageTransitionEvent(isCached ? 'pagehide' : 'pageshow', { persisted: true });
    if (isCached) {
      this.#page.dispatchEvent(turn);
      await this.setHidden(true);
    } else {
      await this.setHidden(false);
      this.#page.dispatchEvent(turn);
    }
    return this.rest();
  }

  #state(): AgentState {
    this.#look();
    const [shown, errors] = [this.#shown, this.#errors];
    this.#shown = [];
    this.#errors = [];
    return {
      id: this.#id,
      now: this.#clock.now(),
      due: this.#due(),
      inFlight: this.#inFlight,
      acts: this.#acts,
      wantsFrame: this.#wantsFrame,
      shown,
      errors,
    };
  }

  /** A browser fires the timers of a hidden tab each second, and after five minutes each minute. */
  #due(): number | undefined {
    const { now, due } = this.#clock.time();
    if (due === undefined) return undefined;
    const since = this.#hiddenSince;
    const at = now + Math.ceil(due);
    if (since === undefined) return at;
    const pace = at - since < 300_000 ? 1000 : 60_000;
    return since + Math.ceil((at - since) / pace) * pace;
  }

  #look(): void {
    if (this.#selector === undefined) return;
    const text = this.#read(this.#selector);
    if (text === this.#text) return;
    this.#text = text;
    this.#acts += 1;
    this.#shown.push({ at: this.#clock.now(), text });
  }

  #read(selector: string): string {
    const maxText = 200;
    const found = this.#page.document.querySelector(selector);
    const value = found?.value ?? found?.textContent ?? '';
    return String(value)
      .replaceAll(/\s+/g, ' ')
      .trim()
      .slice(0, maxText);
  }

  /** Counts a piece of work that takes place outside the page. */
  #count<Value>(work: Promise<Value>): Promise<Value> {
    this.#inFlight += 1;
    this.#acts += 1;
    const end = () => {
      this.#inFlight -= 1;
      this.#acts += 1;
    };
    work.then(end, end);
    return work;
  }

  #countFetches(): void {
    const { fetch, Response } = this.#page;
    const count = <Value>(work: Promise<Value>) => this.#count(work);
    this.#page.fetch = new Proxy(fetch, {
      apply: (target, self, given) =>
        count(Reflect.apply(target as AnyFunction, self, given) as Promise<Response>),
    });
    const readers = Response.prototype as Methods;
    for (const name of ['json', 'text', 'blob', 'arrayBuffer', 'formData', 'bytes']) {
      const native = readers[name];
      if (native !== undefined)
        readers[name] = function read(this: unknown, ...given: unknown[]) {
          return count(native.apply(this, given) as Promise<unknown>);
        };
    }
  }

  #countXhrs(): void {
    const { prototype } = this.#page.XMLHttpRequest;
    const { send } = prototype as { readonly send?: AnyFunction };
    const count = (work: Promise<unknown>) => void this.#count(work);
    prototype['send'] = function countedSend(this: Target, ...given: unknown[]) {
      const ended = new Promise((resolve) => {
        this.addEventListener('loadend', resolve, { once: true });
      });
      send?.apply(this, given);
      count(ended);
    };
  }

  #noteFrames(): void {
    const { requestAnimationFrame } = this.#page;
    this.#page.requestAnimationFrame = (call) => {
      this.#wantsFrame = true;
      return requestAnimationFrame.call(this.#page, call);
    };
  }

  #replaceVisibility(): void {
    const { Document, Navigator } = this.#page;
    const define = (of: object, name: string, get: () => unknown) =>
      Object.defineProperty(of, name, { configurable: true, get });
    define(Document.prototype, 'hidden', () => this.#hiddenSince !== undefined);
    define(Document.prototype, 'visibilityState', () =>
      this.#hiddenSince === undefined ? 'visible' : 'hidden',
    );
    Document.prototype['hasFocus'] = () => this.#hiddenSince === undefined;
    define(Navigator.prototype, 'onLine', () => !this.#isOffline);
  }

  /** The same life has the same random numbers, which waiting times may depend on. */
  #replaceRandom(): void {
    let state = this.#clock.now() % 2 ** 32;
    this.#page.Math.random = () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
  }

  #noteErrors(): void {
    const page = this.#page;
    const maxErrors = 20;
    const note = (kind: PageError['kind'], thrown: unknown) => {
      const message = String((thrown as { readonly message?: unknown } | null)?.message ?? thrown).slice(0, 300);
      if (this.#errors.length < maxErrors) this.#errors.push({ at: this.#clock.now(), kind, message });
    };
    page.addEventListener('error', ({ error, message }) => {
      // A browser says so when a layout takes two rounds; nothing is wrong.
      if (!message.includes('ResizeObserver loop')) note('error', error ?? message);
    });
    page.addEventListener('unhandledrejection', ({ reason }) => note('rejection', reason));
    const { error } = page.console as { readonly error?: AnyFunction };
    page.console['error'] = (...given: unknown[]) => {
      note('console', given.map(String).join(' '));
      error?.apply(page.console, given);
    };
  }
}
