/** Draws the picture of a life as lines of text. */
import type { Life } from '../../life/life.ts';
import { formatTime } from '../../life/format-time.ts';
import { toAscii } from './to-ascii.ts';
import { createPicture, type Picture } from './picture.ts';
import type { SceneItem, Tone } from './item.ts';
import type { Marks } from './scene.ts';
import { wrap } from '../wrap.ts';

export interface TextOptions {
  readonly width: number;
  readonly colours: boolean;
  readonly ascii: boolean;
}

/** A character of the picture, and how it is shown. */
interface Cell {
  readonly text: string;
  readonly tone: Tone;
  readonly isMarked: boolean;
}

const nameWidth = 10;

/** One line for the axis, one for each lane, and what its signs mean. */
export function drawText(
  life: Life,
  marks: Marks,
  { width, colours, ascii }: TextOptions,
): readonly string[] {
  const picture = createPicture(life, marks, width - nameWidth);
  const paint = (cells: readonly Cell[]): string => paintCells(cells, colours);
  const lines = [
    `${'time'.padEnd(nameWidth)}${paint(drawAxis(picture))}`,
    ...picture.lanes.map(({ name, items }) => `${name.padEnd(nameWidth)}${paint(drawLane(items, picture))}`),
    ...(picture.brokenColumn === undefined
      ? []
      : [`${' '.repeat(nameWidth)}${paint(drawPointer(picture.brokenColumn, picture.columns))}`]),
  ].map((line) => line.trimEnd());
  const all = [...lines, ...formatLegend(lines.join('\n'), width)];
  return ascii ? all.map(toAscii) : all;
}

/** What each sign means. The first word of a text is the sign, or an example of it. */
const signs: readonly (readonly [sign: string, text: string])[] = [
  ['▸', '1▸200 request and response'],
  ['✗', '✗ failed'],
  ['*', '* breaks the rule'],
  ['!', '! fault or event'],
  ['┄', '┄ shortened time'],
  ['■', '■ client ended'],
];

/** Of the signs that are in the picture. */
function formatLegend(picture: string, width: number): readonly string[] {
  const texts = signs.flatMap(([sign, text]) =>
    picture.includes(sign) ? [text.replaceAll(' ', joint)] : [],
  );
  return wrap(texts.join(' '), width - nameWidth).map(
    (line, index) =>
      `${(index === 0 ? 'legend' : '').padEnd(nameWidth)}${line.replaceAll(' ', '  ').replaceAll(joint, ' ')}`,
  );
}

/** Keeps the words of a text on one line. */
const joint = '\u{a0}';

const put = (cells: Cell[], column: number, text: string, tone: Tone = 'plain', isMarked = false): void => {
  for (const [index, letter] of [...text].entries()) cells[column + index] = { text: letter, tone, isMarked };
};

const fill = (columns: number, text: string, tone: Tone): Cell[] =>
  Array.from({ length: columns }, () => ({ text, tone, isMarked: false }));

function drawAxis({ columns, folds, ticks }: Picture): readonly Cell[] {
  const cells = fill(columns, '─', 'faint');
  for (const { from, to } of folds) put(cells, from, '┄'.repeat(Math.max(0, to - from)), 'faint');
  for (const { column, at } of ticks) put(cells, column, formatTime(at));
  return cells;
}

function drawLane(items: readonly SceneItem[], { columns, find }: Picture): readonly Cell[] {
  const cells = fill(columns, ' ', 'plain');
  for (const [index, item] of items.entries()) {
    const { from, to } = find(item);
    const { start, end, kind, tone, isMarked } = item;
    if (kind === 'status') {
      put(cells, from, '─'.repeat(Math.max(0, (index === items.length - 1 ? columns : to) - from)), tone);
      put(cells, from, `├${start}`, tone);
    } else if (kind === 'request') {
      put(cells, from, (isMarked ? '━' : '─').repeat(Math.max(0, to - from)), tone, isMarked);
      put(cells, from, start, tone, isMarked);
      put(cells, to, end, tone, isMarked);
    } else if (kind === 'sleep') {
      put(cells, from, '░'.repeat(Math.max(0, to - from)), tone);
      put(cells, from, start, tone);
    } else put(cells, from, start, tone);
  }
  return cells;
}

const pointed = 'here the rule is broken';

function drawPointer(column: number, columns: number): readonly Cell[] {
  const isLeft = column + pointed.length + 2 > columns && column > pointed.length;
  const text = isLeft ? `${pointed} ▲` : `▲ ${pointed}`;
  const start = isLeft ? column - pointed.length - 1 : column;
  const cells = fill(start + text.length, ' ', 'plain');
  put(cells, start, text, 'bad', true);
  return cells;
}

const codes: Readonly<Record<Tone, string>> = {
  queued: '90',
  'in-progress': '36',
  completed: '32',
  failed: '31',
  paused: '33',
  good: '32',
  bad: '31',
  plain: '39',
  faint: '90',
};

function paintCells(all: readonly Cell[], colours: boolean): string {
  const cells = all.slice(0, all.findLastIndex(({ text }) => text !== ' ') + 1);
  if (!colours) return cells.map(({ text }) => text).join('');
  let [line, before] = ['', ''];
  for (const { text, tone, isMarked } of cells) {
    const code = `\u{1b}[0;${isMarked ? '1;31' : codes[tone]}m`;
    line += code === before ? text : `${code}${text}`;
    before = code;
  }
  return `${line}\u{1b}[0m`;
}
