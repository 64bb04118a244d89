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
  /** Whether an entry changed anything; it does not if it was refused after what others wrote before it. */
  readonly hasEffect: (position: number) => boolean;
  /** The response of a process that has the entries up to a position, at a time. Nothing changes. */
  readonly answer: (request: Request, position: number, real: number) => Promise<Answered>;
  /** The times from one to another at which responses may become different, though nobody writes. */
  readonly listTimes: (position: number, from: number, to: number) => readonly number[];
}

const rules: Rules = { ...terms, beginning: { fixture } };

/** One process for all replays, since it costs something to make one. */
export function createReplayer(): (name: string, entries: readonly LogEntry[]) => Replay {
  let worlds: readonly World[] = [];
  let latest = '';
  let position = 0;
  let real = instant(0);
  let intents: Intent[] = [];
  const getWorld = (at: number): World => {
    const world = worlds[at];
    if (world === undefined)
      throw new Error(`The log has no position ${at}; it has ${worlds.length - 1} entries.`);
    return world;
  };
  const store: WorldStore<World> = {
    costly: false,
    shared: {
      health: () => ({ isUp: true, since: real }),
      bus: { publish: () => undefined, subscribe: () => () => undefined },
      quotas: { charge: async () => Promise.resolve({ granted: 0, wait: 0 }) },
    },
    look: (): LogPart<World> => {
      const checkpoint = { position, real, state: getWorld(position) };
      return { checkpoint, entries: [], isWhole: true, now: real };
    },
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
  const engine = createProcess({ name: 'replay-', now: () => real, store });

  return (name, entries) => {
    const folded = [createEmptyWorld(name, fixture)];
    for (const entry of entries)
      folded.push(fold(folded.at(-1) ?? createEmptyWorld(name, fixture), entry, rules).world);
    return {
      entries,
      hasEffect: (at) => {
        const [before, after] = [folded[at - 1], folded[at]];
        const isSame = (part: keyof World) => before?.[part] === after?.[part];
        return !(['log', 'clock', 'faults', 'snapshots', 'fixture'] as const).every(isSame);
      },
      answer: async (request, at, time) => {
        worlds = folded;
        position = at;
        real = instant(time);
        intents = [];
        // It may have been later in the world before, and must know no other one.
        for (const one of new Set([latest, name])) await engine.worlds.drop(one);
        latest = name;
        const reply = await askEngine(engine, request);
        return { reply, intents };
      },
      listTimes: (at, from, to) => {
        worlds = folded;
        return listTimes(getWorld(at), from, to);
      },
    };
  };
}

function listTimes(world: World, from: number, to: number): readonly number[] {
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
