/** Draws the picture of a life as SVG: one file, or a part of an HTML page, with colours for light and dark pages. */
import type { Life } from '../../life/life.ts';
import { formatTime } from '../../life/format-time.ts';
import type { SceneItem } from './item.ts';
import { createPicture, type Picture } from './picture.ts';
import type { Marks } from './scene.ts';

/** Columns of text as wide as a usual page. */
const maxColumns = 130;
const columnWidth = 7.2;
const rowHeight = 26;
const left = 80;
const top = 34;

/** @param marks the requests that show a violation, and when the rule was broken */
export function drawLife(life: Life, marks: Marks = {}): string {
  const picture = createPicture(life, marks, maxColumns);
  const { lanes, columns, brokenColumn } = picture;
  const height = top + lanes.length * rowHeight + 14;
  const width = Math.ceil(left + columns * columnWidth + 16);
  const parts = [
    `<title>${escapeXml(describe(life))}</title>`,
    `<style>${style}</style>`,
    ...drawAxis(picture, height),
    ...(brokenColumn === undefined ? [] : [drawLine(brokenColumn, 'broken', top - 8, height)]),
    ...lanes.flatMap(({ name, items }, row) => [
      ...(name === '' ? [] : [write(0, row, name, 'name')]),
      ...items.flatMap((item, index) => drawItem(item, row, picture, index === items.length - 1)),
    ]),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" class="life" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">\n${parts.join('\n')}\n</svg>\n`;
}

const toX = (column: number): number => Math.round(left + column * columnWidth);
const toY = (row: number): number => top + row * rowHeight;

function describe({ jobs, requests, endedAt }: Life): string {
  return `${jobs.length === 1 ? 'A job' : `${jobs.length} jobs`}, ${requests.length} requests of a client, ${formatTime(endedAt)}`;
}

function drawAxis({ columns, folds, ticks }: Picture, height: number): readonly string[] {
  const y = top - 10;
  return [
    `<path class="axis" d="M${left} ${y}H${toX(columns)}"/>`,
    ...folds.map(({ from, to }) => `<path class="fold" d="M${toX(from)} ${y}H${toX(to)}"/>`),
    ...ticks.flatMap(({ at, column }) => [
      drawLine(column, 'tick', y - 3, height),
      `<text class="time" x="${toX(column)}" y="${y - 7}">${formatTime(at)}</text>`,
    ]),
  ];
}

const drawLine = (column: number, kind: string, from: number, to: number): string =>
  `<path class="${kind}" d="M${toX(column)} ${from}V${to}"/>`;

function write(x: number, row: number, text: string, kind: string): string {
  return `<text class="${kind}" x="${x}" y="${toY(row) + 14}">${escapeXml(text)}</text>`;
}

function drawItem(
  item: SceneItem,
  row: number,
  { find, columns }: Picture,
  isLast: boolean,
): readonly string[] {
  const { kind, start, end, tone, isMarked } = item;
  const place = find(item);
  const [from, to] = [toX(place.from), toX(kind === 'status' && isLast ? columns : place.to)];
  const look = isMarked ? 'marked' : tone;
  const y = toY(row);
  const bar = (width: number, name: string): string =>
    `<rect class="${name}" x="${from}" y="${y}" width="${Math.max(2, width)}" height="20" rx="3"/>`;
  switch (kind) {
    case 'status':
      return [bar(to - from - 1, `bar ${tone}`), write(from + 6, row, start, `on ${tone}`)];
    case 'sleep':
      return [bar(to - from, 'bar faint'), write(from + 6, row, start, 'on faint')];
    case 'request':
      return [
        `<path class="way ${look}" d="M${from} ${y + 18}H${Math.max(from + 3, to)}"/>`,
        `<circle class="dot ${look}" cx="${Math.max(from + 3, to)}" cy="${y + 18}" r="2.5"/>`,
        write(from, row, start, `number ${look}`),
        write(to, row, end, look),
      ];
    default:
      return [write(from, row, start, look)];
  }
}

/** Text is escaped in SVG as in HTML. */
function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Text colour and soft colour of each tone, in light and in dark. */
const tones: Readonly<Record<string, readonly [string, string, string, string]>> = {
  queued: ['#5b6673', '#e9ecf0', '#a9b4c1', '#2b323b'],
  'in-progress': ['#0a62c4', '#dcebfd', '#6cacf6', '#17304e'],
  completed: ['#18773a', '#daf1e1', '#5fc881', '#17381f'],
  failed: ['#bf2531', '#fbdfe1', '#ff8a8d', '#44191d'],
  paused: ['#8f5f00', '#fbecc9', '#e6b450', '#3b2c0c'],
  good: ['#18773a', '#daf1e1', '#5fc881', '#17381f'],
  bad: ['#bf2531', '#fbdfe1', '#ff8a8d', '#44191d'],
  marked: ['#bf2531', '#fbdfe1', '#ff8a8d', '#44191d'],
  plain: ['#1b2026', '#e9ecf0', '#e8ebef', '#2b323b'],
  faint: ['#566070', '#e9ecf0', '#a3adba', '#2b323b'],
};

const colours = (isDark: boolean): string =>
  Object.entries(tones)
    .map(([name, [text, soft, darkText, darkSoft]]) => {
      const [front, back] = isDark ? [darkText, darkSoft] : [text, soft];
      return `.life .${name}{fill:${front}}.life .way.${name}{stroke:${front}}.life .bar.${name}{fill:${back}}`;
    })
    .join('');

const style = [
  '.life{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}',
  '.life .way{stroke-width:2;fill:none}.life .marked{font-weight:bold}',
  '.life .axis,.life .fold{stroke:#98a2b0;fill:none}.life .fold{stroke-width:3;stroke-dasharray:2 4}',
  '.life .tick{stroke:#98a2b0;opacity:.35}.life .broken{stroke:#bf2531;stroke-dasharray:4 3;stroke-width:1.5}',
  '.life .time,.life .name{fill:#566070}',
  colours(false),
  `@media (prefers-color-scheme:dark){.life .time,.life .name{fill:#a3adba}.life .broken{stroke:#ff8a8d}${colours(true)}}`,
].join('');
