/** Finds what is drawn at a place of a row. Pure. */
import type { Flag } from './advice-marks.ts';
import type { Geometry } from './geometry.ts';
import type { Stretch } from '../../domain/life.ts';
import type { Segment } from '../../../page-parts/lane-segments.ts';
import type { PollCluster } from '../../../page-parts/polls.ts';

export type Mark =
  | { readonly kind: 'flag'; readonly flag: Flag }
  | { readonly kind: 'polls'; readonly cluster: PollCluster }
  | { readonly kind: 'segment'; readonly segment: Segment<Stretch> };

interface Row {
  readonly segments: readonly Segment<Stretch>[];
  readonly clusters: readonly PollCluster[];
  readonly flags: readonly Flag[];
}

/** Marks are small, so that a place beside one is good enough, in pixels. */
const reach = 6;

/** @param x from the origin of the strips @param y from the top of the row */
export function findMark(
  { segments, clusters, flags }: Row,
  x: number,
  y: number,
  { marks, flagTop }: Pick<Geometry, 'marks' | 'flagTop'>,
): Mark | undefined {
  const flag = flags.find(
    (one) => x >= one.x - 3 && x <= one.x + (y < flagTop + marks.height ? marks.height : 3),
  );
  if (flag !== undefined) return { kind: 'flag', flag };
  const near = y < marks.top - 1 ? [] : clusters.filter((one) => x >= one.x - reach && x <= one.end + reach);
  const [cluster] = near.toSorted((a, b) => getDistance(a, x) - getDistance(b, x));
  if (cluster !== undefined) return { kind: 'polls', cluster };
  const segment = segments.findLast((one) => x >= one.x && x <= one.x + one.width);
  return segment === undefined ? undefined : { kind: 'segment', segment };
}

const getDistance = ({ x, end }: PollCluster, at: number): number => Math.max(0, x - at, at - end);
