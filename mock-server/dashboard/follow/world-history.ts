/** A world as the page follows it: every value that its log has had, so that any moment of the past can be shown. */
import { createEmptyWorld, fold, type Rules } from '../../domain/fold.ts';
import { getTime } from '../../domain/clock.ts';
import type { LogEntry } from '../../domain/entry.ts';
import { type FoldableWorld, parseFoldableWorld } from '../../domain/foldable.ts';
import type { Beginning } from '../../domain/history.ts';
import type { Terms } from '../../domain/payments.ts';
import type { World } from '../../domain/world.ts';
import { type Instant, instant } from '../../../time/time.ts';

/** The `start` event of a world: what comes before the entries that follow. */
export interface WorldStart {
  /** The server's real time when it was sent. */
  readonly real: Instant;
  /** How every world of the mock begins. */
  readonly beginning: Beginning;
  /** The world at its checkpoint; absent when the whole log follows. */
  readonly world?: FoldableWorld;
}

/** An entry of the log and the world after it. */
export interface Moment {
  /** The world's time after the entry. */
  readonly at: Instant;
  /** Absent for the checkpoint from which the page began. */
  readonly entry?: LogEntry;
  /** Whether the fold refused the entry, so that it had no effect. */
  readonly isRefused: boolean;
  readonly world: World;
}

/** The values of a long log would take much memory; of those beyond this number the oldest are forgotten. */
const maxMoments = 20_000;

export class WorldHistory {
  readonly name: string;
  readonly rules: Rules;
  #moments: Moment[] = [];
  #world: World;

  constructor(name: string, { beginning, world }: WorldStart, terms: Terms) {
    this.name = name;
    this.rules = { ...terms, beginning };
    this.#world = world === undefined ? createEmptyWorld(name, beginning.fixture) : parseFoldableWorld(world);
    if (world !== undefined)
      this.#moments.push({ at: this.#world.clock.world, isRefused: false, world: this.#world });
  }

  /** Folds one more entry; one that it has already changes nothing. */
  add(entry: LogEntry): void {
    const { world, decision } = fold(this.#world, entry, this.rules);
    if (decision === undefined && world === this.#world) return;
    // An entry that moves the clock has its effect at the time to which it moves.
    const at = getTime(world.clock, entry.real);
    this.#world = world;
    // What was before a reset is another life of the world, whose time need not come before.
    if (startsOver(entry)) this.#moments = [];
    this.#moments.push({ at, entry, isRefused: decision?.kind === 'refused', world });
    if (this.#moments.length > maxMoments * 1.1) this.#moments = this.#moments.slice(-maxMoments);
  }

  /** The present value. */
  get world(): World {
    return this.#world;
  }

  get moments(): readonly Moment[] {
    return this.#moments;
  }

  /** The earliest time that can be shown. */
  get start(): Instant {
    return this.#moments[0]?.at ?? this.#world.clock.world;
  }

  /** The latest moment at or before a time of the world; the first one for a time before it. */
  findMoment(at: Instant): Moment | undefined {
    let [low, high] = [0, this.#moments.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#moments[middle]?.at ?? at) <= at) low = middle + 1;
      else high = middle;
    }
    return this.#moments[Math.max(0, low - 1)];
  }

  /** The world as it was at a time of the world. */
  getWorldAt(at: Instant): World {
    return this.findMoment(at)?.world ?? this.#world;
  }

  /** The world's time at a real time. */
  getNow(real: Instant): Instant {
    return getTime(this.#world.clock, real);
  }
}

function startsOver({ position, intent }: LogEntry): boolean {
  const { kind } = intent;
  return position === 1 || kind === 'reset' || kind === 'restore' || kind === 'restore-snapshot';
}

/** A history of nothing, until the first event comes. */
export function createEmptyHistory(name: string, terms: Terms): WorldHistory {
  const fixture = { about: '', seed: '', defaultScenario: '', users: [], jobs: [], scenarios: {} };
  return new WorldHistory(name, { real: instant(0), beginning: { fixture } }, terms);
}
