/** Lists the clauses that must catch each mutant: these, and no others. */
import type { MutantName } from '../../../mock-server/mutants/index.ts';
import type { ClauseId } from '../../contract/index.ts';
import { acrossRuns } from './across-runs.ts';
import { authentication } from './authentication.ts';
import { doors } from './doors.ts';
import { errors } from './errors.ts';
import { explored } from './explore.ts';
import { jobs } from './jobs.ts';
import { lists } from './lists.ts';
import { ownJobs } from './own-jobs.ts';
import { resultRows } from './result-rows.ts';
import { results } from './results.ts';
import { transport } from './transport.ts';
import { strangers } from './strangers.ts';
import { writes } from './writes.ts';

export const caughtBy: Readonly<Record<MutantName, readonly ClauseId[]>> = {
  ...authentication,
  ...jobs,
  ...lists,
  ...errors,
  ...doors,
  ...results,
  ...resultRows,
  ...writes,
  ...ownJobs,
  ...strangers,
  ...acrossRuns,
  ...explored,
  ...transport,
};
