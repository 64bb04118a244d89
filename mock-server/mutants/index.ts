/** The registry of mutants. */
import { aboutAuthentication } from './authentication.ts';
import { aboutErrors } from './errors.ts';
import { aboutJobs } from './jobs.ts';
import { aboutLists } from './lists.ts';
import { aboutNights } from './across-runs.ts';
import { aboutListPages } from './list-pages.ts';
import { aboutOrders } from './actions.ts';
import { aboutPrivacy } from './privacy.ts';
import { aboutResults } from './results.ts';
import { aboutStatuses } from './statuses.ts';
import { aboutTheWire } from './wire.ts';
import { aboutTime } from './time.ts';
import { aboutWrites } from './writes.ts';
import type { Mutant } from './mutant.ts';

export const mutants: readonly Mutant[] = [
  ...aboutAuthentication,
  ...aboutJobs,
  ...aboutLists,
  ...aboutErrors,
  ...aboutResults,
  ...aboutWrites,
  ...aboutNights,
  ...aboutOrders,
  ...aboutTime,
  ...aboutStatuses,
  ...aboutListPages,
  ...aboutPrivacy,
  ...aboutTheWire,
];
