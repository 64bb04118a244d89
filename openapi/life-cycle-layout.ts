/** Places the statuses of any life cycle for a diagram: automatic steps in a row, pauses above it, the rest below. */
import type { LifeCycleData, TransitionCause, TransitionData } from './document.ts';

export interface BoxSize {
  readonly width: number;
  readonly height: number;
  /** From the left of a box to the left of the next one. */
  readonly across: number;
  /** From the top of a box to the top of the one below it. */
  readonly down: number;
}

export interface PlacedStatus {
  readonly status: string;
  readonly x: number;
  readonly y: number;
}

export interface PlacedTransition {
  readonly from: string;
  readonly to: string;
  readonly cause: TransitionCause;
  /** The arrow, as the `d` of an SVG path. */
  readonly path: string;
  /** Where its cause can be written, and on which side of this point. */
  readonly label: { readonly x: number; readonly y: number; readonly side: 'left' | 'right' | 'middle' };
}

export interface LifeCycleLayout {
  readonly width: number;
  readonly height: number;
  readonly statuses: readonly PlacedStatus[];
  readonly transitions: readonly PlacedTransition[];
}

interface Cell {
  readonly column: number;
  readonly row: number;
}

/** Everything begins at 0, 0. A transition that leads back to its own status has no arrow. */
export function layOutLifeCycle(data: LifeCycleData, box: BoxSize): LifeCycleLayout {
  const cells = placeStatuses(data);
  const top = Math.min(0, ...[...cells.values()].map(({ row }) => row));
  const statuses = Array.from(cells, ([status, { column, row }]): PlacedStatus => {
    return { status, x: column * box.across, y: (row - top) * box.down };
  });
  const places = new Map(statuses.map((place) => [place.status, place]));
  return {
    width: Math.max(0, ...statuses.map(({ x }) => x)) + box.width,
    height: Math.max(0, ...statuses.map(({ y }) => y)) + box.height,
    statuses,
    transitions: data.transitions.flatMap((one) => drawTransition(one, places, box)),
  };
}

function placeStatuses(data: LifeCycleData): ReadonlyMap<string, Cell> {
  const { transitions } = data;
  const columns = findMainColumns(data);
  const names = Object.keys(data['internal-statuses']);
  const others = names.filter((status) => !columns.has(status));
  const last = Math.max(0, ...columns.values());
  const taken: Cell[] = [];
  const isFree = ({ column, row }: Cell) =>
    !taken.some((cell) => cell.row === row && Math.abs(cell.column - column) < 1);
  /** There, beside it, or in the next row. */
  const take = (wanted: number, begin: number, step: 1 | -1, beside: readonly number[] = []): Cell => {
    for (let row = begin; ; row += step) {
      const columnsThere = [wanted, ...beside.map((by) => wanted + by)];
      const found = columnsThere
        .map((column) => ({ column, row }))
        .find((cell) => cell.column >= 0 && cell.column <= Math.max(last, wanted) && isFree(cell));
      if (found === undefined) continue;
      taken.push(found);
      return found;
    }
  };
  const cells = new Map([...columns].map(([status, column]) => [status, take(column, 0, 1)]));
  for (const status of others) {
    const into = transitions.filter(({ to, from }) => to === status && from !== status);
    const before = into.map(({ from }) => columns.get(from) ?? 0);
    const column = before.reduce((sum, one) => sum + one, 0) / Math.max(1, before.length);
    const isAbove = into.some(({ cause }) => cause === 'pause');
    cells.set(status, isAbove ? take(column, -1, -1, [1, -1]) : take(column, 1, 1, [1, -1]));
  }
  // In the order of the document, in which a reader goes from one to the next.
  return new Map(names.flatMap((status) => toEntries(status, cells.get(status))));
}

const toEntries = (status: string, cell: Cell | undefined): readonly (readonly [string, Cell])[] =>
  cell === undefined ? [] : [[status, cell]];

/** How many automatic steps come before each status that a job gets to as time passes; steps back do not count. */
function findMainColumns({ 'internal-statuses': statuses, transitions }: LifeCycleData) {
  const names = Object.keys(statuses);
  const steps = transitions.filter(({ cause, from, to }) => cause === 'time' && from !== to);
  // The document lists what comes first before what comes later.
  const isForward = ({ from, to }: TransitionData) => names.indexOf(from) < names.indexOf(to);
  const columns = new Map<string, number>();
  const visit = (status: string, column: number): void => {
    if ((columns.get(status) ?? -1) >= column) return;
    columns.set(status, column);
    for (const step of steps) if (step.from === status && isForward(step)) visit(step.to, column + 1);
  };
  const isStep = (status: string) => steps.some((step) => step.to === status && isForward(step));
  const initial = names.filter((status) => statuses[status]?.initial === true);
  for (const status of initial.filter((one) => !isStep(one))) visit(status, 0);
  for (const status of initial.filter((one) => !columns.has(one))) visit(status, 0);
  const findMissing = () => steps.find(({ from, to }) => columns.has(from) && !columns.has(to));
  for (let step = findMissing(); step !== undefined; step = findMissing())
    visit(step.to, (columns.get(step.from) ?? 0) + 1);
  return columns;
}

function drawTransition(
  { from, to, cause }: TransitionData,
  places: ReadonlyMap<string, PlacedStatus>,
  box: BoxSize,
): readonly PlacedTransition[] {
  const begin = places.get(from);
  const end = places.get(to);
  if (begin === undefined || end === undefined || begin === end) return [];
  const about = { from, to, cause };
  if (begin.y !== end.y) return [{ ...about, ...drawBetweenRows(begin, end, cause, box) }];
  const isNext = end.x > begin.x && end.x - begin.x <= box.across;
  return [{ ...about, ...(isNext ? drawAlongRow(begin, end, box) : drawAroundRow(begin, end, box)) }];
}

type Arrow = Pick<PlacedTransition, 'path' | 'label'>;

function drawAlongRow(begin: PlacedStatus, end: PlacedStatus, { width, height }: BoxSize): Arrow {
  const y = begin.y + height / 2;
  const from = begin.x + width;
  return {
    path: `M${round(from)} ${round(y)}H${round(end.x - 1)}`,
    label: { x: (from + end.x) / 2, y: y - 5, side: 'middle' },
  };
}

/** Over other boxes, or back: a bow in the space below the row. */
function drawAroundRow(begin: PlacedStatus, end: PlacedStatus, { width, height, down }: BoxSize): Arrow {
  const y = begin.y + height;
  const low = y + (down - height) * 0.9;
  const [from, to] = [begin.x + width / 2, end.x + width / 2];
  return {
    path: `M${round(from)} ${round(y)}C${round(from)} ${round(low)} ${round(to)} ${round(low)} ${round(to)} ${round(y + 1)}`,
    label: { x: (from + to) / 2, y: y + (low - y) * 0.75 - 4, side: 'middle' },
  };
}

function drawBetweenRows(
  begin: PlacedStatus,
  end: PlacedStatus,
  cause: TransitionCause,
  { width, height }: BoxSize,
): Arrow {
  const half = width / 2;
  const isDown = end.y > begin.y;
  // A pause and its end are two parallel arrows.
  const aside = cause === 'pause' ? -16 : cause === 'resume' ? 16 : 0;
  const reach = Math.max(-half + 14, Math.min(half - 14, (begin.x - end.x) * 0.35));
  const a = { x: begin.x + half + aside - reach * 0.6, y: isDown ? begin.y + height : begin.y };
  const b = { x: end.x + half + aside + reach, y: isDown ? end.y - 1 : end.y + height + 1 };
  return {
    path: `M${round(a.x)} ${round(a.y)}L${round(b.x)} ${round(b.y)}`,
    label: {
      x: (a.x + b.x) / 2 + Math.sign(aside) * 8,
      y: (a.y + b.y) / 2 + 4,
      side: aside < 0 ? 'left' : 'right',
    },
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
