/** What a process that is going to end leaves to the others: the latest requests of its journals. */
import type { Journals } from '../journal/journals.ts';
import type { Legacy } from './questions.ts';
import { toTravellingEntry } from './travelling-entry.ts';

/** In all, so that it takes no time that anybody notices. */
const maxEntries = 5000;
/** So that no message is too large. */
const maxInMessage = 500;

/** Of the worlds with the latest requests. */
export function listLegacies(journals: Pick<Journals, 'worlds' | 'entries'>): readonly Legacy[] {
  let left = maxEntries;
  return journals
    .worlds()
    .toReversed()
    .flatMap((world) => {
      const entries = left === 0 ? [] : journals.entries(world).slice(-left);
      left -= entries.length;
      const messages = Math.ceil(entries.length / maxInMessage);
      return Array.from({ length: messages }, (_, index) => ({
        world,
        entries: entries.slice(index * maxInMessage, (index + 1) * maxInMessage).map(toTravellingEntry),
      }));
    });
}
