/** The control operations about snapshots and world files. */
import { notYet } from './not-yet.ts';

export const snapshotsOperations = {
  dropSnapshot: notYet,
  exportWorld: notYet,
  listSnapshots: notYet,
  restoreWorld: notYet,
  takeSnapshot: notYet,
};
