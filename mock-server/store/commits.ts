/** Writes intents into the logs of worlds, and folds what comes back: the only place where a world gets its next value. */
import { applyDecision, createEmptyWorld, decide, fold, isNothing, type Rules } from '../domain/fold.ts';
import type { Decision } from '../domain/decision.ts';
import type { Intent, LogEntry } from '../domain/entry.ts';
import { getIndex, type World } from '../domain/world.ts';
import type { Instant } from '../../time/time.ts';
import { andThen, isPromise, type Later } from '../portions/portions.ts';
import { type Checkpoint, type LogPart, StoreError, type WorldStore } from './port.ts';

/** What an intent came to, and the world after it. */
export interface Committed {
  readonly world: World;
  readonly decision: Decision;
  /** When: the given real time, or that of the entry in a shared store. */
  readonly real: Instant;
  /** It has an entry, which does nothing because of what others wrote before. */
  readonly isOvertaken?: boolean;
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
  /** The latest time of a shared store at which it was seen. */
  real?: Instant;
  /** That of the latest part that was followed. */
  order: number;
  /** Until the store has its first entry. */
  beginning?: Promise<void> | undefined;
}

export const createFollowedWorld = (world: World): FollowedWorld => ({
  world,
  checkpoint: world.position,
  size: 0,
  order: 0,
  waiting: new Map(),
});

/** The time of a request: that of the look, or later if other requests have seen more of the world since. */
export const getReal = ({ real }: { readonly real?: Instant }, looked: Instant): Instant =>
  real !== undefined && real > looked ? real : looked;

export interface CommitDeps {
  readonly store: WorldStore<World>;
  readonly rules: Rules;
  /** A text that no other intent of the world has. */
  readonly createNonce: () => string;
  /** The intent that begins a world. */
  readonly createReset: (real: Instant) => Extract<Intent, { kind: 'reset' }>;
  /** Called with each entry that was folded. */
  readonly onEntry: (world: World, entry: LogEntry) => void;
  readonly minEntries?: number | undefined;
  /** Called when another process removed a world, and it has already begun again. */
  readonly onRemoved: (name: string) => void;
}

/** Entries after which a checkpoint keeps the log short. */
const defaultMinEntries = 500;
/** Where a checkpoint costs nothing, at least so many of the latest entries stay, so that people can look at the past. */
const minPast = 2500;
/** How often an intent is decided that came too late to a shared store, or whose world was removed meanwhile. */
const maxTries = 4;

export function createCommits({
  store,
  rules,
  createNonce,
  createReset,
  onEntry,
  onRemoved,
  minEntries = defaultMinEntries,
}: CommitDeps) {
  const foldEntry = (one: FollowedWorld, entry: LogEntry): void => {
    const { world, decision } = fold(one.world, entry, rules);
    if (entry.position > one.world.position) one.world = world;
    if (decision === undefined) return;
    if (one.waiting.has(entry.nonce))
      one.waiting.set(entry.nonce, {
        world,
        decision,
        real: entry.real,
        isOvertaken: decision.kind === 'refused',
      });
    onEntry(world, entry);
  };
  const follow = (one: FollowedWorld, part: LogPart<World>): void => {
    const { checkpoint, entries, isWhole, now, order = one.order } = part;
    if (isWhole === true && order < one.order) {
      // Another caller has followed a later part already.
      const past = {
        ...one,
        world: checkpoint?.state ?? createEmptyWorld(one.world.name, rules.beginning.fixture),
      };
      for (const entry of entries) foldEntry(past, entry);
      return;
    }
    one.order = Math.max(one.order, order);
    // A world that begins again may do so at an earlier time, after the clock of the store was set back.
    if (now !== undefined && (isWhole === true || one.real === undefined || now > one.real)) one.real = now;
    if (isWhole === true) {
      if (isAnother(one.world, part)) onRemoved(one.world.name);
      one.world = checkpoint?.state ?? createEmptyWorld(one.world.name, rules.beginning.fixture);
      one.checkpoint = one.world.position;
    } else if (checkpoint !== undefined && checkpoint.position > one.world.position)
      one.world = checkpoint.state;
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
    if (due === undefined) return;
    const kept = store.snapshot(world.name, due);
    // Without it, the log is longer.
    if (isPromise(kept)) kept.catch(() => undefined);
  };
  const commit = (
    one: FollowedWorld,
    intent: Intent,
    wanted: Instant,
    tries = maxTries,
  ): Later<Committed> => {
    const { world } = one;
    const real = getReal(one, wanted);
    if (store.shared !== undefined && world.position === 0 && !isBeginning(intent)) {
      if (tries === 1) throw new StoreError(tooLate);
      // Somebody removed the world meanwhile, so it begins again, as it does for a request that comes later.
      return andThen(begin(one, real), (begun) => commit(one, intent, begun.real, tries - 1));
    }
    const decision = decide(world, intent, real, rules);
    if (decision.kind === 'refused' || isNothing(decision, world)) return { world, decision, real };
    const nonce = createNonce();
    const appended = store.append(world.name, { intent, nonce, real }, world.position);
    if (!isPromise(appended) && store.shared === undefined) {
      const [entry] = appended.entries;
      if (appended.entries.length === 1 && entry?.nonce === nonce) {
        // Nobody else wrote meanwhile, so that the decision holds.
        one.world = applyDecision(world, decision, entry);
        onEntry(one.world, entry);
        keepShort(one, real);
        return { world: one.world, decision, real };
      }
    }
    one.waiting.set(nonce, undefined);
    const result = andThen(appended, (part) => {
      follow(one, part);
      const committed = one.waiting.get(nonce);
      one.waiting.delete(nonce);
      keepShort(one, real);
      if (committed !== undefined || store.shared === undefined)
        return committed ?? { world: one.world, decision, real };
      if (tries === 1) throw new StoreError(tooLate);
      return commit(one, intent, part.now ?? real, tries - 1);
    });
    if (isPromise(result)) result.catch(() => one.waiting.delete(nonce));
    return result;
  };
  /** In a shared store, where another process may do so too. */
  const begin = (one: FollowedWorld, real: Instant): Later<Committed> =>
    commit(one, { ...createReset(real), ifNew: true }, real);

  return {
    /**
     * Writes the first intent of a world, which is there at once.
     * @param onFailure called if the store cannot keep it
     */
    beginAtOnce: (one: FollowedWorld, real: Instant, onFailure: () => void): void => {
      const { world } = one;
      const intent = createReset(real);
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
    begin,
    follow,
    /** What an intent would come to. */
    preview: ({ world }: FollowedWorld, intent: Intent, real: Instant): Committed => {
      const decision = decide(world, intent, real, rules);
      const entry = { position: world.position, nonce: '' };
      const next = decision.kind === 'refused' ? world : applyDecision(world, decision, entry);
      return { decision, world: next, real };
    },
    /**
     * Decides an intent, and writes it into the log unless it does nothing.
     * @returns at once when the store keeps its logs in memory, else when the entry is durable
     * @throws or rejects if the store cannot keep it; the world is then as before
     */
    commit: (one: FollowedWorld, intent: Intent, real: Instant): Later<Committed> =>
      commit(one, intent, real),
  };
}

const tooLate = 'The store got the request too late. The request changed nothing; try again later.';

const isBeginning = (intent: Intent): boolean => intent.kind === 'reset' && intent.ifNew === true;

/** Whether a whole log is not that of a known world. A log whose checkpoint is after all that was known goes on. */
function isAnother({ position, nonces }: World, { checkpoint, entries }: LogPart<World>): boolean {
  const latest = nonces.at(-1);
  const isThere = checkpoint !== undefined || entries.length > 0;
  if (position === 0 || latest === undefined || !isThere || (checkpoint?.position ?? 0) > position)
    return false;
  return checkpoint?.state.nonces.includes(latest) !== true && !entries.some(({ nonce }) => nonce === latest);
}
