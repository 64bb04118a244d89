import type { CaughtBy } from './table.ts';

/** Races, which the suite cannot see, because it sends one request at a time. `contract explore` finds them. */
export const explored = {
  'pause-twice-at-once': [],
  'resume-overwritten': [],
  'list-from-a-snapshot': [],
  'one-id-for-two': [],
  'second-job-lost': [],
  'results-too-late': [],
} satisfies CaughtBy;
