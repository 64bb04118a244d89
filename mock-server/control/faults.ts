/** The control operations about faults. */
import { notYet } from './not-yet.ts';

export const faultsOperations = {
  addFault: notYet,
  clearFaults: notYet,
  listFaults: notYet,
  removeFault: notYet,
};
