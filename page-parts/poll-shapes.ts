/** The shapes of polls as SVG paths: each kind has its own, so that colour is not needed to tell them apart. */
import type { PollCluster, PollKind } from './polls.ts';

/** What a mark needs of a cluster. */
export type Drawable = Pick<PollCluster, 'kind' | 'x' | 'end' | 'count' | 'faults'>;

/** Where marks are in a row, in pixels from its top. */
export interface MarkZone {
  readonly top: number;
  readonly height: number;
}

/** Half the size of a mark, in pixels: most of the zone, but not as large as a bar. */
export const getMarkSize = ({ height }: MarkZone): number => Math.round(Math.min(height * 0.45, 8) * 2) / 2;

/** One path for all marks of a kind. */
export function drawPolls(clusters: readonly Drawable[], kind: PollKind, zone: MarkZone): string {
  const middle = zone.top + zone.height / 2;
  const size = getMarkSize(zone);
  return clusters
    .filter((cluster) => cluster.kind === kind)
    .map((cluster) => draw[kind](cluster, middle, size))
    .join('');
}

const round = (value: number): number => Math.round(value * 10) / 10;

const draw: Readonly<Record<PollKind, (cluster: Drawable, middle: number, size: number) => string>> = {
  // A line; a bar for many, which grows with their number.
  ok: ({ x, end, count }, middle, size) => {
    const half = round(size * Math.min(1, 0.7 + Math.log2(count) / 12));
    return `M${round(x - 0.75)} ${round(middle - half)}h${round(end - x + 1.5)}v${half * 2}h${-round(end - x + 1.5)}z`;
  },
  // A triangle.
  refused: ({ x }, middle, size) =>
    `M${round(x)} ${round(middle - size)}l${size} ${2 * size - 1}h${-2 * size}z`,
  // A ring.
  limited: ({ x }, middle, size) => {
    const radius = size - 0.5;
    const circle = (r: number, sweep: number) =>
      `M${round(x - r)} ${round(middle)}a${r} ${r} 0 1 ${sweep} ${2 * r} 0a${r} ${r} 0 1 ${sweep} ${-2 * r} 0z`;
    return circle(radius, 1) + circle(radius - 2, 0);
  },
  // A cross.
  broken: ({ x }, middle, size) => {
    const [b, c] = [1.5, round(size - 1.5)];
    return `M${round(x - size)} ${round(middle - c)}l${b} ${-b}l${c} ${c}l${c} ${-c}l${b} ${b}l${-c} ${c}l${c} ${c}l${-b} ${b}l${-c} ${-c}l${-c} ${c}l${-b} ${-b}l${c} ${-c}z`;
  },
};

/** A frame around the marks that a fault touched. */
export function drawFaults(clusters: readonly Drawable[], zone: MarkZone): string {
  const half = getMarkSize(zone) + 1.5;
  const middle = zone.top + zone.height / 2;
  return clusters
    .filter(({ faults }) => faults > 0)
    .map(({ kind, x, end }) => {
      const width = round((kind === 'ok' ? end - x : 0) + 2 * half);
      return `M${round(x - half)} ${round(middle - half)}h${width}v${2 * half}h${-width}z`;
    })
    .join('');
}

/** A flag for each piece of advice: a pole, and a pennant at its top. */
export function drawFlags(places: readonly number[], zone: MarkZone, size: number): string {
  const { top, height } = zone;
  const [width, half] = [round(size * 1.8), round(size * 0.8)];
  return places
    .map((x) => {
      const pole = `M${round(x - 0.5)} ${top}h1v${height}h-1z`;
      return `${pole}M${round(x)} ${top}h${width}l${-half} ${half}l${half} ${half}h${-width}z`;
    })
    .join('');
}
