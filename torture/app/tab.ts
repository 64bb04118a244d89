/** A tab with the app under test: runs its agent, and keeps what each of its documents showed. */
import type { Page } from 'playwright-core';

import { ClockedPage } from '../../library/clocked-page.ts';
import { PageClock } from '../../library/page-clock.ts';
import type { AgentOptions, AgentState, PageError, ShownText } from './agent-page.ts';
import { PageAgent } from './page-agent.ts';
import { PageSenses } from './page-senses.ts';

/** What a document showed and what went wrong in it, by the clock of the page. */
export interface TabDocument {
  readonly tab: number;
  /** In milliseconds since the start of the life. */
  readonly openedAt: number;
  closedAt?: number;
  readonly shown: ShownText[];
  readonly errors: PageError[];
}

/** Where a document keeps its agent. */
const slot = "globalThis[Symbol.for('enrichment-sandbox.torture')]";

/** A script for new documents: installs clock and agent at this time of the page. */
export function createAgentScript(now: number, options: AgentOptions): string {
  const [clocked, clock, senses, agent] = [ClockedPage, PageClock, PageSenses, PageAgent].map(String);
  // No timer fires by itself.
  const noShortTimers = -1;
  return `if (globalThis === globalThis.top && location.href !== 'about:blank') ${slot} ??= (() => {
  const { clock } = new (${clocked})(globalThis, ${clock}, ${now}, ${noShortTimers});
  return new (${agent})(globalThis, clock, new (${senses})(globalThis, clock), ${JSON.stringify(options)});
})();`;
}

/** The longest that a page may take for one thing, in real milliseconds. */
const patience = 10_000;

export class Tab {
  readonly page: Page;
  readonly index: number;
  readonly #documents: TabDocument[];
  readonly #getTime: () => number;
  #agent: string | undefined;
  /** When its next timer fires, by the clock of the page; undefined if there is none. */
  due: number | undefined;
  /** By the clock of the page. */
  now = 0;
  inFlight = 0;
  wantsFrame = false;
  /** Requests that seem never to end, and are not waited for. */
  endless = 0;
  /** The browser keeps the page in its cache, or the computer sleeps: nothing happens in it. */
  isStopped = false;

  /**
   * @param documents of all tabs, to which those of this one are added
   * @param getTime milliseconds since the start of the life
   */
  constructor(page: Page, index: number, documents: TabDocument[], getTime: () => number) {
    this.page = page;
    this.index = index;
    this.#documents = documents;
    this.#getTime = getTime;
  }

  /** The index of its latest document. */
  get document(): number {
    return this.#documents.findLastIndex(({ tab }) => tab === this.index);
  }

  /** Lets the agent do something. A page that is being replaced does not answer. */
  async ask(call: string): Promise<void> {
    const expression = `${slot}?.${call} ?? (location.href === 'about:blank' ? 'away' : undefined)`;
    const state = await within(this.page.evaluate<AgentState | 'away' | undefined>(expression), patience);
    if (state === undefined || state === 'away') {
      this.due = undefined;
      if (state === 'away') this.close();
      return;
    }
    if (state.id !== this.#agent) this.#turnTo(state.id);
    this.due = state.due;
    this.now = state.now;
    this.inFlight = state.inFlight;
    this.wantsFrame = state.wantsFrame;
    const document = this.#documents[this.document];
    document?.shown.push(...state.shown);
    document?.errors.push(...state.errors);
  }

  /** What the adapter read. */
  note(text: string): void {
    const document = this.#documents[this.document];
    if (document?.shown.at(-1)?.text !== text) document?.shown.push({ at: this.now, text });
  }

  /** There is another document in the tab. */
  #turnTo(id: string): void {
    this.close();
    this.#agent = id;
    this.endless = 0;
    this.#documents.push({ tab: this.index, openedAt: this.#getTime(), shown: [], errors: [] });
  }

  /** Its document is left. */
  close(): void {
    const document = this.#documents[this.document];
    if (document !== undefined) document.closedAt ??= this.#getTime();
  }
}

/** Undefined if it takes longer, or fails. */
async function within<Value>(work: Promise<Value>, milliseconds: number): Promise<Value | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, milliseconds, undefined);
  });
  const value = await Promise.race([work.catch(() => undefined), late]);
  clearTimeout(timer);
  return value;
}
