/** Gives each moment of a picture its column: time to scale where texts leave room, and long idle times folded. */

/** Something in a lane from one moment to another. */
export interface Item {
  readonly from: number;
  readonly to: number;
  /** How many columns it needs before the column of its end. */
  readonly head: number;
  /** How many columns it needs from the column of its end on. */
  readonly tail: number;
}

/** Items that must not cover each other, in the order of time. */
export type Lane<Each extends Item = Item> = readonly Each[];

export interface Layout {
  /** The columns of an item's start and end. */
  readonly find: (item: Item) => Place;
  /** The column of a moment, also between two items. */
  readonly findColumn: (at: number) => number;
  /** Parts of the axis that are shorter than to scale. */
  readonly folds: readonly Place[];
  /** How many columns are used. */
  readonly columns: number;
}

interface Place {
  readonly from: number;
  readonly to: number;
}

/** A gap that takes a larger part of the time is folded, so that the rest can be seen. */
const maxGapShare = 0.7;
/** A shorter gap is never folded, in milliseconds. */
const minFold = 5000;
const foldColumns = 8;
const bisections = 50;

/** If the texts do not fit into the columns, it has more. */
export function createLayout(lanes: readonly Lane[], columns: number): Layout {
  const moments = listMoments(lanes);
  const folded = selectFolds(moments);
  const at = (scale: number): Layout => place(lanes, moments, scale, folded);
  let best = at(0);
  if (best.columns > columns) return best;
  let [low, high] = [0, columns];
  for (let count = 0; count < bisections; count += 1) {
    const scale = (low + high) / 2;
    const layout = at(scale);
    if (layout.columns > columns) high = scale;
    else [low, best] = [scale, layout];
  }
  return best;
}

/** How many columns the texts need. */
export function measureTexts(lanes: readonly Lane[]): number {
  return place(lanes, listMoments(lanes), 0, new Set()).columns;
}

/** The moments in front of which nothing happens for so long that little room would be left for the others. */
function selectFolds(moments: readonly Moment[]): ReadonlySet<number> {
  const gaps = moments.map(({ at }, index) => ({ at, length: at - (moments[index - 1]?.at ?? at) }));
  let rest = gaps.reduce((sum, { length }) => sum + length, 0);
  const folded = new Set<number>();
  for (const { at, length } of gaps.toSorted((one, other) => other.length - one.length)) {
    if (length < minFold || length < rest * maxGapShare || length === rest) break;
    folded.add(at);
    rest -= length;
  }
  return folded;
}

/** What happens in a lane at one moment. */
interface Anchor {
  readonly item: Item;
  readonly lane: number;
  readonly isEnd: boolean;
}

interface Moment {
  readonly at: number;
  readonly anchors: readonly Anchor[];
}

function listMoments(lanes: readonly Lane[]): readonly Moment[] {
  const anchors = lanes.flatMap((items, lane) =>
    items.flatMap((item) => [
      { item, lane, isEnd: false, at: item.from },
      { item, lane, isEnd: true, at: item.to },
    ]),
  );
  const moments = new Map<number, Anchor[]>();
  for (const { at, ...anchor } of anchors) moments.set(at, [...(moments.get(at) ?? []), anchor]);
  return [...moments].map(([at, all]) => ({ at, anchors: all })).toSorted((one, other) => one.at - other.at);
}

/** From left to right: each moment as far behind the one before as the scale and the texts between them require. */
function place(
  lanes: readonly Lane[],
  moments: readonly Moment[],
  scale: number,
  folded: ReadonlySet<number>,
): Layout {
  const places = new Map<Item, { from: number; to: number }>();
  const ends = lanes.map(() => 0);
  const stops: { readonly at: number; readonly column: number }[] = [];
  const folds: Place[] = [];
  let [column, before, last] = [0, moments[0]?.at ?? 0, 0];
  for (const { at, anchors } of moments) {
    column += folded.has(at) ? foldColumns : (at - before) * scale;
    const least = (anchor: Anchor): number => findLeast(anchor, places, ends);
    column = Math.max(
      column,
      last,
      ...anchors.filter(({ item, isEnd }) => !isEnd || item.from !== at).map(least),
    );
    const start = Math.round(column);
    if (folded.has(at)) folds.push({ from: last, to: start });
    for (const anchor of anchors) {
      const here = Math.max(start, least(anchor));
      last = Math.max(last, here);
      const known = places.get(anchor.item);
      if (known === undefined) places.set(anchor.item, { from: here, to: here });
      else known.to = here;
      if (anchor.isEnd) ends[anchor.lane] = here + anchor.item.tail;
    }
    stops.push({ at, column: start });
    before = at;
  }
  return {
    find: (item) => places.get(item) ?? { from: 0, to: 0 },
    findColumn: (at) => interpolate(stops, at),
    folds,
    columns: Math.max(last + 1, ...ends),
  };
}

function findLeast(
  { item, lane, isEnd }: Anchor,
  places: ReadonlyMap<Item, Place>,
  ends: readonly number[],
): number {
  return isEnd ? (places.get(item)?.from ?? 0) + item.head : (ends[lane] ?? 0);
}

function interpolate(stops: readonly { readonly at: number; readonly column: number }[], at: number): number {
  const next = stops.findIndex((stop) => stop.at >= at);
  const [one, other] = [stops[next - 1], stops[next]];
  if (other === undefined) return stops.at(-1)?.column ?? 0;
  if (one === undefined || other.at === at) return other.column;
  return Math.round(one.column + ((other.column - one.column) * (at - one.at)) / (other.at - one.at));
}
