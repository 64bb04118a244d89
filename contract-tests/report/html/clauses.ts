/** Renders the clauses: broken promises, unobserved clauses, and all clauses by section with a filter. */
import type { Verdict } from '../../verdict/clause.ts';
import { countVerdicts, getKind, type VerdictKind, kinds, pluralize } from '../../verdict/counts.ts';
import { formatLevel } from '../../verdict/levels.ts';
import { type MissingCause, groupByCause } from '../causes.ts';
import { formatSection } from '../../verdict/choose-clauses.ts';
import { getReason, formatClauseSource } from '../failure.ts';
import type { JudgedRun } from '../run.ts';
import { renderProof } from './proof.ts';
import { renderExchange } from './exchange.ts';
import { html, type Markup, nothing } from '../../../text/markup.ts';
import { toAnchor } from './past.ts';

/** How many breaches of a clause are shown with their exchange; the rest are counted. */
const maxShown = 3;

export function renderFailure(verdict: Verdict, run: JudgedRun): Markup {
  const { evidence, strict } = run;
  const { clause } = verdict;
  const kind = getKind(verdict, strict);
  const breaches = verdict.verdict === 'broken' ? verdict.breaches : [];
  const shown = breaches.slice(0, maxShown).map(({ exchange, expected, actual }, index) => {
    const found = evidence.exchanges.find(({ id }) => id === exchange);
    const isAbove = breaches.slice(0, index).some((earlier) => earlier.exchange === exchange);
    return html`<dl><dt>expected</dt><dd>${expected}</dd><dt>actual</dt><dd>${actual}</dd></dl>
${found === undefined ? nothing : isAbove ? html`<p class="soft">In exchange ${found.id}, above.</p>` : renderExchange(found)}`;
  });
  const more = breaches.length - shown.length;
  return html`<article class="${kind}" id="${toAnchor(clause.id)}">
<h3>${clause.promise}</h3>
<p><span class="chip ${kind}">${kind}</span> <code>${clause.id}</code> <span class="soft">${formatLevel(clause)}, ${formatClauseSource(clause)}</span></p>
${verdict.verdict === 'crashed' ? html`<p>The check of the suite crashed; the target is not at fault: ${verdict.reason}</p>` : nothing}
${shown}
${more > 0 ? html`<p class="soft">and ${more.toLocaleString('en')} more like this</p>` : nothing}
${renderProof(verdict, run)}
</article>
`;
}

/** Renders the unobserved clauses, grouped by cause. */
export function renderUnobserved({ verdicts, evidence }: JudgedRun): Markup {
  const causes = groupByCause(verdicts, evidence);
  if (causes.length === 0) return nothing;
  return html`<h2 id="unobserved">Not observed, grouped by what was missing</h2>
<p class="soft">These clauses were not judged, so they say nothing about the target.</p>
${causes.map(renderCause)}`;
}

/** Collapsed, because the count and the hint are what matters. */
function renderCause({ heading, hint, count, missing }: MissingCause): Markup {
  const wanted = hint === undefined ? nothing : html` <span class="soft">${hint}</span>`;
  const rows = missing.map(
    ({ message, ids }) =>
      html`<tr><td>${message}</td><td class="ids">${ids.map((id) => html`<a href="#${toAnchor(id)}"><code>${id}</code></a> `)}</td></tr>
`,
  );
  return html`<details class="cause"><summary><b>${count}</b> ${heading}${wanted}</summary>
<table>
${rows}</table>
</details>
`;
}

/** Renders all clauses by section. The filter uses radio buttons and CSS, because the page has no script. */
export function renderContract(run: JudgedRun): Markup {
  const names = [...new Set(run.verdicts.map(({ clause }) => formatSection(clause)))];
  return html`<h2 id="contract">The contract by section of the documentation</h2>
${renderFilter(run)}
${names.map((name) => renderSection(name, run))}`;
}

function renderFilter({ verdicts, strict }: JudgedRun): Markup {
  const counts = countVerdicts(verdicts, strict);
  const numbers = { ...counts, warning: counts.warnings, notice: counts.notices };
  const choices = kinds.filter((kind) => numbers[kind] > 0);
  return html`<fieldset class="filter"><legend>Show</legend>
<label><input type="radio" name="show" id="show-all" checked> all ${counts.clauses}</label>
${choices.map(
  (
    kind,
  ) => html`<label><input type="radio" name="show" id="show-${kind}"> ${numbers[kind]} ${pluralize(kind, numbers[kind])}</label>
`,
)}</fieldset>`;
}

function renderSection(name: string, { verdicts, strict }: JudgedRun): Markup {
  const own = verdicts.filter(({ clause }) => formatSection(clause) === name);
  return html`<section>
<h3>${name}</h3>
<table>
${own.map((verdict) => renderRow(verdict, getKind(verdict, strict)))}
</table>
</section>
`;
}

function renderRow(verdict: Verdict, kind: VerdictKind): Markup {
  const { id, promise } = verdict.clause;
  const level = formatLevel(verdict.clause);
  const reason = getReason(verdict);
  // A clause with details has its anchor there.
  const isAbove = verdict.verdict === 'broken' || verdict.verdict === 'crashed';
  const place = isAbove ? nothing : html` id="${toAnchor(id)}"`;
  const title = isAbove ? html`<a href="#${toAnchor(id)}">${promise}</a>` : html`${promise}`;
  return html`<tr${place} class="is-${kind}"><td><span class="chip ${kind}">${kind}</span></td><td>${title} <span class="soft"><code>${id}</code> ${level}</span>${reason === undefined ? nothing : html`<br><span class="soft">${reason}</span>`}</td></tr>
`;
}
