/** The registry of mutants. */
import { authenticationMutants } from './authentication.ts';
import { cacheMutants } from './caches.ts';
import { sharedCacheMutants } from './shared-caches.ts';
import { doorMutants } from './doors.ts';
import { errorMutants } from './errors.ts';
import { framingMutants } from './framing.ts';
import { jobMutants } from './jobs.ts';
import { listMutants } from './lists.ts';
import { acrossRunsMutants } from './across-runs.ts';
import { listPageMutants } from './list-pages.ts';
import { actionMutants } from './actions.ts';
import { outageMutants } from './outages.ts';
import { nearMissMutants } from './near-misses.ts';
import { privacyMutants } from './privacy.ts';
import { requestHeaderMutants } from './request-headers.ts';
import { resultFileMutants } from './result-files.ts';
import { resultRowMutants } from './result-rows.ts';
import { raceMutants } from './races.ts';
import { resultMutants } from './results.ts';
import { strangerMutants } from './strangers.ts';
import { statusMutants } from './statuses.ts';
import { wireMutants } from './wire.ts';
import { timeMutants } from './time.ts';
import { writeMutants } from './writes.ts';
import { ownJobMutants } from './own-jobs.ts';
import { untimelyMutants } from './untimely.ts';
import { writeMethodMutants } from './write-methods.ts';
import type { Mutant } from './mutant.ts';

const all = [
  ...authenticationMutants,
  ...jobMutants,
  ...listMutants,
  ...errorMutants,
  ...resultMutants,
  ...writeMutants,
  ...acrossRunsMutants,
  ...actionMutants,
  ...timeMutants,
  ...statusMutants,
  ...listPageMutants,
  ...privacyMutants,
  ...wireMutants,
  ...doorMutants,
  ...sharedCacheMutants,
  ...nearMissMutants,
  ...ownJobMutants,
  ...untimelyMutants,
  ...writeMethodMutants,
  ...resultRowMutants,
  ...resultFileMutants,
  ...cacheMutants,
  ...requestHeaderMutants,
  ...raceMutants,
  ...framingMutants,
  ...outageMutants,
  ...strangerMutants,
] as const satisfies readonly Mutant[];

export const mutants: readonly Mutant[] = all;

/** As `--mutant` takes it. */
export type MutantName = (typeof all)[number]['name'];
