/** Formats the differences between two reports for a terminal, newly broken clauses first. */
import { countKinds, formatCounts, getReportedKind } from '../verdict/counts.ts';
import type { Difference, Report, ReportedClause, ReportedStep } from './difference.ts';
import { toPrintable } from './printable.ts';

export function formatDifference(difference: Difference): string {
  const { before, after, newly, still, fixed, unseen, flaky, steps } = difference;
  const paragraphs = [
    [before, after].map(formatHead).join('\n'),
    ...(before.target === after.target ? [] : ['The two runs judged different targets.']),
    ...formatError('The first run', before),
    ...formatError('The second run', after),
    ...formatParagraph('Newly broken', newly),
    ...formatParagraph('Flaky: sometimes kept and sometimes broken in the last runs', flaky),
    ...formatParagraph('Still broken', still),
    ...formatParagraph('Broken before, not judged now', unseen),
    ...formatParagraph('Fixed', fixed),
    ...(steps.length === 0 ? [] : [`New lasting steps:\n${steps.map(formatStepLine).join('\n')}`]),
    [
      `${newly.length} newly broken, ${still.length} still broken, ${fixed.length} fixed`,
      `${flaky.length} flaky, ${unseen.length} no longer judged.`,
    ].join(', '),
  ];
  return toPrintable(paragraphs.join('\n\n'));
}

function formatHead({ target, started_at: startedAt, clauses, strict, availability }: Report): string {
  const counts = countKinds(clauses.map((clause) => getReportedKind(clause, strict)));
  const percent = availability?.percent ?? undefined;
  const available = percent === undefined ? '' : `; availability ${percent} %`;
  const outcome = clauses.length === 0 ? 'not judged' : formatCounts(counts);
  return `${target || 'an unknown target'}, ${startedAt}: ${outcome}${available}`;
}

function formatError(name: string, { error }: Report): readonly string[] {
  return error === undefined || error === null ? [] : [`${name} could not be judged: ${error.message}`];
}

function formatStepLine({ is_worse: isWorse, sentence }: ReportedStep): string {
  return `  ${isWorse ? 'worse ' : 'better'}   ${sentence}`;
}

function formatParagraph(title: string, clauses: readonly ReportedClause[]): readonly string[] {
  if (clauses.length === 0) return [];
  const lines = clauses.map(({ level, id, promise, verdict, reason }) => {
    const now = verdict === 'kept' || reason === null ? '' : `\n${' '.repeat(11)}${reason}`;
    return `  ${level.padEnd(8)} ${id}: ${promise}${now}`;
  });
  return [`${title}:\n${lines.join('\n')}`];
}
