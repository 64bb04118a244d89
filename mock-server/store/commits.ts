/** Writes intents into the logs of worlds, and folds what comes back: the only place where a world gets its next value. */
import { applyDecision, decide, fold, isNothing, type Rules } from '../domain/fold.ts';
import type { Decision } from '../domain/decision.ts';
import type { Intent, LogEntry } from '../domain/entry.ts';
import { getIndex, type World } from '../domain/world.ts';
import type { Instant } from '../../time/time.ts';
import { andThen, isPromise, type Later } from '../portions/portions.ts';
import type { Checkpoint, LogPart, WorldStore } from './port.ts';

/** What an intent came to, and the world after it. */
export interface Committed {
  readonly world: World;
  readonly decision: Decision;
}

/** A world in this process, which follows its log. */
export interface FollowedWorld {
  world: World;
  /** The position of the latest checkpoint. */
  checkpoint: number;
  /** How many jobs it had then. */
  size: number;
  /** The next checkpoint, where it costs nothing. */
  before?: Checkpoint<World>;
  /** The intents that wait for their entry, by nonce. */
  readonly waiting: Map<string, Committed | undefined>;
  /** Until the store has its first entry. */
  beginning?: Promise<void> | undefined;
}

export const createFollowedWorld = (world: World): FollowedWorld => ({
  world,
  checkpoint: world.position,
  size: 0,
  waiting: new Map(),
});

export interface CommitDeps {
  readonly store: WorldStore<World>;
  readonly rules: Rules;
  /** A text that no other intent of the world has. */
  readonly createNonce: () => string;
  /** Called with each entry that was folded. */
  readonly onEntry: (world: World, entry: LogEntry) => void;
}

/** Entries after which a checkpoint keeps the log short. */
const minEntries = 500;
/** Where a checkpoint costs nothing, at least so many of the latest entries stay, so that people can look at the past. */
const minPast = 2500;

export function createCommits({ store, rules, createNonce, onEntry }: CommitDeps) {
  const foldEntry = (one: FollowedWorld, entry: LogEntry): void => {
    const { world, decision } = fold(one.world, entry, rules);
    if (entry.position > one.world.position) one.world = world;
    if (decision === undefined) return;
    if (one.waiting.has(entry.nonce)) one.waiting.set(entry.nonce, { world, decision });
    onEntry(world, entry);
  };
  const follow = (one: FollowedWorld, { checkpoint, entries }: LogPart<World>): void => {
    if (checkpoint !== undefined && checkpoint.position > one.world.position) one.world = checkpoint.state;
    for (const entry of entries) foldEntry(one, entry);
  };
  const keepShort = (one: FollowedWorld, real: Instant): void => {
    const { world } = one;
    const { position } = world;
    // A checkpoint costs as much as so many entries, so that all together they double the cost of the log.
    const max = store.costly ? Math.max(minEntries, one.size) : minPast;
    if (position - one.checkpoint < max) return;
    one.checkpoint = position;
    const present = { position, real, state: world };
    const due = store.costly ? present : one.before;
    if (store.costly) one.size = getIndex(world).size;
    else one.before = present;
    if (due !== undefined) void store.snapshot(world.name, due);
  };

  return {
    /**
     * Writes the first intent of a world, which is there at once.
     * @param onFailure called if the store cannot keep it
     */
    begin: (one: FollowedWorld, intent: Intent, real: Instant, onFailure: () => void): void => {
      const { world } = one;
      const nonce = createNonce();
      const entry = { position: 1, real, nonce, intent };
      one.world = fold(world, entry, rules).world;
      const appended = store.append(world.name, { intent, nonce, real }, 0);
      if (isPromise(appended)) {
        one.beginning = appended.then(() => {
          one.beginning = undefined;
        });
        one.beginning.catch(onFailure);
      }
      onEntry(one.world, entry);
    },
    /** What an intent would come to. */
    preview: ({ world }: FollowedWorld, intent: Intent, real: Instant): Committed => {
      const decision = decide(world, intent, real, rules);
      const entry = { position: world.position, nonce: '' };
      return { decision, world: decision.kind === 'refused' ? world : applyDecision(world, decision, entry) };
    },
    /**
     * Decides an intent, and writes it into the log unless it does nothing.
     * @returns at once when the store keeps its logs in memory, else when the entry is durable
     * @throws or rejects if the store cannot keep it; the world is then as before
     */
    commit: (one: FollowedWorld, intent: Intent, real: Instant): Later<Committed> => {
      const { world } = one;
      const decision = decide(world, intent, real, rules);
      if (decision.kind === 'refused' || isNothing(decision, world)) return { world, decision };
      const nonce = createNonce();
      const appended = store.append(world.name, { intent, nonce, real }, world.position);
      if (!isPromise(appended)) {
        const [entry] = appended.entries;
        if (appended.entries.length === 1 && entry?.nonce === nonce) {
          // Nobody else wrote meanwhile, so that the decision holds.
          one.world = applyDecision(world, decision, entry);
          onEntry(one.world, entry);
          keepShort(one, real);
          return { world: one.world, decision };
        }
      }
      one.waiting.set(nonce, undefined);
      const result = andThen(appended, (part) => {
        follow(one, part);
        const committed = one.waiting.get(nonce) ?? { world: one.world, decision };
        one.waiting.delete(nonce);
        keepShort(one, real);
        return committed;
      });
      if (isPromise(result)) result.catch(() => one.waiting.delete(nonce));
      return result;
    },
  };
}
