/** A finding in an app, as the terminal prints it. */
import { toVisible } from '../../text/visible.ts';
import type { AppFinding } from './search-app.ts';
import { formatAt, listTimeline } from './timeline.ts';

/** @param command repeats the finding */
export function formatAppFinding({ broken, played, first, simplerLives }: AppFinding, command: string): string {
  const [main, ...others] = broken;
  if (main === undefined) return '';
  const { life } = played;
  const hasTabs = life.documents.some(({ tab }) => tab > 0);
  const rows = listTimeline(life, main.violation.at, 'here the rule is broken');
  const times = rows.map(({ at }) => formatAt(at));
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

function countPlan({ events, faults, sleeps }: AppFinding['first']): string {
  const parts = [
    [events.length + sleeps.length, 'event', 'events'],
    [faults.length, 'fault', 'faults'],
  ] as const;
  return parts.map(([count, one, many]) => `${count} ${count === 1 ? one : many}`).join(' and ');
}
