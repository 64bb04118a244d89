/** What has changed between two reports, for a terminal: the new first. */
import type { Difference, ReportedClause } from './difference.ts';
import { printable } from './printable.ts';

export function differenceText(difference: Difference): string {
  const { before, after, newly, still, fixed, unseen, flaky } = difference;
  const paragraphs = [
    `${before.target}, ${before.started_at}\n${after.target}, ${after.started_at}`,
    ...(before.target === after.target ? [] : ['These are two targets.']),
    ...paragraph('Newly broken', newly),
    ...paragraph('Flaky: kept and broken by turns in the last runs', flaky),
    ...paragraph('Still broken', still),
    ...paragraph('Broken before, and not judged now', unseen),
    ...paragraph('Fixed', fixed),
    [
      `${newly.length} newly broken, ${still.length} still broken, ${fixed.length} fixed`,
      `${flaky.length} flaky, ${unseen.length} no longer judged.`,
    ].join(', '),
  ];
  return printable(paragraphs.join('\n\n'));
}

function paragraph(title: string, clauses: readonly ReportedClause[]): readonly string[] {
  if (clauses.length === 0) return [];
  const lines = clauses.map(({ level, id, promise, verdict, reason }) => {
    const now = verdict === 'kept' || reason === null ? '' : `\n${' '.repeat(11)}${reason}`;
    return `  ${level.padEnd(8)} ${id}: ${promise}${now}`;
  });
  return [`${title}:\n${lines.join('\n')}`];
}
