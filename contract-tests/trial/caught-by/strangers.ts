import type { CaughtBy } from './table.ts';

export const strangers = {
  'no-jobs-404': ['empty-list-empty'],
  'no-jobs-no-list': ['empty-list-empty'],
  'jobs-of-all-for-strangers': ['empty-list-empty'],
  'leaves-out-old-jobs': ['known-job-listed'],
  'archives-old-jobs': ['known-job-listed', 'known-job-readable'],
  'old-jobs-are-gone': ['known-job-listed', 'known-job-readable'],
} as const satisfies CaughtBy;
