/** Opens the mock of a worker: with the worlds in the database, or in memory where the browser keeps nothing. */
import type { World } from '../../domain/world.ts';
import type { WorldStore } from '../../store/port.ts';
import { openDatabase } from './database.ts';
import { openIndexedDbStore } from './indexed-db-store.ts';
import { beginning, createSiteMock, type SiteMock } from './site-mock.ts';
import { parseStoredWorld, toStoredWorld } from './stored-values.ts';

/** @param root the path of the site, without a slash at its end */
export async function openMock(root: string): Promise<SiteMock> {
  const store = await openStore(root);
  const process = `${crypto.getRandomValues(new Uint32Array(2)).join('')}-`;
  return createSiteMock({ root, process, ...(store === undefined ? {} : { store }) });
}

async function openStore(root: string): Promise<WorldStore<World> | undefined> {
  try {
    return await openIndexedDbStore<World>({
      database: await openDatabase(indexedDB, `enrichment-sandbox ${root}/`),
      beginning,
      toStoredState: toStoredWorld,
      parseStoredState: parseStoredWorld,
    });
  } catch (error) {
    console.warn('The browser keeps nothing of this site, so its worlds end with the page:', error);
    return undefined;
  }
}
