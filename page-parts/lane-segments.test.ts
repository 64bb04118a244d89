// A life at a scale.
import { instant, never } from '../time/time.ts';
import { listSegments, placeLabel, type Stretch } from './lane-segments.ts';
import { createTimeScale } from './time-scale.ts';

const life: readonly Stretch[] = [
  { status: 'Draft', from: instant(0), to: instant(100) },
  { status: 'Enrichment Started', from: instant(100), to: instant(100) },
  { status: 'Enrichment Completed', from: instant(100), to: never },
];
const scale = createTimeScale(1, [], 50);
const list = (from: number, to: number, origin = 0) =>
  listSegments(life, scale, { origin, from, to }).map(({ stretch, x, width }) => [stretch.status, x, width]);

test('each status is a segment; a short one is still visible, and one without an end goes beyond the edge', () => {
  expect(list(0, 500)).toEqual([
    ['Draft', 0, 100],
    ['Enrichment Started', 100, 2],
    ['Enrichment Completed', 100, 420],
  ]);
});

test('what is out of sight is left out, and nothing is much wider than the range', () => {
  expect(list(200, 500)).toEqual([['Enrichment Completed', 180, 340]]);
  expect(list(-100, -10)).toEqual([]);
});

test('places are relative to the origin', () => {
  expect(list(0, 60, 40)).toEqual([
    ['Draft', -20, 80],
    ['Enrichment Started', 60, 2],
    ['Enrichment Completed', 60, 20],
  ]);
});

describe('the text of a segment', () => {
  test.each([
    ['begins where the segment begins', 100, 300, 0, 900, { x: 100, room: 200, isFuture: false }],
    [
      'stays in sight when the segment begins before the left edge',
      100,
      300,
      150,
      900,
      { x: 150, room: 150, isFuture: false },
    ],
    ['ends at the line of now', 100, 300, 0, 200, { x: 100, room: 100, isFuture: false }],
    [
      'is after the line of now where there is more room',
      100,
      300,
      0,
      120,
      { x: 120, room: 180, isFuture: true },
    ],
    ['is in the future with its segment', 100, 300, 0, 50, { x: 100, room: 200, isFuture: true }],
  ])('%s', (_, from, to, left, now, place) => {
    expect(placeLabel({ x: from, width: to - from }, left, now, 44)).toEqual(place);
  });
});
