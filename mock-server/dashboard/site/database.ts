/** The database of the static site: what it holds, and its requests as promises. */
import type { Instant } from '../../../time/time.ts';

/** Raised when a newer site would read the stored values wrongly; the worlds of the older one are then lost. */
const version = 1;

/** An entry, whose key is its world and its position. */
export interface StoredEntry {
  readonly world: string;
  readonly position: number;
  readonly real: Instant;
  readonly nonce: string;
  readonly intent: unknown;
}

export interface StoredCheckpoint {
  readonly world: string;
  readonly position: number;
  readonly real: Instant;
  readonly state: unknown;
}

/** What many entries have in common. */
export interface StoredBeginning {
  readonly digest: string;
  readonly beginning: unknown;
}

/** @param name different for two sites of one origin */
export function openDatabase(factory: IDBFactory, name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = factory.open(name, version);
    opening.addEventListener('upgradeneeded', () => {
      const { result: database } = opening;
      for (const old of Array.from(database.objectStoreNames)) database.deleteObjectStore(old);
      database.createObjectStore('entries', { keyPath: ['world', 'position'] });
      database.createObjectStore('checkpoints', { keyPath: 'world' });
      database.createObjectStore('beginnings', { keyPath: 'digest' });
    });
    opening.addEventListener('success', () => {
      const { result: database } = opening;
      // A newer site must not wait for this one.
      database.addEventListener('versionchange', () => database.close());
      resolve(database);
    });
    opening.addEventListener('error', () => reject(opening.error ?? new Error('It cannot be opened.')));
  });
}

const stores = ['entries', 'checkpoints', 'beginnings'];

/** For reading all stores as they are at one moment. */
export const startReading = (database: IDBDatabase): IDBTransaction => database.transaction(stores);

/** All values of a store. */
export function getAll<Value>(transaction: IDBTransaction, store: string): Promise<readonly Value[]> {
  return new Promise((resolve, reject) => {
    const request = transaction.objectStore(store).getAll();
    request.addEventListener('success', () => resolve(request.result as readonly Value[]));
    request.addEventListener('error', () => reject(request.error ?? new Error('It cannot be read.')));
  });
}

/** Changes all or nothing. Resolves when the changes are on the disk. */
export function change(database: IDBDatabase, write: (transaction: IDBTransaction) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(stores, 'readwrite', { durability: 'strict' });
    const fail = (): void => reject(transaction.error ?? new Error('It was aborted.'));
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', fail);
    try {
      write(transaction);
      transaction.commit();
    } catch (error) {
      transaction.abort();
      reject(error);
    }
  });
}
