/** Searches for a life of an app that breaks a rule, in several browser contexts at once, and makes it smaller. */
import { sample } from 'fast-check';

import type { AppPlan } from './app-plan.ts';
import { calmPlan, firstPlans } from './first-plans.ts';
import { createAppPlanArbitrary, listSimplerAppPlans } from './draw-events.ts';
import { type Broken, judgeApp } from './judge-app.ts';
import type { AppRule } from './page-rules.ts';
import type { PlayedApp, Step } from './played-app.ts';

/** A place where one life after the other is played. */
export interface Lane {
  readonly play: (plan: AppPlan, onStep?: (step: Step) => Promise<void>) => Promise<PlayedApp>;
}

export interface SearchOptions {
  readonly lanes: readonly Lane[];
  readonly rules: readonly AppRule[];
  readonly seed: number;
  /** Leads to one life, such as `12:0:3`: the twelfth that is drawn, its first simpler one, and so on. */
  readonly path?: string;
  readonly runs: number;
  /** In milliseconds; a finding gets half as much again to be made smaller. */
  readonly timeLimit: number;
  /** Real milliseconds. */
  readonly now: () => number;
  readonly isStopped: () => boolean;
  readonly onLife: (lives: number) => void;
  readonly onSimpler: (lives: number) => void;
}

export interface AppFinding {
  /** What the life breaks, in the order of the rules; the first one is the finding. */
  readonly broken: readonly Broken[];
  readonly played: PlayedApp;
  readonly path: string;
  /** How many simpler lives were played. */
  readonly simplerLives: number;
  /** The plan that broke a rule first. */
  readonly first: AppPlan;
}

export interface Searched {
  readonly lives: number;
  readonly isCutShort: boolean;
  readonly finding?: AppFinding;
  readonly blocked: ReadonlySet<string>;
}

/** So many attempts make any life small that can become small. */
const maxAttempts = 400;

export class Search {
  readonly #options: SearchOptions;
  readonly #plans: readonly AppPlan[];
  readonly #blocked = new Set<string>();
  #lives = 0;
  #rehearsed: PlayedApp | undefined;

  constructor(options: SearchOptions) {
    this.#options = options;
    const { seed, runs, path } = options;
    const count = path === undefined ? runs : Number(path.split(':')[0]) + 1;
    const drawn = sample(createAppPlanArbitrary(), { seed, numRuns: Math.max(1, count - firstPlans.length) });
    this.#plans = [...firstPlans, ...drawn].slice(0, count);
  }

  /** Plays the first life, in which nothing goes wrong: an app that does not manage it cannot be judged. */
  async rehearse(): Promise<PlayedApp> {
    this.#rehearsed = await this.#play(calmPlan, 0);
    return this.#rehearsed;
  }

  async run(): Promise<Searched> {
    const { path, timeLimit, now, isStopped } = this.#options;
    if (path !== undefined) return this.#repeat(path);
    const endsAt = now() + timeLimit;
    const failed: { index: number; played: PlayedApp; broken: readonly Broken[] }[] = [];
    let next = 0;
    await Promise.all(
      this.#options.lanes.map(async (_, lane) => {
        while (failed.length === 0 && next < this.#plans.length && now() < endsAt && !isStopped()) {
          const index = next;
          next += 1;
          const played = await this.#playAt(index, lane);
          const broken = judgeApp(played.life, this.#options.rules);
          this.#lives += 1;
          this.#options.onLife(this.#lives);
          if (broken.length > 0) failed.push({ index, played, broken });
        }
      }),
    );
    const isCutShort = next < this.#plans.length;
    // All lives before it have been played too, so that the same seed has the same finding.
    const [first] = failed.toSorted((a, b) => a.index - b.index);
    const facts = { lives: this.#lives, isCutShort, blocked: this.#blocked };
    if (first === undefined) return facts;
    const start = { ...first, path: String(first.index), simplerLives: 0, first: first.played.life.plan };
    return { ...facts, finding: await this.#simplify(start, now() + timeLimit / 2) };
  }

  async #playAt(index: number, lane: number): Promise<PlayedApp> {
    if (index === 0 && this.#rehearsed !== undefined) return this.#rehearsed;
    const plan = this.#plans[index];
    if (plan === undefined) throw new RangeError(`The seed has no life ${index}.`);
    return this.#play(plan, lane);
  }

  async #play(plan: AppPlan, lane: number): Promise<PlayedApp> {
    const played = await this.#options.lanes[lane]?.play(plan);
    if (played === undefined) throw new Error('There is no lane.');
    for (const host of played.blocked) this.#blocked.add(host);
    return played;
  }

  /** Plays simpler lives, as many at once as there are lanes, and goes on with the first that breaks the rule too. */
  async #simplify(start: AppFinding, endsAt: number): Promise<AppFinding> {
    const { lanes, now, isStopped } = this.#options;
    const tried = new Set([JSON.stringify(start.played.life.plan)]);
    let best = start;
    let simpler = listSimplerAppPlans(best.played.life.plan);
    let index = 0;
    let simplerLives = 0;
    for (;;) {
      const batch: { readonly plan: AppPlan; readonly index: number }[] = [];
      while (batch.length < lanes.length) {
        const { value: plan, done } = simpler.next();
        if (done === true) break;
        const key = JSON.stringify(plan);
        if (!tried.has(key)) batch.push({ plan, index });
        tried.add(key);
        index += 1;
      }
      if (batch.length === 0 || now() > endsAt || simplerLives > maxAttempts || isStopped()) break;
      const tries = await Promise.all(
        batch.map(async (one, lane) => ({ ...one, played: await this.#play(one.plan, lane) })),
      );
      simplerLives += tries.length;
      this.#options.onSimpler(simplerLives);
      const found = tries.flatMap((one) => {
        const broken = judgeApp(one.played.life, this.#options.rules);
        return isSameFinding(broken, best.broken) ? [{ ...one, broken }] : [];
      })[0];
      if (found === undefined) continue;
      const { first, path } = best;
      const { broken, played } = found;
      best = { first, broken, played, path: `${path}:${found.index}`, simplerLives };
      simpler = listSimplerAppPlans(found.plan);
      index = 0;
    }
    return { ...best, simplerLives };
  }

  /** Plays the one life to which a path leads. */
  async #repeat(path: string): Promise<Searched> {
    const [first = 0, ...steps] = path.split(':').map(Number);
    let plan = this.#plans[first];
    for (const step of steps) plan = plan && [...listSimplerAppPlans(plan)][step];
    if (plan === undefined)
      throw new RangeError(`--path is "${path}", and seed ${this.#options.seed} has no such life.`);
    const played = plan === calmPlan ? await this.#playAt(0, 0) : await this.#play(plan, 0);
    const broken = judgeApp(played.life, this.#options.rules);
    const facts = { lives: 1, isCutShort: false, blocked: this.#blocked };
    if (broken.length === 0) return facts;
    return { ...facts, finding: { broken, played, path, simplerLives: 0, first: plan } };
  }
}

/** Another rule of the same family is the same finding, seen in a smaller life. */
export function isSameFinding(broken: readonly Broken[], best: readonly Broken[]): boolean {
  return broken[0] !== undefined && broken[0].rule.family === best[0]?.rule.family;
}
