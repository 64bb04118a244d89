/** A finding in an app, as the terminal prints it. */
import { toVisible } from '../../text/visible.ts';
import type { AppFinding } from './search-app.ts';
import { formatTime } from '../life/format-time.ts';
import { listTimeline, type TimelineRow } from './timeline.ts';

/** @param command repeats the finding */
export function formatAppFinding(
  { broken, played, first, simplerLives }: AppFinding,
  command: string,
): string {
  const [main, ...others] = broken;
  if (main === undefined) return '';
  const { life } = played;
  const hasTabs = life.documents.some(({ tab }) => tab > 0);
  const rows = shortenRows(listTimeline(life, main.violation.at, 'here the rule is broken'));
  const times = rows.map(({ at }) => formatTime(at));
  const width = Math.max(...times.map(({ length }) => length));
  const lines = rows.map(({ kind, text, tab, isWrong }, index) => {
    const where = hasTabs && tab !== undefined ? `tab ${tab + 1}: ` : '';
    const mark = kind === 'rule' ? '!' : kind === 'job' ? '*' : isWrong === true ? '~' : ' ';
    return `  ${(times[index] ?? '').padStart(width)} ${mark} ${where}${toVisible(text)}`;
  });
  return [
    `The app breaks the rule "${main.rule.name}": ${main.rule.title}`,
    '',
    `  ${toVisible(main.violation.message)}`,
    `  Source: ${main.rule.source}`,
    '',
    ...lines,
    '',
    ...(others.length === 0
      ? []
      : [`The same life also breaks: ${others.map(({ rule }) => rule.name).join(', ')}.`, '']),
    ...(simplerLives === 0
      ? []
      : [`It was found in a life with ${countPlan(first)}; ${simplerLives} simpler lives were played.`]),
    `Again: ${command}`,
  ].join('\n');
}

const maxRows = 40;

/** If there are too many rows, requests that follow each other become one. */
function shortenRows(rows: readonly TimelineRow[]): readonly TimelineRow[] {
  if (rows.length <= maxRows) return rows;
  const short: TimelineRow[] = [];
  for (const row of rows) {
    const last = short.at(-1);
    if (row.kind === 'request' && last?.kind === 'request' && last.tab === row.tab) {
      const requests = (last.requests ?? 1) + (row.requests ?? 1);
      short[short.length - 1] = { ...last, requests, text: `${requests} requests` };
    } else short.push(row);
  }
  const [start, end] = [short.slice(0, maxRows), short.slice(-maxRows)];
  return short.length <= 2 * maxRows ? short : [...start, ...end];
}

function countPlan({ events, faults, sleeps }: AppFinding['first']): string {
  const parts = [
    [events.length + sleeps.length, 'event', 'events'],
    [faults.length, 'fault', 'faults'],
  ] as const;
  return parts.map(([count, one, many]) => `${count} ${count === 1 ? one : many}`).join(' and ');
}
