/** The report for a person: one page that needs nothing else, neither a network nor a script. */
import { getKind } from '../verdict/counts.ts';
import { contractMarkup, failureMarkup, unobservedMarkup } from './html/clauses.ts';
import { coverageMarkup, driftMarkup, readingsMarkup } from './html/extent.ts';
import { html, type Markup, nothing } from './html/markup.ts';
import { trend } from './html/past.ts';
import { style } from './html/style.ts';
import { firstScreen, getState, stateWords } from './html/summary.ts';
import { timeline } from './html/timeline.ts';
import { countVerdicts } from '../verdict/counts.ts';
import { getTarget, type JudgedRun, type PastRun, type Run } from './run.ts';

/** @param known the API statuses of the document, in its order */
export function htmlReport(run: Run, known: readonly string[]): string {
  const target = getTarget(run) || 'an unknown target';
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${stateWords[getState(run)]}: contract of ${target}</title>
${style}
</head>
<body>
<main>
${firstScreen(run, target)}
${run.kind === 'judged' ? details(run, known) : nothing}
</main>
</body>
</html>
`;
  return page.markup;
}

function details(run: JudgedRun, known: readonly string[]): Markup {
  const { evidence, history } = run;
  return html`${failuresMarkup(run)}
${unobservedMarkup(run)}
${contractMarkup(run)}
${timeline(evidence.exchanges, known)}
${trend(history === undefined ? [] : [...history, toPastRun(run)])}
${coverageMarkup(run.coverage)}
${driftMarkup(run.drift)}
${readingsMarkup(run.readings, run.framework)}`;
}

function failuresMarkup(run: JudgedRun): Markup {
  const kinds = ['broken', 'crashed', 'warning', 'notice'] as const;
  const failing = kinds.flatMap((kind) =>
    run.verdicts.filter((verdict) => getKind(verdict, run.strict) === kind),
  );
  if (failing.length === 0) return nothing;
  return html`<h2 id="broken">What is not as promised</h2>
${failing.map((verdict) => failureMarkup(verdict, run))}`;
}

function toPastRun({ verdicts, strict, startedAt }: JudgedRun): PastRun {
  return { at: startedAt, ...countVerdicts(verdicts, strict) };
}
