/** The control operations about the journal. */
import { notYet } from './not-yet.ts';

export const requestsOperations = { clearRequests: notYet, listRequests: notYet, waitForRequests: notYet };
