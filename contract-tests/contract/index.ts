/** The contract: every clause, in the order of the documentation. */
import type { Clause } from '../verdict/clause.ts';
import { acrossRuns } from './across-runs.ts';
import { http } from './http.ts';
import { resultsPage } from './results.ts';
import { statusPage } from './status-page.ts';
import { writes } from './writes.ts';

const clauses = [
  ...statusPage,
  ...resultsPage,
  ...writes,
  ...http,
  ...acrossRuns,
] as const satisfies readonly Clause[];

export const contract: readonly Clause[] = clauses;

/** An id of the tables. */
export type ClauseId = (typeof clauses)[number]['id'];
