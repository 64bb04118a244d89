/** The registry of lies. */
import { aboutAuthentication } from './about-authentication.ts';
import { aboutErrors } from './about-errors.ts';
import { aboutJobs } from './about-jobs.ts';
import { aboutLists } from './about-lists.ts';
import { aboutNights } from './about-nights.ts';
import { aboutListPages } from './about-list-pages.ts';
import { aboutOrders } from './about-orders.ts';
import { aboutPrivacy } from './about-privacy.ts';
import { aboutResults } from './about-results.ts';
import { aboutStatuses } from './about-statuses.ts';
import { aboutTheWire } from './about-the-wire.ts';
import { aboutTime } from './about-time.ts';
import { aboutWrites } from './about-writes.ts';
import type { Lie } from './lie.ts';

export const lies: readonly Lie[] = [
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
