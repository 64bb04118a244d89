/** Findings of many kinds by hand, for tests of what people read. */
import { foreign, gaveUp, neverEnds, retryAfter, tokenExpired } from './error-findings.ts';
import { afterUnmount, busyLoop, longJob, stale } from './one-job-findings.ts';
import { asleep, severalJobs, switched } from './several-job-findings.ts';

/** Each kind of finding. */
export const findings = {
  stale,
  afterUnmount,
  busyLoop,
  longJob,
  severalJobs,
  switched,
  asleep,
  retryAfter,
  gaveUp,
  neverEnds,
  tokenExpired,
  foreign,
};
