import type { CaughtBy } from './table.ts';

// biome-ignore format: one line per mutant, to be read as a table
export const lists = {
  // lists
  'lists-foreign-jobs': ['list-own-jobs-only', 'detail-answers', 'results-answer'],
  'list-in-another-envelope': ['list-shape', 'empty-list-empty'],
  'list-without-content': ['list-answers', 'empty-list-empty'],
  'list-crashes': ['list-answers', 'server-error-envelope', 'no-server-error', 'requests-answered', 'empty-list-empty', 'no-lasting-server-error'],
  'oldest-first': ['list-newest-first', 'new-job-on-top'],
  'newest-second': ['list-newest-first', 'new-job-on-top'],
  'repeats-a-job': ['list-no-duplicates'],
  'forgets-finished-jobs': ['list-keeps-jobs'],
  'list-lags-behind': ['list-agrees-with-detail', 'updated-never-back', 'new-job-listed-as-read'],
  // list-pages
  'list-cut-at-ten': ['list-keeps-jobs', 'list-not-cut', 'known-job-listed'],
  'list-drops-a-job-at-times': ['list-keeps-jobs', 'known-job-listed'],
  'sorted-by-update': ['list-newest-first'],
  'first-job-twice': ['list-no-duplicates'],
  'list-by-id': ['list-shape', 'empty-list-empty'],
  'list-is-null': ['list-shape', 'empty-list-empty'],
  'list-405': ['list-answers', 'empty-list-empty'],
  'count-of-the-page': ['list-count-true'],
  'pages-skip-a-job': ['list-count-true'],
  'list-pages-overlap': ['list-no-duplicates'],
  'next-leads-to-itself': ['list-pages-lead-on'],
  'next-leads-nowhere': ['list-pages-lead-on'],
  'pages-never-end': ['list-pages-lead-on'],
} as const satisfies CaughtBy;
