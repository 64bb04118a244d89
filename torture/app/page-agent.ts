/**
 * Lives in each document of an app under test: runs its timers, and notes what it shows. Its source is sent to the page as text, so it
 * can only use its arguments.
 */
import type { PageClock } from '../../library/page-clock.ts';
import type { AgentOptions, AgentPage, AgentState, ShownText } from './agent-page.ts';
import type { PageSenses } from './page-senses.ts';

export class PageAgent {
  readonly #page: AgentPage;
  readonly #clock: PageClock;
  readonly #senses: PageSenses;
  readonly #id = globalThis.crypto.getRandomValues(new Uint32Array(2)).join('-');
  #selector: string | undefined;
  readonly #nextTurn: () => Promise<void>;
  #shown: ShownText[] = [];
  #text: string | undefined;

  constructor(page: AgentPage, clock: PageClock, senses: PageSenses, options: AgentOptions) {
    this.#page = page;
    this.#clock = clock;
    this.#senses = senses;
    this.#selector = options.selector;
    senses.isOffline = options.isOffline;
    const turns: (() => void)[] = [];
    const { port1, port2 } = new page.MessageChannel();
    Object.assign(port1, { onmessage: () => turns.shift()?.() });
    this.#nextTurn = () =>
      new Promise((resolve) => {
        turns.push(resolve);
        port2.postMessage(undefined);
      });
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
      const before = this.#senses.acts;
      await this.#nextTurn();
      quiet = this.#senses.acts === before ? quiet + 1 : 0;
    }
    return this.#state();
  }

  /** Runs its timers until that time, or until it has sent a request or shown something else. */
  async run(until: number): Promise<AgentState> {
    const [acts, shown] = [this.#senses.acts, this.#shown.length];
    const maxTimers = 2000;
    for (let timers = 0; timers < maxTimers; timers += 1) {
      const next = this.#due();
      if (next === undefined || next >= until) {
        await this.#clock.runTo(until);
        break;
      }
      await this.#clock.runTo(next);
      await this.#nextTurn();
      if (this.#senses.acts !== acts || this.#shown.length > shown) break;
    }
    return this.rest();
  }

  /** Draws what waits for a frame of the screen, unless a frame takes longer than until then. */
  async draw(until: number): Promise<AgentState> {
    const frame = 17;
    for (let frames = 0; frames < 2 && this.#senses.wantsFrame; frames += 1) {
      this.#senses.wantsFrame = false;
      const at = this.#clock.now() + frame;
      if (at > until) break;
      await this.#clock.runTo(at);
      await this.#nextTurn();
    }
    return this.rest();
  }

  setHidden(isHidden: boolean): Promise<AgentState> {
    const { document, Event } = this.#page;
    this.#senses.hiddenSince = isHidden ? this.#clock.now() : undefined;
    if (isHidden) this.#page.dispatchEvent(new Event('blur'));
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    if (!isHidden) this.#page.dispatchEvent(new Event('focus'));
    return this.rest();
  }

  setOffline(isOffline: boolean): Promise<AgentState> {
    this.#senses.isOffline = isOffline;
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
    const { errors, inFlight, acts, wantsFrame } = this.#senses;
    const shown = this.#shown;
    this.#shown = [];
    this.#senses.errors = [];
    return {
      id: this.#id,
      now: this.#clock.now(),
      due: this.#due(),
      inFlight,
      acts,
      wantsFrame,
      shown,
      errors,
    };
  }

  /** A browser fires the timers of a hidden tab each second, and after five minutes each minute. */
  #due(): number | undefined {
    const { now, due } = this.#clock.time();
    if (due === undefined) return undefined;
    const since = this.#senses.hiddenSince;
    const at = now + Math.ceil(due);
    if (since === undefined) return at;
    const pace = at - since < 300_000 ? 1000 : 60_000;
    return since + Math.ceil((at - since) / pace) * pace;
  }

  #look(): void {
    if (this.#selector === undefined) return;
    const text = this.#read(this.#selector);
    // A document that is being loaded shows nothing yet.
    if (text === (this.#text ?? '')) return;
    this.#text = text;
    this.#senses.acts += 1;
    this.#shown.push({ at: this.#clock.now(), text });
  }

  #read(selector: string): string {
    const maxText = 200;
    const found = this.#page.document.querySelector(selector);
    const text = typeof found?.value === 'string' ? found.value : (found?.textContent ?? '');
    return text.replaceAll(/\s+/g, ' ').trim().slice(0, maxText);
  }
}
