/**
 * What is true of each world: the log that the server has had since the world began, folded by one process that is never
 * interrupted. Checkpoints, trimming and connections do not concern it.
 */
import { instant } from '../../../time/time.ts';
import type { Decision } from '../../domain/decision.ts';
import type { Intent, LogEntry } from '../../domain/entry.ts';
import { createEmptyWorld, fold, type Rules } from '../../domain/fold.ts';
import type { World } from '../../domain/world.ts';
import type { StreamEntry, StreamWatcher } from './keyspace.ts';
import { formatIntent, readMarker } from './markers.ts';
import type { SimulationRecord } from './record.ts';

/** What an entry in Redis says besides its intent. */
export interface SentEntry {
  readonly nonce: string;
  /** By the clock of the store: later, it counts no more. */
  readonly deadline: number;
  /** The nonce of the entry with which the world began; empty in a beginning. */
  readonly life: string;
}

/** A world from its beginning to its end; another one may have its name afterwards. */
export interface Life {
  readonly world: string;
  readonly number: number;
  readonly began: number;
  ended: number | undefined;
  /** That of its first entry. */
  id: string | undefined;
  readonly entries: LogEntry[];
  /** The world after each entry; the first is that before any. */
  readonly worlds: World[];
  readonly decisions: (Decision | undefined)[];
  /** The latest time that a response showed. */
  shown: number;
}

/** A moment in the life of a world. */
export interface Moment {
  readonly life: Life | undefined;
  readonly position: number;
}

/** An entry in the life of a world. */
export interface Place {
  readonly life: Life;
  readonly position: number;
}

export interface Truth {
  readonly watcher: StreamWatcher;
  /** The present moment of a world. */
  readonly look: (world: string) => Moment;
  /** Where an entry is; a beginning that arrives twice can be in two lives. */
  readonly find: (nonce: string) => readonly Place[];
  readonly lives: readonly Life[];
}

export interface TruthOptions {
  readonly now: () => number;
  readonly rules: Rules;
  /** The world of a stream; undefined if it is something else. */
  readonly toWorld: (key: string) => string | undefined;
  readonly readEntry: (fields: readonly string[]) => SentEntry;
  /** What a process gave to its store. */
  readonly getIntent: (nonce: string) => Intent | undefined;
  /** Nonces of commands of which a response said that they are not applied. */
  readonly denied: ReadonlySet<string>;
  readonly onEnd: (life: Life, isExpired: boolean) => void;
  /** Lets a world end whose time is over. */
  readonly expire: (world: string) => void;
  readonly record: SimulationRecord;
}

export function createTruth(options: TruthOptions): Truth {
  const { now, rules, toWorld, readEntry, getIntent, denied, onEnd, expire, record } = options;
  const { fail } = record;
  const drop = (world: string, why: string): void => {
    record.count(why);
    record.note(`         log of ${world}: ${why}`);
  };
  const present = new Map<string, Life>();
  const lives: Life[] = [];
  const byNonce = new Map<string, Place[]>();

  const begin = (world: string): void => {
    const empty = createEmptyWorld(world, rules.beginning.fixture);
    const number = lives.length + 1;
    const life: Life = {
      world,
      number,
      began: now(),
      ended: undefined,
      id: undefined,
      entries: [],
      worlds: [empty],
      decisions: [undefined],
      shown: 0,
    };
    lives.push(life);
    present.set(world, life);
  };
  const add = (life: Life, { id, fields }: StreamEntry): void => {
    const sent = readEntry(fields);
    const { nonce } = sent;
    const before = life.worlds.at(-1);
    const intent = getIntent(nonce);
    if (intent === undefined) fail(`The log of world ${life.world} has an entry ${nonce} that nobody sent.`);
    if (before === undefined || intent === undefined) return;
    if (id.ms > sent.deadline) return drop(life.world, 'entry after its deadline');
    if (life.entries.some((one) => one.nonce === nonce)) return drop(life.world, 'entry that arrived twice');
    if (sent.life !== '' && sent.life !== life.id) return drop(life.world, 'entry for another life');
    const isBeginning = intent.kind === 'reset' && intent.ifNew === true;
    if (life.entries.length === 0 && !isBeginning) fail(`World ${life.world} begins with ${intent.kind}.`);
    life.id ??= nonce;
    const entry = { position: life.entries.length + 1, real: instant(id.ms), nonce, intent };
    if (entry.real < life.shown)
      fail(`The entry ${nonce} is of ${entry.real}, and a response had ${life.shown} before.`);
    const marker = readMarker(intent);
    if (marker !== undefined && life.entries.some((one) => readMarker(one.intent) === marker))
      fail(`The command ${marker} is twice in the log of world ${life.world}.`);
    const { world, decision } = fold(before, entry, rules);
    if (isBeginning && life.entries.length > 0 && world.log.length !== before.log.length)
      fail(`A second beginning changed the world ${life.world}.`);
    life.entries.push(entry);
    life.worlds.push(world);
    life.decisions.push(decision);
    byNonce.set(nonce, [...(byNonce.get(nonce) ?? []), { life, position: entry.position }]);
    record.note(`         log of ${life.world}: ${entry.position} ${formatIntent(intent)} (${nonce})`);
    if (denied.has(nonce)) fail(`A response said that ${nonce} was not applied, and now it is.`);
  };

  return {
    lives,
    watcher: {
      onBegin: (key) => {
        const world = toWorld(key);
        if (world !== undefined) begin(world);
      },
      onAdd: (key, entry) => {
        const life = present.get(toWorld(key) ?? '');
        if (life !== undefined) add(life, entry);
      },
      onTrim: (key, count) => {
        record.count('log that was trimmed');
        record.note(`         log of ${toWorld(key)}: ${count} entries are trimmed`);
      },
      onEnd: (key, isExpired) => {
        const life = present.get(toWorld(key) ?? '');
        if (life === undefined) return;
        life.ended = now();
        present.delete(life.world);
        onEnd(life, isExpired);
      },
    },
    look: (world) => {
      expire(world);
      const life = present.get(world);
      return { life, position: life?.entries.length ?? 0 };
    },
    find: (nonce) => byNonce.get(nonce) ?? [],
  };
}
