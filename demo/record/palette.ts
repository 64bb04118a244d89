/** Chooses at most 39 colours for pictures of a page, which has few colours and many shades between them. */
import type { Image } from './image.ts';

/** One more place is left for the transparent pixels of an animation. */
const maxColours = 39;

export interface Palette {
  /** Red, green and blue in a number each. */
  readonly colours: readonly number[];
  /** The index of the colour that is nearest to this one. */
  readonly find: (colour: number) => number;
}

/** The colours that occur most often stay as they are; the others share what is left. */
export function choosePalette(images: readonly Image[]): Palette {
  const counts = new Map<number, number>();
  for (const { pixels } of images)
    for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const byCount = [...counts].toSorted(([a, many], [b, more]) => more - many || a - b);
  const exact = byCount.length <= maxColours ? byCount : byCount.slice(0, Math.floor((maxColours * 2) / 3));
  const rest = byCount.slice(exact.length);
  const colours = [...exact.map(([colour]) => colour), ...cutMedians(rest, maxColours - exact.length)];
  const found = new Map(exact.map(([colour], index) => [colour, index]));
  const find = (colour: number): number => {
    const known = found.get(colour);
    if (known !== undefined) return known;
    const nearest = findNearest(colours, colour);
    found.set(colour, nearest);
    return nearest;
  };
  return { colours, find };
}

type Counted = readonly [colour: number, count: number];

const getChannels = (colour: number): readonly [number, number, number] => [
  colour >> 16,
  (colour >> 8) & 255,
  colour & 255,
];

/** Cuts the box with the widest channel in two, until there are enough; each box becomes its average. */
function cutMedians(colours: readonly Counted[], count: number): readonly number[] {
  const boxes = colours.length === 0 ? [] : [measureBox(colours)];
  while (boxes.length < count) {
    const widest = boxes.reduce(
      (best, box, index) => (box.extent > (boxes[best]?.extent ?? 0) ? index : best),
      0,
    );
    const box = boxes[widest];
    if (box === undefined || box.extent === 0) break;
    const { channel } = box;
    const sorted = box.colours.toSorted(
      ([a], [b]) => (getChannels(a)[channel] ?? 0) - (getChannels(b)[channel] ?? 0) || a - b,
    );
    const middle = sorted.length >> 1;
    boxes.splice(widest, 1, measureBox(sorted.slice(0, middle)), measureBox(sorted.slice(middle)));
  }
  return boxes.map(({ colours: inside }) => average(inside));
}

function measureBox(colours: readonly Counted[]) {
  const extents = [0, 1, 2].map((channel) => {
    let [min, max] = [255, 0];
    for (const [colour] of colours) {
      const value = getChannels(colour)[channel] ?? 0;
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    return max - min;
  });
  const extent = Math.max(...extents);
  return { colours, channel: extents.indexOf(extent), extent };
}

function average(colours: readonly Counted[]): number {
  const sums = [0, 0, 0];
  let total = 0;
  for (const [colour, count] of colours) {
    total += count;
    for (const [channel, value] of getChannels(colour).entries())
      sums[channel] = (sums[channel] ?? 0) + value * count;
  }
  const [red = 0, green = 0, blue = 0] = sums.map((sum) => Math.round(sum / total));
  return (red << 16) | (green << 8) | blue;
}

function findNearest(colours: readonly number[], colour: number): number {
  const [red, green, blue] = getChannels(colour);
  let nearest = 0;
  let shortest = Number.POSITIVE_INFINITY;
  for (const [index, other] of colours.entries()) {
    const [otherRed, otherGreen, otherBlue] = getChannels(other);
    const distance = (red - otherRed) ** 2 + (green - otherGreen) ** 2 + (blue - otherBlue) ** 2;
    if (distance < shortest) [nearest, shortest] = [index, distance];
  }
  return nearest;
}
