/** Draws the life cycle of a job from `x-life-cycle`: the automatic steps in a row, pauses above it, failures below. */
import type { LifeCycleData } from '../../openapi/document.ts';
import {
  layOutLifeCycle,
  type PlacedStatus,
  type PlacedTransition,
} from '../../openapi/life-cycle-layout.ts';
import { createElement, createPicture, escapeXml } from './svg.ts';

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
  const layout = layOutLifeCycle(data, box);
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
  const shapes = [
    ...layout.transitions.map(drawTransition),
    ...layout.statuses.map((place) => drawStatus(place, data, palette)),
  ];
  const title = 'The life cycle of a job: eight internal statuses and the five that the API shows';
  return createPicture(
    { width: layout.width + 2 * margin, height: layout.height + 2 * margin, title, style },
    [
      createElement('defs', {}, marker),
      createElement('g', { transform: `translate(${margin} ${margin})` }, shapes.join('\n')),
    ],
  );
}

function drawStatus(
  { status, x, y }: PlacedStatus,
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

function drawTransition({ cause, path, label: { x, y, side } }: PlacedTransition): string {
  const line = createElement('path', { d: path });
  if (cause !== 'pause' && cause !== 'resume') return line;
  const style = `text-anchor:${side === 'left' ? 'end' : 'start'}`;
  return line + createElement('text', { x, y, class: 'cause', style }, cause);
}
