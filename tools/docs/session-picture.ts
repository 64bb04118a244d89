/** Draws a recorded session as a terminal, with the life of its job as a bar below; its background is dark on any page. */
import type { Line, Session, Stretch } from './session.ts';
import { createElement, createPicture, escapeXml } from './svg.ts';

const width = 520;
const letter = 8.43;
const lineHeight = 21;
const left = 20;
const firstLine = 62;

const colours: Readonly<Record<string, string>> = {
  queued: '#9198a1',
  'in-progress': '#4493f8',
  completed: '#3fb950',
  failed: '#f85149',
  paused: '#d29922',
};

/** Seconds for the last section of the bar, which has no end. */
const restSeconds = 45;
/** Every section is at least wide enough for its name. */
const minWidth = 84;

/** The whole picture. */
export function drawSession({ lines, life }: Session): string {
  const barTop = firstLine + lines.length * lineHeight + 6;
  const height = barTop + 66;
  const style = [
    'text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;fill:#9198a1;white-space:pre}',
    '.title{font:13px system-ui,-apple-system,"Segoe UI",sans-serif;text-anchor:middle}',
    '.command{fill:#f0f6fc}',
    '.name{font-size:12px;text-anchor:middle;font-weight:600}',
    '.time{font-size:12px;text-anchor:middle}',
  ].join('');
  const title = `A terminal: a file is submitted, and its job goes from ${life[0]?.status ?? ''} to ${life.at(-1)?.status ?? ''} in a few commands`;
  return createPicture({ width, height, title, style }, [
    createElement('rect', {
      x: 0.5,
      y: 0.5,
      width: width - 1,
      height: height - 1,
      rx: 10,
      fill: '#0d1117',
      stroke: '#3d444d',
    }),
    createElement('path', { d: `M1 36H${width - 1}`, stroke: '#3d444d' }),
    ...['#ff5f57', '#febc2e', '#28c840'].map((fill, index) =>
      createElement('circle', { cx: 22 + index * 20, cy: 18.5, r: 6, fill }),
    ),
    createElement('text', { x: width / 2, y: 23, class: 'title' }, 'enrichment-sandbox'),
    ...lines.map((line, index) => drawLine(line, firstLine + index * lineHeight)),
    ...drawBar(mergeStretches(life), barTop),
  ]);
}

function drawLine(line: Line, y: number): string {
  if (line.kind === 'command') {
    const text = `${createElement('tspan', { fill: '#3fb950' }, '$')} ${escapeXml(line.text)}`;
    return createElement('text', { x: left, y, class: 'command' }, text);
  }
  const [before = '', after = ''] = line.text.split(`"${line.status}"`, 2);
  const status = createElement(
    'tspan',
    { fill: colours[line.status] ?? '#f0f6fc', 'font-weight': 600 },
    escapeXml(`"${line.status}"`),
  );
  return createElement('text', { x: left, y }, `${escapeXml(before)}${status}${escapeXml(after)}`);
}

/** Two internal statuses with one API status are one section. */
function mergeStretches(life: readonly Stretch[]): readonly Stretch[] {
  const merged: Stretch[] = [];
  for (const one of life) {
    const last = merged.at(-1);
    if (last?.status === one.status)
      merged[merged.length - 1] = { ...last, seconds: last.seconds + one.seconds };
    else merged.push(one);
  }
  return merged;
}

function drawBar(life: readonly Stretch[], top: number): readonly string[] {
  const whole = width - 2 * left;
  const shares = life.map(({ seconds }, index) => (index === life.length - 1 ? restSeconds : seconds));
  const free = whole - minWidth * life.length;
  const sum = shares.reduce((all, one) => all + one, 0);
  let x = left;
  return life.map(({ status, seconds }, index) => {
    const wide = minWidth + (free * (shares[index] ?? 0)) / sum;
    const isLast = index === life.length - 1;
    const fill = colours[status] ?? '#f0f6fc';
    const middle = round(x + wide / 2);
    const bar = createElement('rect', {
      x: round(x) + 1,
      y: top,
      width: round(wide - 2),
      height: 10,
      rx: 3,
      fill,
    });
    x += wide;
    const name = status.length * letter * 0.86 > wide ? `${status.slice(0, 7)}…` : status;
    return [
      bar,
      createElement(
        'text',
        { x: middle, y: top + 27, class: 'name', style: `fill:${fill}` },
        escapeXml(name),
      ),
      ...(isLast
        ? []
        : [createElement('text', { x: middle, y: top + 43, class: 'time' }, `${Math.round(seconds)} s`)]),
    ].join('');
  });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
