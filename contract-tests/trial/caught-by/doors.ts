import type { CaughtBy } from './table.ts';

// biome-ignore format: one line per mutant, to be read as a table
export const doors = {
  // doors
  'head-without-token': ['missing-token-closed'],
  'head-tells-which-jobs-exist': ['missing-token-closed'],
  'no-slash-without-token': ['missing-token-closed'],
  'list-as-csv-without-token': ['missing-token-closed'],
  'results-as-csv-without-token': ['missing-token-closed'],
  'head-of-foreign-jobs': ['foreign-job-closed'],
  'forbids-head-of-foreign-jobs': ['foreign-job-closed'],
  'foreign-jobs-without-slash': ['foreign-job-closed'],
  'foreign-jobs-as-csv': ['foreign-job-closed'],
  'foreign-results-as-csv': ['foreign-job-closed'],
  'foreign-jobs-in-upper-case': ['foreign-job-closed'],
  'unknown-before-token': ['unauthorized-before-lookup'],
  'refusal-with-the-job': ['unauthorized-without-data', 'unauthorized-like-unknown', 'unauthorized-alike'],
  'refusal-with-all-jobs': ['unauthorized-without-data', 'unauthorized-alike'],
  'refusal-with-an-etag': ['unauthorized-like-unknown'],
  // caches
  'cache-for-strangers': ['missing-token-401', 'missing-token-closed'],
  'job-cache-between-users': ['foreign-job-404', 'foreign-like-unknown'],
  'list-cache-between-users': ['list-own-jobs-only', 'empty-list-empty', 'new-job-private'],
  // near misses
  'token-by-its-beginning': ['invalid-token-401'],
  'token-in-any-case': ['invalid-token-401'],
  'token-by-its-length': ['invalid-token-401'],
  'token-with-more': ['invalid-token-401'],
  'accepts-basic': ['other-scheme-401'],
  'accepts-a-token-as-user-name': ['other-scheme-401'],
  'accepts-a-bare-token': ['other-scheme-401'],
  'accepts-a-bare-token-for-jobs': ['other-scheme-401'],
  'ids-by-their-beginning': ['unknown-job-404'],
  'ids-without-the-last-digit': ['unknown-job-404'],
  'nil-is-the-newest': ['unknown-job-404'],
  'nil-is-null': ['unknown-job-404'],
  'refuses-the-token-for-head': ['valid-token-accepted', 'head-like-get'],
  'refuses-the-token-for-results': ['valid-token-accepted', 'results-csv'],
  'refuses-the-list-to-the-other-user': ['valid-token-accepted'],
  'odd-ids-lead-to-the-list': ['odd-id-404', 'random-id-refused'],
  'crashes-on-emoji': ['no-server-error', 'random-id-refused', 'no-lasting-server-error'],
} as const satisfies CaughtBy;
