/**
 * Notices what a page does: its requests, frames and errors; and says what the browser would say about tab and network. Its source is
 * sent to the page as text, so it can only use its arguments.
 */
import type { PageClock } from '../../library/page-clock.ts';
import type { AgentPage, AnyFunction, EventTargetOfPage, Methods, PageError } from './agent-page.ts';

export class PageSenses {
  readonly #page: AgentPage;
  readonly #clock: PageClock;
  /** Requests that have no response yet, or whose body is being read. */
  inFlight = 0;
  /** How often something was done. */
  acts = 0;
  wantsFrame = false;
  errors: PageError[] = [];
  /** When the tab was hidden, if it is. */
  hiddenSince: number | undefined;
  isOffline = false;

  constructor(page: AgentPage, clock: PageClock) {
    this.#page = page;
    this.#clock = clock;
    this.#countFetches();
    this.#countXhrs();
    this.#noteFrames();
    this.#replaceVisibility();
    this.#noteErrors();
    this.#replaceRandom();
  }

  /** Counts a piece of work that takes place outside the page. */
  #count<Value>(work: Promise<Value>): Promise<Value> {
    this.inFlight += 1;
    this.acts += 1;
    const end = () => {
      this.inFlight -= 1;
      this.acts += 1;
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
    prototype['send'] = function countedSend(this: EventTargetOfPage, ...given: unknown[]) {
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
      this.wantsFrame = true;
      return requestAnimationFrame.call(this.#page, call);
    };
  }

  #replaceVisibility(): void {
    const { Document, Navigator } = this.#page;
    Object.defineProperties(Document.prototype, {
      hidden: { configurable: true, get: () => this.hiddenSince !== undefined },
      visibilityState: {
        configurable: true,
        get: () => (this.hiddenSince === undefined ? 'visible' : 'hidden'),
      },
    });
    Document.prototype['hasFocus'] = () => this.hiddenSince === undefined;
    Object.defineProperty(Navigator.prototype, 'onLine', { configurable: true, get: () => !this.isOffline });
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
      const message = String((thrown as { readonly message?: unknown } | null)?.message ?? thrown).slice(
        0,
        300,
      );
      if (this.errors.length < maxErrors) this.errors.push({ at: this.#clock.now(), kind, message });
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
