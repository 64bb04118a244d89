/** Keeps the logs of all worlds in the database of a browser, too: an entry is there before its promise resolves. */
import type { LogEntry } from '../../domain/entry.ts';
import { createMemoryStore, type MemoryStore } from '../../store/memory.ts';
import { StoreError, type WorldStore } from '../../store/port.ts';
import {
  change,
  getAll,
  startReading,
  type StoredBeginning,
  type StoredCheckpoint,
  type StoredEntry,
} from './database.ts';
import { type Beginnings, createBeginnings, parseStoredIntent, toStoredIntent } from './stored-values.ts';
import type { Beginning } from '../../domain/history.ts';

export interface IndexedDbStoreOptions<State> {
  readonly database: IDBDatabase;
  /** How every world of this mock begins. */
  readonly beginning: Beginning;
  readonly toStoredState: (state: State, beginnings: Beginnings) => unknown;
  readonly parseStoredState: (stored: unknown, beginnings: Beginnings) => State;
}

/** Something that waits for the next transaction. */
interface Waiting {
  /** @param lasts the latest positions of the worlds with changes in the same transaction */
  readonly write: (transaction: IDBTransaction, lasts: Map<string, number>) => void;
  /** It is in the database. */
  readonly apply: () => void;
  readonly reject: (error: Error) => void;
}

/** A store with what is in the database. */
export async function openIndexedDbStore<State>(
  options: IndexedDbStoreOptions<State>,
): Promise<WorldStore<State>> {
  const { database, beginning, parseStoredState } = options;
  const transaction = startReading(database);
  const [stored, checkpoints, entries] = await Promise.all([
    getAll<StoredBeginning>(transaction, 'beginnings'),
    getAll<StoredCheckpoint>(transaction, 'checkpoints'),
    getAll<StoredEntry>(transaction, 'entries'),
  ]);
  const beginnings = createBeginnings(beginning, stored);
  const memory = createMemoryStore<State>();
  const damaged = new Set<string>();
  /** Users can edit what a browser stores: a world that cannot be read must not take the others with it. */
  const load = (world: string, read: () => void): void => {
    try {
      if (!damaged.has(world)) read();
    } catch (error) {
      console.warn(`The world "${world}" was removed, since what is stored of it is damaged:`, error);
      damaged.add(world);
      memory.remove(world);
    }
  };
  for (const { world, position, real, state } of checkpoints)
    load(world, () => memory.snapshot(world, { position, real, state: parseStoredState(state, beginnings) }));
  for (const { world, position, real, nonce, intent } of entries)
    load(world, () => {
      if (position !== (memory.last(world)?.position ?? 0) + 1) throw new Error('An entry is missing.');
      memory.append(world, { real, nonce, intent: parseStoredIntent(intent, beginnings) }, position - 1);
    });
  return createIndexedDbStore(options, memory, beginnings, damaged);
}

function createIndexedDbStore<State>(
  { database, toStoredState }: IndexedDbStoreOptions<State>,
  memory: MemoryStore<State>,
  beginnings: Beginnings,
  /** Worlds that are gone, but whose removal could not be stored yet. */
  gone: Set<string>,
): WorldStore<State> {
  let waiting: Waiting[] = [];
  let working: Promise<void> | undefined;

  const write = async (batch: readonly Waiting[]): Promise<void> => {
    let taken: readonly StoredBeginning[] = [];
    try {
      const lasts = new Map<string, number>();
      await change(database, (transaction) => {
        for (const world of gone) removeWorld(transaction, world);
        for (const one of batch) one.write(transaction, lasts);
        taken = beginnings.take();
        for (const one of taken) transaction.objectStore('beginnings').put(one);
      });
      gone.clear();
    } catch (error) {
      beginnings.putBack(taken);
      for (const { reject } of batch) reject(toStoreError(error));
      return;
    }
    for (const { apply } of batch) apply();
  };
  const work = async (): Promise<void> => {
    // What arrives in the same turn shares a transaction.
    await Promise.resolve();
    while (waiting.length > 0) await write(waiting.splice(0));
    working = undefined;
  };
  const enqueue = <Result>(store: Waiting['write'], apply: () => Result): Promise<Result> =>
    new Promise((resolve, reject) => {
      waiting.push({ write: store, apply: () => resolve(apply()), reject });
      working ??= work();
    });

  return {
    costly: true,
    look: memory.look,
    worlds: memory.worlds,
    append: (world, draft, after) =>
      enqueue(
        (transaction, lasts) => {
          // The same as the store in memory gives it.
          const position = (lasts.get(world) ?? memory.last(world)?.position ?? 0) + 1;
          lasts.set(world, position);
          const { real, nonce } = draft;
          const intent = toStoredIntent(draft.intent, beginnings);
          const entry: StoredEntry = { world, position, real, nonce, intent };
          // It fails if another tab has stored one with this position.
          transaction.objectStore('entries').add(entry);
        },
        () => memory.append(world, draft, after),
      ),
    snapshot: async (world, checkpoint) => {
      const { position, real, state } = checkpoint;
      if (position < (memory.look(world, -1).checkpoint?.position ?? 0)) return;
      memory.snapshot(world, checkpoint);
      // Without it, the entries up to there are still in the database.
      await enqueue(
        (transaction) => {
          transaction
            .objectStore('checkpoints')
            .put({ world, position, real, state: toStoredState(state, beginnings) });
          transaction.objectStore('entries').delete(rangeOfEntries(world, position));
        },
        () => undefined,
      ).catch(() => undefined);
    },
    remove: async (world) => {
      const forget = (): void => memory.remove(world);
      await enqueue((transaction, lasts) => {
        lasts.set(world, 0);
        removeWorld(transaction, world);
      }, forget).catch(() => {
        gone.add(world);
        forget();
      });
    },
    close: async () => {
      await working;
      database.close();
    },
  };
}

function removeWorld(transaction: IDBTransaction, world: string): void {
  transaction.objectStore('entries').delete(rangeOfEntries(world, Number.POSITIVE_INFINITY));
  transaction.objectStore('checkpoints').delete(world);
}

/** The keys of the entries of a world up to a position. */
const rangeOfEntries = (world: string, position: LogEntry['position']): IDBKeyRange =>
  IDBKeyRange.bound([world, 0], [world, position]);

function toStoreError(error: unknown): StoreError {
  const { name = '', message = '' } = (error ?? {}) as Partial<Error>;
  if (name === 'QuotaExceededError')
    return new StoreError(
      'The browser has no space left for this site. Delete worlds or data of other sites, and try again.',
    );
  if (name === 'ConstraintError')
    return new StoreError('Another tab has changed this world meanwhile. Reload this page, and try again.');
  return new StoreError(`The browser cannot store this: ${message || name}. Reload the page, and try again.`);
}
