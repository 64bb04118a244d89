/** Renders the HTML report: one self-contained page without network access or scripts. */
import { getKind } from '../verdict/counts.ts';
import { renderContract, renderFailure, renderUnobserved } from './html/clauses.ts';
import { renderCoverage, renderDrift, renderReadings } from './html/extent.ts';
import { html, type Markup, nothing } from '../../text/markup.ts';
import { renderTrend } from './html/past.ts';
import { style } from './html/style.ts';
import { renderFirstScreen } from './html/summary.ts';
import { getState, stateWords } from './state.ts';
import { renderTimeline } from './html/timeline.ts';
import { countVerdicts } from '../verdict/counts.ts';
import { getTarget, type JudgedRun, type PastRun, type ContractRun } from './run.ts';

/** @param known the API statuses of the document, in its order */
export function renderHtmlReport(run: ContractRun, known: readonly string[]): string {
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
${renderFirstScreen(run, target)}
${run.kind === 'judged' ? renderDetails(run, known) : nothing}
</main>
</body>
</html>
`;
  return page.markup;
}

function renderDetails(run: JudgedRun, known: readonly string[]): Markup {
  const { evidence, history } = run;
  return html`${renderFailures(run)}
${renderUnobserved(run)}
${renderContract(run)}
${renderTimeline(evidence.exchanges, known)}
${renderTrend(history === undefined ? [] : [...history, toPastRun(run)])}
${renderCoverage(run.coverage)}
${renderDrift(run.drift)}
${renderReadings(run.readings, run.framework)}`;
}

function renderFailures(run: JudgedRun): Markup {
  const kinds = ['broken', 'crashed', 'warning', 'notice'] as const;
  const failing = kinds.flatMap((kind) =>
    run.verdicts.filter((verdict) => getKind(verdict, run.strict) === kind),
  );
  if (failing.length === 0) return nothing;
  return html`<h2 id="broken">Broken promises</h2>
${failing.map((verdict) => renderFailure(verdict, run))}`;
}

function toPastRun({ verdicts, strict, startedAt }: JudgedRun): PastRun {
  return { at: startedAt, ...countVerdicts(verdicts, strict) };
}
