import type { CaughtBy } from './table.ts';

/** Races of requests that come at once or shortly after each other. The suite sees few of them; `contract explore` finds all. */
export const explored = {
  'pause-twice-at-once': ['pause-only-at-work'],
  'resume-overwritten': ['resume-obeyed'],
  'list-from-a-snapshot': ['new-job-listed-as-read', 'status-order', 'updated-never-back'],
  'one-id-for-two': [],
  'second-job-lost': [],
  'results-too-late': [],
} satisfies CaughtBy;
