/** One process that replays the log of a world, and answers a request at any position and time of it. */
import { type Instant, instant } from '../../../time/time.ts';
import { getTime } from '../../domain/clock.ts';
import { findNextChange } from '../../domain/changes.ts';
import type { Intent, LogEntry } from '../../domain/entry.ts';
import { createEmptyWorld, fold, type Rules } from '../../domain/fold.ts';
import type { World } from '../../domain/world.ts';
import type { LogPart, WorldStore } from '../../store/port.ts';
import { fixture, terms } from '../../testing/shipped.ts';
import type { Reply } from '../history.ts';
import type { Request } from '../requests.ts';
import { askEngine, createProcess } from './ask-engine.ts';

export interface Answered {
  readonly reply: Reply;
  /** What it wanted to write. */
  readonly intents: readonly Intent[];
}

export interface Replay {
  readonly entries: readonly LogEntry[];
  /** The response of a process that has the entries up to a position, at a time. Nothing changes. */
  readonly answer: (request: Request, position: number, real: number) => Promise<Answered>;
  /** The times from one to another at which responses may become different, though nobody writes. */
  readonly listTimes: (position: number, from: number, to: number) => readonly number[];
}

const rules: Rules = { ...terms, beginning: { fixture } };

/** @param entries all of the world, from its first */
export function createReplay(name: string, entries: readonly LogEntry[], frozen: boolean): Replay {
  const worlds: World[] = [createEmptyWorld(name, fixture)];
  for (const entry of entries) worlds.push(fold(worlds.at(-1) ?? createEmptyWorld(name, fixture), entry, rules).world);
  const getWorld = (position: number): World => {
    const world = worlds[position];
    if (world === undefined) throw new Error(`The log of world "${name}" has no position ${position}.`);
    return world;
  };

  let position = 0;
  let real = instant(0);
  let intents: Intent[] = [];
  /** The world may have gone any way since the last request, so each look starts with all of it. */
  const look = (): LogPart<World> => {
    const state = getWorld(position);
    return { checkpoint: { position, real, state }, entries: [], isWhole: true, now: real };
  };
  const store: WorldStore<World> = {
    costly: false,
    shared: {
      health: () => ({ isUp: true, since: real }),
      bus: { publish: () => undefined, subscribe: () => () => undefined },
    },
    look,
    append: (_, draft) => {
      intents.push(draft.intent);
      const entry = { ...draft, real, position: position + intents.length };
      return { entries: [entry], now: real };
    },
    snapshot: () => undefined,
    remove: () => undefined,
    worlds: () => [],
    close: () => undefined,
  };
  const engine = createProcess({ name: 'replay-', now: () => real, store, frozen });

  return {
    entries,
    answer: async (request, at, time) => {
      position = at;
      real = instant(time);
      intents = [];
      // It may have been later in the world before.
      await engine.worlds.drop(name);
      const reply = await askEngine(engine, request);
      return { reply, intents };
    },
    listTimes: (at, from, to) => {
      const world = getWorld(at);
      const times = [from];
      let now = from;
      while (!world.clock.frozen && times.length < maxTimes) {
        const next = findNextChange(world, getTime(world.clock, instant(now)), terms);
        const when = next && findReal(world, next.at, now, to);
        if (when === undefined) break;
        times.push(when);
        now = when;
      }
      return to > now ? [...times, to] : times;
    },
  };
}

const maxTimes = 200;

/** The first real time at which it is so late in a world; undefined if that is after the last one. */
function findReal({ clock }: World, at: Instant, from: number, to: number): number | undefined {
  if (getTime(clock, instant(to)) < at) return undefined;
  let [early, late] = [from, to];
  while (early < late) {
    const middle = Math.floor((early + late) / 2);
    if (getTime(clock, instant(middle)) >= at) late = middle;
    else early = middle + 1;
  }
  return late;
}
