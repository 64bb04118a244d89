import type { CaughtBy } from './table.ts';

// biome-ignore format: one line per mutant, to be read as a table
export const watched = {
  // single-jobs
  'oldest-job-fails-singly': ['list-agrees-with-detail', 'results-not-yet', 'results-not-yet-error'],
  'oldest-job-has-other-times': ['list-agrees-with-detail'],
  'finished-jobs-swapped': ['list-agrees-with-detail', 'results-answer'],
  'poll-loses-paused-jobs': ['detail-answers', 'polls-answered'],
  'poll-of-the-oldest-is-empty': ['detail-answers', 'known-job-readable'],
  'poll-not-found-at-times': ['detail-answers', 'head-like-get', 'polls-answered'],
  'list-empty-response-at-times': ['any-accept-json', 'list-answers', 'polls-answered', 'unknown-query-ignored', 'words-in-any-language'],
  'single-status-stale-at-times': ['never-stale'],
  'single-status-frozen': ['list-agrees-with-detail'],
  'list-frozen': ['list-agrees-with-detail'],
  // list-places
  'tenth-job-too-high': ['list-newest-first'],
  'third-page-out-of-order': ['list-newest-first'],
  'first-job-on-page-three-too': ['known-job-listed', 'list-count-true', 'list-no-duplicates'],
  'page-two-loses-a-job-at-times': ['list-contains-old-jobs', 'list-count-true', 'list-keeps-jobs'],
  'count-one-more': ['empty-list-empty', 'list-count-true'],
  'count-grows-on-page-two': ['list-count-true'],
  'links-name-an-inner-host': ['list-links-same-host'],
  'links-name-another-port': ['list-links-same-host'],
  'list-incomplete-at-first': ['known-job-listed', 'list-contains-old-jobs'],
  'list-empty-at-times': ['list-keeps-jobs'],
  'list-in-another-zone': ['list-agrees-with-detail', 'new-job-dated', 'new-job-listed-as-read', 'not-far-in-the-future', 'not-in-the-future'],
  'others-oldest-first': ['list-newest-first'],
  'others-see-inner-statuses': ['status-vocabulary'],
  // life-moments
  'completed-for-a-moment': ['final-stays', 'pause-only-at-work', 'results-answer', 'results-csv', 'updated-never-back', 'updated-not-by-reading'],
  'queued-again-for-a-moment': ['status-order', 'updated-moves-with-status'],
  'finished-jobs-touched-now-and-then': ['updated-not-by-reading'],
  'submitted-again-when-moved': ['submitted-never-changes'],
  'updated-goes-to-and-fro': ['updated-never-back'],
} as const satisfies CaughtBy;
