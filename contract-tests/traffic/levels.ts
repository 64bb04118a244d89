/** What a question is asked for, so that the most important ones come first when not all can be asked. */
import type { ClauseLevel } from '../verdict/clause.ts';
import type { Tag } from '../evidence/exchange.ts';

/** In this order a survey asks. */
export const laps = ['MUST', 'SHOULD', 'ASSUMED'] as const satisfies readonly ClauseLevel[];

/** Only what is not asked for the sake of a MUST. */
const levelsByTag: Partial<Readonly<Record<Tag, ClauseLevel>>> = {
  head: 'SHOULD',
  options: 'SHOULD',
  'no-slash': 'SHOULD',
  'unknown-query': 'SHOULD',
  'odd-id': 'SHOULD',
  'random-id': 'SHOULD',
  'list-narrowed': 'SHOULD',
  'token-elsewhere': 'SHOULD',
  'lower-case-scheme': 'SHOULD',
  'no-token-unknown-job': 'SHOULD',
  'control-get': 'SHOULD',
  'control-no-token': 'SHOULD',
  'long-accept': 'ASSUMED',
  'results-beyond': 'ASSUMED',
  'other-prefix': 'ASSUMED',
};

export function getLevel(tag: Tag): ClauseLevel {
  return levelsByTag[tag] ?? 'MUST';
}
