/** The report for the page of a CI job: short, the broken first. Also the text of an issue. */
import type { Verdict } from '../clause.ts';
import { weightOf } from '../judge.ts';
import { changeKinds, changeWords } from './changes.ts';
import { reasonOf, sourceText } from './failure.ts';
import { printable } from './printable.ts';
import type { Run } from './run.ts';

const words = { failure: 'broken', warning: 'warning', notice: 'notice' } as const;

/** Rows of the table; a page of a CI job has room for no more. */
const mostRows = 40;
/** A reason may repeat what a target sent. */
const longestReason = 300;

/** The text of summary.md. */
export function markdownSummary(run: Run): string {
  const { outcome, evidence, tookMs, startedAt } = run;
  const when = startedAt.replace('T', ' ').replace(/:\d\d\.\d+Z$/, ' UTC');
  const paragraphs = [
    `### ${outcome.status === 0 ? '✅' : '❌'} ${inMarkdown(outcome.says)}`,
    `${inMarkdown(evidence.target.baseUrl)}, ${when}: ${countsOf(run.verdicts)}. ${evidence.exchanges.length} requests in ${(tookMs / 1000).toFixed(1)} s.`,
    ...changesOf(run),
    ...tableOf(run),
    ...unobservedOf(run.verdicts),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

function countsOf(verdicts: readonly Verdict[]): string {
  return (['kept', 'broken', 'unobserved', 'off', 'crashed'] as const)
    .map((name) => [name, verdicts.filter(({ verdict }) => verdict === name).length] as const)
    .filter(([name, count]) => count > 0 || name === 'kept' || name === 'broken')
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
}

function changesOf({ changes }: Run): readonly string[] {
  if (changes === undefined) return [];
  const told = changeKinds(changes).map(
    ([kind, ids]) => `- **${changeWords[kind]}**: ${ids.map(inMarkdown).join(', ')}`,
  );
  return told.length === 0 ? ['Nothing changed since the last run.'] : [told.join('\n')];
}

function tableOf({ verdicts, strict }: Run): readonly string[] {
  const rows = (['failure', 'warning', 'notice'] as const).flatMap((weight) =>
    verdicts
      .filter((verdict) => weightOf(verdict, strict) === weight)
      .map((verdict) => {
        const word = verdict.verdict === 'crashed' ? 'crashed' : words[weight];
        const { id, promise, level } = verdict.clause;
        const cells = [
          word,
          `**${inMarkdown(promise)}**<br>${inMarkdown(id)}, ${level}, ${inMarkdown(sourceText(verdict.clause))}`,
          inMarkdown(shortened(reasonOf(verdict) ?? '')),
        ];
        return `| ${cells.join(' | ')} |`;
      }),
  );
  if (rows.length === 0) return [];
  const more = rows.length - mostRows;
  return [
    ['| | promise | what came |', '|---|---|---|', ...rows.slice(0, mostRows)].join('\n'),
    ...(more > 0 ? [`and ${more} more; report.html has all.`] : []),
  ];
}

function unobservedOf(verdicts: readonly Verdict[]): readonly string[] {
  const lines = verdicts.flatMap((verdict) =>
    verdict.verdict === 'unobserved'
      ? [`- ${inMarkdown(verdict.clause.id)}: ${inMarkdown(shortened(verdict.missing.message))}`]
      : [],
  );
  if (lines.length === 0) return [];
  const title = `<details><summary>${lines.length} not observed, and so not kept either; what was missing</summary>`;
  return [title, lines.join('\n'), '</details>'];
}

function shortened(text: string): string {
  const signs = [...text];
  return signs.length <= longestReason ? text : `${signs.slice(0, longestReason).join('')}...`;
}

/** Text that no renderer takes for markup, HTML, a new cell, an address, or the mention of a user or an issue. */
function inMarkdown(text: string): string {
  const bare = printable(text).replaceAll(/\s+/g, ' ');
  return (
    bare
      .replaceAll(
        /[\\`*{}[\]<>&|~^$#@]|(?<!\w)_|_(?!\w)|:(?=\/\/)|(?<=www)\./gi,
        (sign) => `&#${sign.charCodeAt(0)};`,
      )
      // Mentions are looked for after the rest was understood; a space without width keeps a name from its sign.
      .replaceAll(/(?<=&#(?:35|64);)/g, '\u200b')
  );
}
