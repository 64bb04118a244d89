import type { CaughtBy } from './table.ts';

/** Mutants that `contract explore` finds. The suite cannot see a race, because it sends one request at a time. */
export const explored = {
  'pause-twice-at-once': [],
  'resume-overwritten': [],
  'list-from-a-snapshot': ['new-job-listed-as-read', 'status-order', 'updated-never-back'],
  'one-id-for-two': [],
  'second-job-lost': [],
  'results-too-late': [],
} satisfies CaughtBy;
