import type { CaughtBy } from './table.ts';

// biome-ignore format: one line per mutant, to be read as a table
export const results = {
  // results
  'refuses-results': ['results-answer'],
  'results-served-while-queued': ['results-not-yet', 'results-not-yet-error'],
  'empty-results-while-queued': ['results-not-yet-error'],
  'drops-page': ['results-shape', 'results-page-echoed'],
  'drops-imported-company': ['results-contact-shape', 'imported-returned'],
  'phones-as-numbers': ['results-contact-shape', 'results-csv-agrees'],
  'results-of-another-job': ['results-identity'],
  'page-not-echoed': ['results-page-echoed'],
  'page-size-not-capped': ['results-page-size-capped', 'results-bounds'],
  'total-records-wrong': ['results-total-steady', 'results-pages-full'],
  'last-page-lacks-a-record': ['results-pages-full'],
  'pages-overlap': ['results-pages-full', 'results-csv-agrees', 'results-csv-records'],
  'results-differ-each-time': ['results-pages-join', 'results-same-twice', 'results-csv-agrees'],
  'records-beyond-the-end': ['results-nothing-beyond'],
  'csv-ignored': ['results-csv', 'results-csv-attached'],
  'csv-lacks-rows': ['results-csv-complete', 'results-csv-agrees', 'results-csv-records'],
  'csv-wrong-column': ['results-csv-agrees'],
  'csv-writes-none': ['results-csv-agrees'],
  'csv-inline': ['results-csv-attached'],
  'results-of-others-served': ['foreign-results-404', 'foreign-results-like-unknown', 'new-job-private'],
  'reveals-results-of-others': ['foreign-results-like-unknown'],
  'unknown-results-are-empty': ['unknown-results-404', 'foreign-results-like-unknown'],
} as const satisfies CaughtBy;
