import type { CaughtBy } from './table.ts';

// biome-ignore format: one line per mutant, to be read as a table
export const acrossRuns = {
  // across-runs
  'fails-overnight': ['night-final-stays'],
  'completes-too-soon': ['night-final-stays', 'night-updated-moves'],
  'queues-again-overnight': ['night-status-order', 'night-updated-moves'],
  'queued-after-a-pause': ['night-status-order', 'night-updated-moves'],
  'submitted-another-day': ['night-submitted-same'],
  'clock-change': ['night-submitted-same'],
  'updated-restored': ['night-updated-not-back'],
  'updated-at-midnight': ['night-updated-not-back'],
  'updated-the-evening-before': ['night-updated-moves'],
  'touched-at-midnight': ['night-finished-untouched'],
  'reversed-overnight': ['night-order-stays'],
  'newest-swapped-overnight': ['night-order-stays'],
  'hides-the-oldest': ['night-still-listed'],
  'hides-the-failed': ['night-still-listed'],
  'forgets-the-failed': ['night-still-there'],
} as const satisfies CaughtBy;
