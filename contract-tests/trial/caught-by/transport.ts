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
} as const satisfies CaughtBy;
