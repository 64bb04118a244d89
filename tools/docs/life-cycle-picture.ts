/** Draws the life cycle of a job from `x-life-cycle`: the automatic steps in a row, pauses above it, failures below. */
import type { LifeCycleData, TransitionData } from '../../openapi/document.ts';
import { createElement, createPicture, escapeXml, type Point } from './svg.ts';

interface Palette {
  readonly text: string;
  readonly line: string;
  readonly box: string;
  /** By API status; unknown statuses get the last one. */
  readonly statuses: readonly string[];
}

const palettes = {
  light: {
    text: '#1f2328',
    line: '#59636e',
    box: '#ffffff',
    statuses: ['#59636e', '#0969da', '#1a7f37', '#cf222e', '#9a6700'],
  },
  dark: {
    text: '#f0f6fc',
    line: '#9198a1',
    box: '#151b23',
    statuses: ['#9198a1', '#4493f8', '#3fb950', '#f85149', '#d29922'],
  },
} as const satisfies Readonly<Record<string, Palette>>;

const box = { width: 122, height: 62, across: 146, down: 104 };
const margin = 4;

/** The picture for pages with a light or a dark background; its own background is transparent. */
export function drawLifeCycle(data: LifeCycleData, theme: keyof typeof palettes): string {
  const palette = palettes[theme];
  const places = placeStatuses(data);
  const all = [...places.values()];
  const width = Math.max(...all.map(({ x }) => x)) + box.width + margin;
  const height = Math.max(...all.map(({ y }) => y)) + box.height + margin;
  const style = [
    `text{font:600 14px system-ui,-apple-system,'Segoe UI',sans-serif;text-anchor:middle;fill:${palette.text}}`,
    `.api{font:13px ui-monospace,SFMono-Regular,Menlo,monospace}`,
    `.cause{font:13px system-ui,-apple-system,'Segoe UI',sans-serif;fill:${palette.line}}`,
    `path{fill:none;stroke:${palette.line};stroke-width:1.5;marker-end:url(#to)}`,
  ].join('');
  const marker = createElement(
    'marker',
    { id: 'to', viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, orient: 'auto' },
    createElement('path', {
      d: 'M0 0L8 4L0 8Z',
      style: `fill:${palette.line};stroke:none;marker-end:none`,
    }),
  );
  const title = 'The life cycle of a job: eight internal statuses and the five that the API shows';
  return createPicture({ width, height, title, style }, [
    createElement('defs', {}, marker),
    ...data.transitions.map((one) => drawTransition(one, places)),
    ...[...places].map(([status, place]) => drawStatus(status, place, data, palette)),
  ]);
}

/** The upper left corner of each status. */
function placeStatuses({ 'internal-statuses': statuses, transitions }: LifeCycleData) {
  const columns = new Map<string, number>();
  const row = new Map<string, number>();
  for (const status of Object.keys(statuses)) {
    const before = transitions.find(({ to, cause }) => to === status && cause === 'time');
    if (before !== undefined) columns.set(status, (columns.get(before.from) ?? 0) + 1);
    else if (statuses[status]?.initial === true) columns.set(status, 0);
  }
  for (const status of columns.keys()) row.set(status, 0);
  for (const status of Object.keys(statuses).filter((name) => !columns.has(name))) {
    const into = transitions.filter(({ to }) => to === status);
    const from = into.map((one) => columns.get(one.from) ?? 0);
    columns.set(status, from.reduce((sum, one) => sum + one, 0) / Math.max(1, from.length));
    row.set(status, into.some(({ cause }) => cause === 'pause') ? -1 : 1);
  }
  const top = Math.min(...row.values());
  return new Map(
    Object.keys(statuses).map((status): [string, Point] => [
      status,
      {
        x: margin + (columns.get(status) ?? 0) * box.across,
        y: margin + ((row.get(status) ?? 0) - top) * box.down,
      },
    ]),
  );
}

function drawStatus(
  status: string,
  { x, y }: Point,
  { 'internal-statuses': statuses, 'api-statuses': api }: LifeCycleData,
  palette: Palette,
): string {
  const shown = statuses[status]?.['api-status'] ?? '';
  const colour = palette.statuses[Object.keys(api).indexOf(shown)] ?? palette.text;
  const isFinal = statuses[status]?.final === true;
  const frame = { x, y, width: box.width, height: box.height, rx: 8, fill: palette.box, stroke: colour };
  const middle = x + box.width / 2;
  const lines = status.split(' ');
  const first = y + (lines.length === 1 ? 27 : 20);
  return [
    createElement('rect', { ...frame, 'stroke-width': isFinal ? 3 : 1.5 }),
    ...lines.map((line, index) =>
      createElement('text', { x: middle, y: first + index * 16 }, escapeXml(line)),
    ),
    createElement(
      'text',
      { x: middle, y: first + lines.length * 16 + 3, class: 'api', style: `fill:${colour}` },
      escapeXml(shown),
    ),
  ].join('');
}

function drawTransition({ from, to, cause }: TransitionData, places: ReadonlyMap<string, Point>): string {
  const begin = places.get(from);
  const end = places.get(to);
  if (begin === undefined || end === undefined) return '';
  const half = { x: box.width / 2, y: box.height / 2 };
  if (begin.y === end.y)
    return createElement('path', { d: `M${begin.x + box.width} ${begin.y + half.y}H${end.x - 1}` });
  const isDown = end.y > begin.y;
  // A pause and its end are two parallel arrows.
  const aside = cause === 'pause' ? -16 : cause === 'resume' ? 16 : 0;
  const reach = Math.max(-half.x + 14, Math.min(half.x - 14, (begin.x - end.x) * 0.35));
  const a = { x: begin.x + half.x + aside - reach * 0.6, y: isDown ? begin.y + box.height : begin.y };
  const b = { x: end.x + half.x + aside + reach, y: isDown ? end.y - 1 : end.y + box.height + 1 };
  const line = createElement('path', { d: `M${round(a.x)} ${a.y}L${round(b.x)} ${b.y}` });
  if (aside === 0) return line;
  const label = {
    x: a.x + Math.sign(aside) * 8,
    y: (a.y + b.y) / 2 + 4,
    class: 'cause',
    style: `text-anchor:${aside < 0 ? 'end' : 'start'}`,
  };
  return line + createElement('text', label, cause);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
