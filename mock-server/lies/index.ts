/** The registry of lies. */
import { aboutAuthentication } from './about-authentication.ts';
import { aboutErrors } from './about-errors.ts';
import { aboutJobs } from './about-jobs.ts';
import { aboutLists } from './about-lists.ts';
import { aboutNights } from './about-nights.ts';
import { aboutResults } from './about-results.ts';
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
];
