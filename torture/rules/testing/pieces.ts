/** What many lives of the tests have in common. */
import type { Advice } from '../../../library/operations.ts';
import { type Course, poll, type Sketch } from './lives.ts';

export interface Example {
  readonly what: string;
  readonly life: Sketch;
}

export const done = { at: 63.1, status: 'completed' };
export const ends = { ends: true, reports: true, results: 'none' } as const;
export const fetches = { ends: true, reports: true, results: 'reported' } as const;
/** Polled to the end, as it should be. */
export const sound: readonly ReturnType<typeof poll>[] = [
  poll(0, 'queued'),
  poll(15, 'in-progress'),
  poll(63, 'completed'),
];
export const stopsAndGoesOn: Course = [
  [0, 'queued'],
  [5, 'in-progress'],
  [10, 'paused'],
  [20, 'in-progress'],
  [60, 'completed'],
];
export const advice = (id: string, more: Partial<Advice> = {}): Advice => ({
  id,
  level: 'warning',
  title: 'x',
  job: '00000000-0000-4000-8000-000000000000',
  seen: 'The job was polled 7 times.',
  times: 1,
  entries: [],
  why: 'x',
  source: 'x',
  do: 'x',
  in_code: { fetch: '', tanstack_query: '', swr: '' },
  ...more,
});
