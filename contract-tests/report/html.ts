/** The report for a person: one page that needs nothing else, neither a network nor a script. */
import type { Verdict } from '../clause.ts';
import { madeJobs } from '../evidence/made-jobs.ts';
import { weightOf } from '../judge.ts';
import { reasonOf, sectionOf, sourceText } from './failure.ts';
import { exchangeMarkup } from './html/exchange.ts';
import { coverageMarkup, driftMarkup } from './html/extent.ts';
import { html, type Markup, nothing } from './html/markup.ts';
import { anchorOf, changesMarkup, trend } from './html/past.ts';
import { style } from './html/style.ts';
import { timeline } from './html/timeline.ts';
import type { PastRun, Run } from './run.ts';

/** Breaches of a clause that are shown with their exchange; of more there is a count. */
const mostShown = 3;

const words = { failure: 'broken', warning: 'warning', notice: 'notice' } as const;
type Kind = Verdict['verdict'] | (typeof words)[keyof typeof words];

/** @param known the API statuses of the document, in its order */
export function htmlReport(run: Run, known: readonly string[]): string {
  const { evidence, verdicts, outcome, startedAt, strict } = run;
  const { baseUrl } = evidence.target;
  const failing = (['failure', 'warning', 'notice'] as const).flatMap((weight) =>
    verdicts.filter((verdict) => weightOf(verdict, strict) === weight),
  );
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Contract of ${baseUrl}</title>
${style}
</head>
<body>
<main>
<header>
<h1>${baseUrl}</h1>
<p class="soft">${startedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')}, ${cost(run)}, enrichment-sandbox ${run.version}</p>
<p class="says ${outcome.status === 0 ? 'kept' : 'broken'}">${outcome.says}</p>
</header>
${tiles(run)}
${changesMarkup(run.changes)}
${failing.length === 0 ? nothing : html`<h2 id="broken">What is not as promised</h2>${failing.map((verdict) => failure(verdict, run))}`}
${timeline(evidence.exchanges, known)}
${trend(run.history === undefined ? [] : [...run.history, countsOf(run)])}
<h2 id="contract">The contract, by section of the documentation</h2>
${sections(run)}
${coverageMarkup(run.coverage)}
${driftMarkup(run.drift)}
${readings(run)}
</main>
</body>
</html>
`;
  return page.markup;
}

function cost({ evidence, tookMs }: Run): string {
  const { exchanges, target } = evidence;
  const watched = target.watchedMs > 0 ? `, ${Math.round(target.watchedMs / 1000)} s of watching` : '';
  const made = madeJobs(exchanges).map(({ jobId }) => `, made job ${jobId}`);
  return `${exchanges.length} requests in ${(tookMs / 1000).toFixed(1)} s${watched}${made.join('')}`;
}

/** A broken promise is called what it weighs. */
function kindOf(verdict: Verdict, strict: boolean): Kind {
  const weight = weightOf(verdict, strict);
  return verdict.verdict !== 'broken' || weight === 'none' ? verdict.verdict : words[weight];
}

function tiles({ verdicts, strict }: Run): Markup {
  const kinds: readonly Kind[] = ['broken', 'warning', 'notice', 'kept', 'unobserved', 'off', 'crashed'];
  const counted = kinds
    .map((kind) => [kind, verdicts.filter((verdict) => kindOf(verdict, strict) === kind).length] as const)
    .filter(([kind, count]) => count > 0 || kind === 'broken' || kind === 'kept');
  return html`<ul class="tiles">${counted.map(([kind, count]) => html`<li><b class="${kind}">${count}</b>${kind}</li>`)}</ul>`;
}

function failure(verdict: Verdict, { evidence, strict }: Run): Markup {
  const { clause } = verdict;
  const kind = kindOf(verdict, strict);
  const breaches = verdict.verdict === 'broken' ? verdict.breaches : [];
  const shown = breaches.slice(0, mostShown).map(({ exchange, expected, actual }, index) => {
    const found = evidence.exchanges.find(({ id }) => id === exchange);
    const isAbove = breaches.slice(0, index).some((earlier) => earlier.exchange === exchange);
    return html`<dl><dt>expected</dt><dd>${expected}</dd><dt>actual</dt><dd>${actual}</dd></dl>
${found === undefined ? nothing : isAbove ? html`<p class="soft">In exchange ${exchange}, above.</p>` : exchangeMarkup(found, index === 0)}`;
  });
  const more = breaches.length - shown.length;
  return html`<article class="${kind}" id="${anchorOf(clause.id)}">
<h3>${clause.promise}</h3>
<p><span class="chip ${kind}">${kind}</span> <code>${clause.id}</code> <span class="soft">${clause.level}, ${sourceText(clause)}</span></p>
${verdict.verdict === 'crashed' ? html`<p>Our check crashed, which is no fault of the target: ${verdict.reason}</p>` : nothing}
${shown}
${more > 0 ? html`<p class="soft">and ${more} more of the kind</p>` : nothing}
</article>
`;
}

function countsOf({ verdicts, startedAt }: Run): PastRun {
  const count = (name: Verdict['verdict']) => verdicts.filter(({ verdict }) => verdict === name).length;
  return { at: startedAt, broken: count('broken'), kept: count('kept'), unobserved: count('unobserved') };
}

function sections({ verdicts, strict }: Run): readonly Markup[] {
  const names = [...new Set(verdicts.map(({ clause }) => sectionOf(clause)))];
  return names.map((name) => {
    const own = verdicts.filter(({ clause }) => sectionOf(clause) === name);
    return html`<h3>${name}</h3>
<table>
${own.map((verdict) => line(verdict, kindOf(verdict, strict)))}
</table>
`;
  });
}

function line(verdict: Verdict, kind: Kind): Markup {
  const { id, level, promise } = verdict.clause;
  const reason = reasonOf(verdict);
  // What is told at length above has its place there.
  const place = weightOf(verdict, false) === 'none' ? html` id="${anchorOf(id)}"` : nothing;
  return html`<tr${place}><td><span class="chip ${kind}">${kind}</span></td><td>${promise} <span class="soft"><code>${id}</code> ${level}</span>${reason === undefined ? nothing : html`<br><span class="soft">${reason}</span>`}</td></tr>
`;
}

function readings({ readings: seen, framework }: Run): Markup {
  const known = Object.entries(seen).filter(([, reading]) => reading !== undefined);
  if (known.length === 0) return nothing;
  return html`<h2 id="readings">How the target reads the open questions</h2>
<table>${known.map(([question, reading]) => html`<tr><td>${question}</td><td>${reading ?? ''}</td></tr>`)}</table>${framework === undefined ? nothing : html`<p>${framework}</p>`}`;
}
