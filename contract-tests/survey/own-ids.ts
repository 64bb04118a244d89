/** Collects the ids of the caller's jobs from every page of the list. */
import { listJobIds } from '../evidence/sightings.ts';
import type { Asker } from './asker.ts';

export function listOwnIds({ surveyor }: Asker): ReadonlySet<string> {
  const lists = surveyor.exchanges.filter(({ tag }) => tag === 'list' || tag === 'list-page');
  return new Set(lists.flatMap(listJobIds));
}
