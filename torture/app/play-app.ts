/** Plays a plan with an app: starts the job, does what the plan says, and tells what the pages showed. */
import { linkWorld } from '../play/link-life.ts';
import { start } from '../play/world.ts';
import type { AdapterInput } from './adapter.ts';
import type { AppLife, PlayedMoment } from './app-life.ts';
import { describeApp } from './describe-app.ts';
import { createLimit } from './limit.ts';
import { listMoments, type Moment } from './app-plan.ts';
import { createPhaseError, type Phase } from './app-error.ts';
import { createBaseUrl } from './api-requests.ts';
import type { PlayedApp, PlayOptions, Step } from './played-app.ts';
import { Stage } from './stage.ts';
import { createStatusReader } from './status-text.ts';
import type { Tab } from './tab.ts';

/** How long a life goes on after the last thing has happened, in milliseconds. */
const rest = 600_000;
const maxRequests = 400;
/** Real milliseconds that a function of the adapter may take. */
const maxStart = 30_000;

export async function playApp(options: PlayOptions): Promise<PlayedApp> {
  const { adapter, plan } = options;
  const submits = adapter.submits === true;
  // Without credits, no job would begin.
  const played = submits ? { ...plan, isOutOfCredits: false } : plan;
  const stage = await Stage.open({ ...options, plan: played, submits });
  try {
    return await new Play(stage, options).play();
  } finally {
    await stage.close();
    options.worlds.end();
  }
}

class Play {
  readonly #stage: Stage;
  readonly #options: PlayOptions;
  readonly #moments: PlayedMoment[] = [];
  /** What each tab showed in its latest step. */
  readonly #shown = new Map<number, string>();
  /** The index of the document in which the life begins. */
  #first = 0;
  #job = '';

  constructor(stage: Stage, options: PlayOptions) {
    this.#stage = stage;
    this.#options = options;
  }

  async play(): Promise<PlayedApp> {
    const { plan, world, traffic } = this.#stage;
    const first = await this.#open();
    this.#plan(first);
    traffic.isCalm = false;
    this.#first = first.document;
    const last = Math.max(0, ...listMoments(plan).map(({ at }) => at), ...plan.faults.map(({ at }) => at));
    await this.#stage.draw();
    await this.#step(first, 'start');
    let endedBy: AppLife['endedBy'] = 'time';
    for (;;) {
      const end = Math.max(last, world.findLastChange()) + rest;
      if (await this.#stage.pass(end)) break;
      await this.#look();
      if (traffic.requests.length < maxRequests) continue;
      endedBy = 'requests';
      break;
    }
    await this.#stage.draw();
    await this.#look();
    for (const tab of this.#stage.tabs) await this.#step(tab, 'end');
    const life = await describeApp(this.#stage, {
      first: this.#first,
      moments: this.#moments,
      toStatus: createStatusReader(this.#options.adapter.statuses),
      endedBy,
    });
    const value = world.get();
    const { entries } = traffic;
    return {
      life,
      blocked: [...traffic.blocked],
      createLink: () => linkWorld(value, entries, { start, until: life.endedAt }) ?? '',
    };
  }

  /** Opens the app and lets it follow the job. */
  async #open(): Promise<Tab> {
    const { app, adapter } = this.#options;
    await this.#watchJob();
    const tab = await this.#stage.openTab();
    await this.#do('open', async () => tab.page.goto(app));
    await this.#do('start', async () => adapter.start(this.#getInput(tab)));
    if (adapter.submits === true) {
      this.#stage.world.followLatest();
      if (this.#stage.world.jobs.length === 0)
        throw createPhaseError('start', 'the app submitted no job, although the adapter has "submits: true"');
      await this.#watchJob();
    }
    await tab.ask('rest()');
    return tab;
  }

  /** Watches the element that shows the status of the job. */
  async #watchJob(): Promise<void> {
    const { status } = this.#options.adapter;
    const [id = ''] = this.#stage.world.jobs;
    this.#job = id;
    if (typeof status === 'string') await this.#stage.watch(status.replaceAll('{job}', id));
  }

  #getInput({ page }: Tab): AdapterInput {
    const { app, api, plan } = this.#options;
    const rows = plan.jobs[0]?.rows ?? 1;
    const csv = ['company_name', ...Array.from({ length: rows }, (_, row) => `Company ${row + 1}`)].join(
      '\n',
    );
    return {
      page,
      app,
      job: { id: this.#job, rows, csv },
      token: 'alice-token',
      baseUrl: createBaseUrl(app, api),
    };
  }

  /** Runs code of the adapter, during which nothing goes wrong, or loads a document. */
  async #do(phase: Phase, work: () => Promise<unknown>, isCalm = true): Promise<void> {
    const { traffic } = this.#stage;
    const wasCalm = traffic.isCalm;
    traffic.isCalm = isCalm;
    const limit = createLimit(maxStart);
    try {
      await this.#stage.doCalmly(Promise.race([work(), limit.over]));
    } catch (error) {
      throw createPhaseError(phase, error);
    } finally {
      limit.clear();
      traffic.isCalm = wasCalm;
    }
  }

  /** Adds what happens to the agenda. */
  #plan(first: Tab): void {
    const { plan, agenda, world } = this.#stage;
    const add = (at: number, run: () => unknown) => agenda.add(Math.max(at, agenda.now() + 1), 'world', run);
    for (const { at, fault } of plan.faults) add(at, () => world.addFault(fault));
    const { tokenExpiresAt } = plan;
    if (tokenExpiresAt !== undefined) add(tokenExpiresAt, () => world.addFault({ effect: 'expired-token' }));
    for (const { at, moment } of listMoments(plan))
      add(at, async () => {
        await this.#stage.sync();
        this.#moments.push({ at: agenda.now(), moment });
        await this.#perform(moment, first);
        await this.#stage.settle();
        await this.#stage.draw();
        await this.#step(moment === 'second-tab' ? (this.#stage.tabs.at(-1) ?? first) : first, moment);
      });
  }

  async #perform(moment: Moment, first: Tab): Promise<void> {
    const { traffic, tabs } = this.#stage;
    const { page } = first;
    const askAll = (call: string) => Promise.all(tabs.map((tab) => tab.ask(call)));
    if (moment === 'offline') {
      await traffic.goOffline();
      await askAll('setOffline(true)');
    } else if (moment === 'online') {
      traffic.isOffline = false;
      await askAll('setOffline(false)');
    } else if (moment === 'hidden') await first.ask('setHidden(true)');
    else if (moment === 'visible') await first.ask('setHidden(false)');
    else if (moment === 'cached-back') {
      await first.ask('setCached(true)');
      first.isStopped = true;
    } else if (moment === 'cached-forward') {
      await first.ask(`jump(${this.#stage.pageTime})`);
      first.isStopped = false;
      await first.ask('setCached(false)');
    } else if (moment === 'sleep') for (const tab of tabs) tab.isStopped = true;
    else if (moment === 'wake') {
      await askAll(`jump(${this.#stage.pageTime})`);
      for (const tab of tabs) tab.isStopped = false;
    } else if (moment === 'reload') await this.#load(first, () => page.reload());
    else if (moment === 'back') await this.#load(first, () => page.goBack(), false);
    else if (moment === 'forward') await this.#load(first, () => page.goForward());
    else await this.#openSecond(first);
  }

  /** Loads a document, and lets the adapter do what a user does then. */
  async #load(tab: Tab, load: () => Promise<unknown>, resumes = true): Promise<void> {
    const { adapter } = this.#options;
    await this.#stage.prepare();
    const before = tab.document;
    this.#stage.traffic.forget(tab.page);
    await this.#do('load', load, false);
    await this.#stage.settle();
    const isNew = tab.document !== before;
    if (isNew) await tab.ask(`jump(${this.#stage.pageTime})`);
    if (!isNew || !resumes || adapter.resume === undefined || this.#isExpired()) return;
    this.#stage.world.endFaults();
    await this.#do('resume', async () => adapter.resume?.(this.#getInput(tab)));
  }

  /** Nobody can sign in with an expired token. */
  #isExpired(): boolean {
    const { plan, agenda } = this.#stage;
    return plan.tokenExpiresAt !== undefined && plan.tokenExpiresAt <= agenda.now();
  }

  async #openSecond(first: Tab): Promise<void> {
    const { adapter } = this.#options;
    const url = adapter.secondTab?.(this.#getInput(first)) ?? first.page.url();
    const tab = await this.#stage.openTab();
    await this.#load(tab, () => tab.page.goto(url));
  }

  /** Reads the status where the adapter reads it, and tells when something else is shown. */
  async #look(): Promise<void> {
    const { tabs, documents } = this.#stage;
    const { status } = this.#options.adapter;
    for (const tab of tabs) {
      if (typeof status === 'string' || tab.isStopped) continue;
      tab.note((await status(this.#getInput(tab)).catch(() => '')) ?? '');
    }
    for (const tab of tabs) {
      const text = documents[tab.document]?.shown.at(-1)?.text ?? '';
      if (tab.isStopped || this.#shown.get(tab.index) === text) continue;
      await this.#step(tab);
    }
  }

  async #step(tab: Tab, moment?: Step['moment']): Promise<void> {
    const text = this.#stage.documents[tab.document]?.shown.at(-1)?.text ?? '';
    this.#shown.set(tab.index, text);
    await this.#options.onStep?.({
      at: this.#stage.agenda.now(),
      tab: tab.index,
      page: tab.page,
      text,
      ...(moment === undefined ? {} : { moment }),
    });
  }
}
