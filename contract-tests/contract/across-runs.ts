/** Lists the clauses that compare a run with earlier ones. */
import type { Clause } from '../verdict/clause.ts';
import * as earlierRuns from '../clauses/earlier-runs.ts';
import { assumed, listPage, mappingPage, pollingPage, singlePage } from './sources.ts';

// biome-ignore format: one line per clause, so that it reads as a table
export const acrossRuns = [
  // Across runs, with a ledger
  { id: 'night-final-stays', level: 'MUST', ...pollingPage, promise: 'A job that was finished in an earlier run is still finished.', judge: earlierRuns.finalStays },
  { id: 'night-status-order', level: 'MUST', ...mappingPage, promise: 'No job has moved backward since an earlier run.', judge: earlierRuns.legalOrder },
  { id: 'night-submitted-same', level: 'MUST', ...singlePage, promise: 'submitted_at has not changed since an earlier run.', judge: earlierRuns.submittedNeverChanges },
  { id: 'night-updated-not-back', level: 'MUST', ...singlePage, promise: 'updated_at is not earlier than in an earlier run.', judge: earlierRuns.updatedNeverGoesBack },
  { id: 'night-updated-moves', level: 'MUST', ...singlePage, promise: 'If the status has changed since an earlier run, updated_at has changed too.', judge: earlierRuns.updatedMovesWithStatus },
  { id: 'night-finished-untouched', level: 'SHOULD', ...singlePage, promise: 'updated_at of a finished job does not change from run to run.', judge: earlierRuns.finishedUntouched },
  { id: 'night-order-stays', level: 'MUST', ...listPage, promise: 'Jobs keep the order that they had in an earlier run.', judge: earlierRuns.orderStays },
  { id: 'night-still-listed', level: 'MUST', ...listPage, promise: 'A job from an earlier run that can still be fetched by its id is listed.', judge: earlierRuns.stillListed },
  { id: 'night-still-there', ...assumed('No page says how long a job is kept.'), promise: 'A job from an earlier run still exists.', judge: earlierRuns.stillThere },
  { id: 'night-comes-to-an-end', ...assumed('No page says how long a job may take, but no user waits for thirty days.'), promise: 'No job is still in progress after thirty days with a run.', judge: earlierRuns.notForEver },
] as const satisfies readonly Clause[];
