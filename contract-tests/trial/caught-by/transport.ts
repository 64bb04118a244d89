import type { CaughtBy } from './table.ts';

// biome-ignore format: one line per mutant, to be read as a table
export const transport = {
  // framing
  'length-and-chunks': ['answers-are-http'],
  'two-lengths': ['answers-are-http'],
  'negative-length': ['answers-are-http'],
  'space-before-colon': ['answers-are-http'],
  'bare-cr': ['answers-are-http'],
  'line-feeds-only': ['answers-are-http'],
  'folded-header': ['answers-are-http'],
  'nul-in-a-header': ['answers-are-http'],
  'http-2-as-text': ['answers-are-http'],
  'chunk-too-small': ['answers-are-http', 'detail-identity', 'detail-shape'],
  'last-chunk-missing': ['answers-whole', 'requests-answered'],
  'length-too-long': ['answers-whole', 'requests-answered'],
  'length-lacks-a-byte': ['answers-whole', 'not-found-envelope'],
  'bytes-after-the-end': ['answers-whole'],
  'body-after-204': ['answers-whole'],
  'gzip-by-name': ['answers-whole', 'not-compressed-unasked'],
  // outages
  'results-never-answer': ['each-is-answered', 'no-server-error', 'requests-answered'],
  'oldest-job-never-answers': ['each-is-answered', 'no-server-error', 'requests-answered'],
  'crashes-for-the-oldest-job': ['detail-answers', 'known-job-readable', 'no-server-error', 'no-lasting-server-error'],
  'crashes-for-csv': ['results-csv', 'no-server-error', 'no-lasting-server-error'],
  'crashes-without-token': ['missing-token-401', 'unauthorized-before-lookup', 'control-needs-token', 'token-elsewhere-401', 'no-server-error', 'no-lasting-server-error', 'requests-answered'],
  'crashes-with-settings': ['no-server-error', 'no-lasting-server-error', 'server-errors-bare', 'errors-tell-no-inside', 'unknown-query-ignored'],
  'crashes-with-a-password': ['no-server-error', 'no-lasting-server-error', 'server-errors-bare', 'unknown-query-ignored'],
  'not-found-with-a-key': ['server-errors-bare', 'errors-tell-no-inside'],
  'error-as-success': ['errors-have-their-status', 'unknown-query-ignored'],
  'csv-is-an-error-page': ['errors-have-their-status', 'results-csv'],
  'trace-as-success': ['server-errors-bare', 'unknown-query-ignored', 'vary-names-headers'],
} as const satisfies CaughtBy;
