import type { CaughtBy } from './table.ts';

// biome-ignore format: one line per mutant, to be read as a table
export const authentication = {
  // authentication
  'accepts-no-token': [
    'missing-token-401',
    'unauthorized-before-lookup',
    'control-needs-token',
    'token-elsewhere-401',
    'new-job-private',
  ],
  'forbids-without-token': ['missing-token-401', 'other-scheme-401', 'unauthorized-before-lookup', 'control-needs-token', 'token-elsewhere-401'],
  'accepts-any-token': ['invalid-token-401', 'expired-token-401', 'list-own-jobs-only', 'empty-list-empty', 'foreign-control-404', 'foreign-job-404', 'new-job-private'],
  'accepts-a-cut-token': ['invalid-token-401'],
  'invalid-token-400': ['invalid-token-401', 'expired-token-401'],
  'accepts-expired-tokens': ['expired-token-401'],
  'accepts-any-scheme': ['other-scheme-401'],
  'refuses-valid-token': ['valid-token-accepted', 'detail-answers', 'known-job-readable'],
  'body-401-as-drf': ['unauthorized-body'],
  'body-401-in-text': ['unauthorized-body'],
  'distinguishes-expired-tokens': ['unauthorized-body', 'unauthorized-alike'],
  'no-challenge': ['unauthorized-challenge'],
  'requires-capital-bearer': ['scheme-any-case'],
  'echoes-the-token': ['token-not-echoed'],
  // privacy
  'accepts-a-cookie': ['token-elsewhere-401'],
  'accepts-an-api-key': ['token-elsewhere-401'],
  'accepts-a-token-in-the-query': ['token-elsewhere-401'],
  'another-realm-for-jobs': ['challenge-alike'],
  'basic-challenge': ['unauthorized-challenge'],
  'results-401-differs': ['unauthorized-body', 'unauthorized-alike'],
  'results-without-token': ['missing-token-401'],
  'empty-list-for-strangers': ['invalid-token-401', 'expired-token-401'],
  'accepts-token-scheme': ['other-scheme-401'],
  'forbids-a-single-status': ['valid-token-accepted', 'detail-answers', 'known-job-readable'],
  'expired-is-forbidden': ['expired-token-401'],
  'foreign-jobs-have-etags': ['foreign-like-unknown'],
  'foreign-jobs-have-dates': ['foreign-like-unknown'],
  'results-of-others-forbidden': ['foreign-results-404', 'foreign-results-like-unknown'],
  'foreign-control-forbidden': ['foreign-control-404', 'foreign-control-like-unknown'],
  'foreign-control-message-differs': ['foreign-control-like-unknown'],
  'lists-all-users': ['list-own-jobs-only', 'detail-answers', 'results-answer', 'new-job-private'],
} as const satisfies CaughtBy;
