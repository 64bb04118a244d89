/** One life in a browser: its context, tabs, world and network, which share one virtual time. */
import type { Browser, BrowserContext } from 'playwright-core';

import type { Agenda } from '../play/agenda.ts';
import { createAgenda } from '../play/agenda.ts';
import { type PlayedWorld, start, type Worlds } from '../play/world.ts';
import type { AppPlan } from './app-plan.ts';
import type { Destinations } from './api-requests.ts';
import type { Breaker } from './breaker.ts';
import { createAgentScript, Tab, type TabDocument } from './tab.ts';
import { Traffic } from './traffic.ts';

export interface StageOptions extends Destinations {
  readonly browser: Browser;
  readonly worlds: Worlds;
  readonly breaker: Breaker;
  readonly plan: AppPlan;
  /** Whether the app submits the job of the plan. */
  readonly submits: boolean;
}

const viewport = { width: 800, height: 500 };

/** Real milliseconds that a page may take to become quiet. */
const patience = 5000;

export class Stage {
  readonly plan: AppPlan;
  readonly agenda: Agenda;
  readonly world: PlayedWorld;
  readonly traffic: Traffic;
  readonly context: BrowserContext;
  readonly tabs: Tab[] = [];
  readonly documents: TabDocument[] = [];
  #selector: string | undefined;
  #opening: Partial<AsyncDisposable> | undefined;

  private constructor(context: BrowserContext, options: StageOptions) {
    const { plan, worlds, breaker } = options;
    this.plan = plan;
    this.context = context;
    const cached = plan.events.flatMap((event) =>
      event.kind === 'cached' ? [{ at: event.at, length: event.length }] : [],
    );
    this.agenda = createAgenda([...plan.sleeps, ...cached]);
    this.world = worlds.begin(plan, this.agenda.now, options.submits);
    this.traffic = new Traffic({
      ...options,
      agenda: this.agenda,
      world: this.world,
      latencies: plan.latencies,
      breaker,
      getDocument: (page) => this.tabs.find((tab) => tab.page === page)?.document ?? 0,
    });
  }

  static async open(options: StageOptions): Promise<Stage> {
    const context = await options.browser.newContext({
      viewport,
      serviceWorkers: 'block',
      reducedMotion: 'reduce',
    });
    const stage = new Stage(context, options);
    await stage.traffic.attach(context);
    return stage;
  }

  /** The time by the clock of the pages. */
  get pageTime(): number {
    return this.toPageTime(this.agenda.now());
  }

  toPageTime(at: number): number {
    return start + at + this.plan.skew;
  }

  /** Notes what this element shows in all documents, from now on. */
  async watch(selector: string): Promise<void> {
    this.#selector = selector;
    await this.prepare();
    await Promise.all(this.tabs.map((tab) => tab.ask(`watch(${JSON.stringify(selector)})`)));
  }

  /** Gives documents that are opened from now on the present time. */
  async prepare(): Promise<void> {
    const options = {
      ...(this.#selector === undefined ? {} : { selector: this.#selector }),
      isOffline: this.traffic.isOffline,
    };
    const before = this.#opening;
    this.#opening = await this.context.addInitScript({ content: createAgentScript(this.pageTime, options) });
    // Older versions of Playwright cannot take one back; then the first one counts, and each document gets the time.
    await before?.[Symbol.asyncDispose]?.();
  }

  async openTab(): Promise<Tab> {
    await this.prepare();
    const page = await this.context.newPage();
    page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
    const tab = new Tab(page, this.tabs.length, this.documents, this.agenda.now);
    this.tabs.push(tab);
    return tab;
  }

  /** Waits until no page has anything to do at this time, then sends what they have requested. */
  async settle(): Promise<void> {
    do {
      for (const tab of this.tabs) await this.#settleTab(tab);
    } while (await this.traffic.send());
  }

  async #settleTab(tab: Tab): Promise<void> {
    const began = Date.now();
    // The last answer of the agent is recent.
    while (this.#isBusy(tab)) {
      if (Date.now() - began > patience) {
        tab.endless = Math.max(0, tab.inFlight - this.traffic.countHeld(tab.page));
        this.traffic.ignoreLoading(tab.page);
        break;
      }
      await pause(1);
      await tab.ask('rest()');
    }
    this.#follow(tab);
  }

  #isBusy({ page, inFlight, endless }: Tab): boolean {
    return inFlight - endless !== this.traffic.countHeld(page) || this.traffic.isLoading(page);
  }

  /** The time is at least that of each page. */
  #follow(tab: Tab): void {
    if (tab.now > this.pageTime) this.agenda.moveTo(tab.now - this.plan.skew - start);
  }

  /** Draws the pages, so that they show what they have received. */
  async draw(): Promise<void> {
    const until = this.toPageTime(Math.min(this.agenda.nextAt(), this.agenda.now() + 100));
    for (const tab of this.tabs) {
      if (tab.isStopped || !tab.wantsFrame) continue;
      await tab.ask(`draw(${until})`);
    }
    await this.settle();
  }

  /** Brings the clocks of the pages to the present time. */
  async sync(): Promise<void> {
    for (const tab of this.tabs) if (!tab.isStopped) await this.#sync(tab);
    await this.settle();
  }

  /** @param time by the clock of the pages */
  async #sync(tab: Tab, time = this.pageTime): Promise<void> {
    if (tab.now < time) await tab.ask(`run(${time})`);
  }

  /**
   * Lets time pass up to that moment, until a page has sent a request or shown something else, or until something has happened.
   * @returns whether the moment has come
   */
  async pass(until: number): Promise<boolean> {
    const next = Math.min(until, this.agenda.nextAt());
    const target = this.toPageTime(next);
    const active = this.tabs.filter(({ isStopped }) => !isStopped);
    const due = Math.min(...active.map((tab) => tab.due ?? Number.POSITIVE_INFINITY));
    if (due <= target) {
      // Several tabs go step by step, since they can exchange messages.
      const step = active.length > 1 ? due : target;
      if (active.length > 1) for (const tab of active) await this.#sync(tab, step - 1);
      for (const tab of active) if ((tab.due ?? step + 1) <= step) await tab.ask(`run(${step})`);
      if (active.length > 1) for (const tab of active) await tab.ask('rest()');
      await this.settle();
      await this.draw();
      return false;
    }
    this.agenda.moveTo(next);
    if (this.agenda.nextAt() <= next) await this.#happen();
    return next >= until;
  }

  /** Does what is next on the agenda. */
  async #happen(): Promise<void> {
    await this.agenda.takeNext()?.();
    const arrived = this.traffic.takeArrived();
    for (const { page, deliver } of arrived) {
      const tab = this.tabs.find((one) => one.page === page);
      for (const one of this.tabs) if (!one.isStopped) await this.#sync(one);
      await deliver();
      await tab?.ask('rest()');
    }
    if (arrived.length === 0) return;
    await this.settle();
    if (this.tabs.length > 1) for (const tab of this.tabs) await tab.ask('rest()');
    await this.draw();
  }

  /** Lets only the least time pass while something is done to a page: what takes longer has to wait. */
  async doCalmly<Value>(work: Promise<Value>): Promise<Value> {
    const state = { isDone: false };
    const end = () => {
      state.isDone = true;
    };
    work.then(end, end);
    // Short timers belong to drawing and typing. A page that waits for a longer one gets it when nothing else happens.
    const maxShort = 100;
    const patient = 1000;
    let acted = Date.now();
    while (!state.isDone) {
      for (const tab of this.tabs) await tab.ask('rest()');
      await this.settle();
      const due = Math.min(...this.tabs.map((tab) => tab.due ?? Number.POSITIVE_INFINITY));
      const dueAt = due - this.plan.skew - start;
      const next = Math.min(dueAt, this.agenda.nextAt());
      const isSoon = next - this.agenda.now() <= maxShort || Date.now() - acted > patient;
      if (!state.isDone && isSoon && Number.isFinite(next)) {
        await this.pass(next);
        acted = Date.now();
      } else await pause(2);
    }
    return work;
  }

  async close(): Promise<void> {
    for (const { page } of this.tabs) this.traffic.forget(page);
    await this.context.close().catch(() => undefined);
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
