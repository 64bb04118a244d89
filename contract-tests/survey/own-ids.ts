/** The jobs of the caller, on every page of the list that was read. */
import { listJobIds } from '../evidence/sightings.ts';
import type { Asker } from './asker.ts';

export function listOwnIds({ surveyor }: Asker): ReadonlySet<string> {
  const lists = surveyor.exchanges.filter(({ tag }) => tag === 'list' || tag === 'list-page');
  return new Set(lists.flatMap(listJobIds));
}
