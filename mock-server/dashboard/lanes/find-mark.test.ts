// What is under the pointer.
import { instant } from '../../../time/time.ts';
import type { ShownRequest } from '../../../page-parts/polls.ts';
import { findMark } from './find-mark.ts';
import type { PollCluster } from '../../../page-parts/polls.ts';

const geometry = { marks: { top: 26, height: 10 }, flagTop: 1 };
const createCluster = (x: number, end = x): PollCluster => {
  const poll = { at: x, kind: 'ok' as const, request: { number: x } as ShownRequest };
  return { kind: 'ok', x, end, first: poll, last: poll, count: 1, faults: 0 };
};
const segment = {
  x: 0,
  width: 100,
  stretch: { status: 'Draft', from: instant(0), to: instant(100) },
};
const row = {
  segments: [segment],
  clusters: [createCluster(20), createCluster(28, 40)],
  flags: [{ x: 60, advice: [] }],
};

test.each([
  ['a bar', 10, 10, { kind: 'segment', segment }],
  ['the nearest mark', 23, 30, { kind: 'polls', cluster: row.clusters[0] }],
  ['the nearest mark', 25, 30, { kind: 'polls', cluster: row.clusters[1] }],
  ['a mark of many requests', 35, 30, { kind: 'polls', cluster: row.clusters[1] }],
  ['a flag, by its pole', 61, 30, { kind: 'flag', flag: row.flags[0] }],
  ['a flag, by its pennant', 69, 5, { kind: 'flag', flag: row.flags[0] }],
  ['the bar beside a pole', 69, 20, { kind: 'segment', segment }],
  ['nothing', 200, 10, undefined],
])('%s is found at %i, %i', (_, x, y, mark) => {
  expect(findMark(row, x, y, geometry)).toEqual(mark);
});
