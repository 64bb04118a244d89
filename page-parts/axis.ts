/** The time axis: where its lines are, and what they say. */
import { formatRfc3339, instant } from '../time/time.ts';
import type { TimeScale } from './time-scale.ts';

export interface AxisTick {
  readonly x: number;
  readonly label: string;
  /** Whether a day begins. */
  readonly isMajor: boolean;
}

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];
/** In human units, from a tenth of a second to about ten years. */
const steps = [
  ...[0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 5, 10, 30, 100, 365, 1000, 3650].map((count) => count * day),
];
/** A scale that is wider than all of them would draw too many. */
const maxTicks = 400;

/** The step between two lines that are at least so far apart. */
export function chooseStep(rate: number, minGap: number): number {
  return steps.find((step) => step * rate >= minGap) ?? (steps.at(-1) as number);
}

/** The lines between two places in pixels. */
export function listAxisTicks(
  scale: TimeScale,
  from: number,
  to: number,
  minGap: number,
): readonly AxisTick[] {
  const step = chooseStep(scale.rate, minGap);
  const ticks: AxisTick[] = [];
  const [begin, end] = [scale.toTime(from), scale.toTime(to)];
  const edges = [begin, ...scale.breaks.flatMap((one) => [one.from, one.to]), end];
  for (let index = 0; index < edges.length; index += 2) {
    const [live, until] = [Math.max(begin, edges[index] ?? begin), Math.min(end, edges[index + 1] ?? end)];
    for (let at = Math.ceil(live / step) * step; at <= until && ticks.length < maxTicks; at += step) {
      const x = scale.toX(at);
      if (!isNearBreak(scale, x, minGap * 0.75))
        ticks.push({ x, label: formatTick(at, step), isMajor: at % day === 0 });
    }
  }
  return ticks;
}

/** A label before a break would be in the way of the text of the break. */
function isNearBreak({ breaks, breakWidth }: TimeScale, x: number, distance: number): boolean {
  return breaks.some((one) => x > one.x - distance && x < one.x + breakWidth);
}

/** `14:23`, `14:23:11`, `14:23:11.5`, or `6 May` where a day begins. */
export function formatTick(at: number, step: number): string {
  const text = formatRfc3339(instant(Math.round(at)), 3);
  if (step >= day || at % day === 0) return step >= 365 * day ? text.slice(0, 7) : formatDay(text);
  return step >= minute ? text.slice(11, 16) : step >= second ? text.slice(11, 19) : text.slice(11, 21);
}

/** One unit, for where there is little room: `23 h`. */
export function formatRoughLength(length: number): string {
  const [size, unit] = length < 90 * minute ? [minute, 'min'] : length < 36 * hour ? [hour, 'h'] : [day, 'd'];
  return `${Math.round(length / size)} ${unit}`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** @param text of RFC 3339 */
const formatDay = (text: string): string =>
  `${Number(text.slice(8, 10))} ${months[Number(text.slice(5, 7)) - 1] ?? ''}`;
