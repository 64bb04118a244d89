/** Renders the first screen: the result of the run, its facts, and what needs attention. */
import type { Verdict } from '../../verdict/clause.ts';
import { countVerdicts, getKind, type VerdictKind, pluralize } from '../../verdict/counts.ts';
import { listChanges } from '../changes.ts';
import { formatInstant, getFacts, type RunFact } from '../facts.ts';
import { getMessage, type JudgedRun, type ContractRun } from '../run.ts';
import { getState, stateSigns, stateWords } from '../state.ts';
import { html, type Markup, nothing } from '../../../text/markup.ts';
import { toAnchor } from './past.ts';
import { renderSteps } from './steps.ts';

/** @param target the displayed name of the target */
export function renderFirstScreen(run: ContractRun, target: string): Markup {
  const state = getState(run);
  return html`<header>
<h1>${target}</h1>
<p class="soft">${formatInstant(run.startedAt)}, enrichment-sandbox ${run.version}</p>
<div class="outcome ${state}"><span class="sign" aria-hidden="true">${stateSigns[state]}</span><div><p class="state">${stateWords[state]}</p><p>${getMessage(run)}</p>${renderBesideError(run)}</div></div>
${run.kind === 'judged' ? renderTiles(run) : nothing}
${renderFacts(run)}
</header>
${run.kind === 'judged' ? html`${renderSteps(run.steps)}${renderAttention(run)}` : html`<p>No clause was judged, so this report has no verdicts. It does not show those of earlier runs.</p>`}
`;
}

/** An error after the verdicts does not hide them. */
function renderBesideError(run: ContractRun): Markup {
  if (run.kind === 'unjudged' || run.error === undefined) return nothing;
  return html`<p>${run.outcome.message}</p>`;
}

const tileKinds: readonly VerdictKind[] = [
  'broken',
  'warning',
  'notice',
  'kept',
  'unobserved',
  'off',
  'crashed',
];

/** Empty tiles are grey, and shown only for `broken` and `kept`. */
function renderTiles({ verdicts, strict }: JudgedRun): Markup {
  const counts = countVerdicts(verdicts, strict);
  const numbers = { ...counts, warning: counts.warnings, notice: counts.notices };
  const shown = tileKinds.filter((kind) => numbers[kind] > 0 || kind === 'broken' || kind === 'kept');
  return html`<ul class="tiles">${shown.map((kind) => {
    const count = numbers[kind];
    return html`<li><b class="${count === 0 ? 'none' : kind}">${count}</b> ${pluralize(kind, count)}</li>`;
  })}</ul>`;
}

/** The tiles show the counts, and the outcome shows the exit status. */
const leftOut: ReadonlySet<string> = new Set(['counts', 'exit_status']);

/** A longer detail gets a row of its own below the others. */
const maxDetail = 60;

const isLong = ({ detail = '' }: RunFact) => detail.length > maxDetail;

function renderFacts(run: ContractRun): Markup {
  const facts = getFacts(run).filter(({ key }) => !leftOut.has(key));
  const long = facts.filter(isLong);
  const short = facts.filter((fact) => !isLong(fact));
  return html`<dl class="facts">${short.map(renderFact)}</dl>${long.length === 0 ? nothing : html`<dl class="facts long">${long.map(renderFact)}</dl>`}`;
}

function renderFact({ label, value, detail }: RunFact): Markup {
  return html`<div><dt>${label}</dt><dd><b>${value}</b>${detail === undefined ? nothing : html` <span class="soft">${detail}</span>`}</dd></div>`;
}

/** Links to everything that is not kept, with new failures first within each kind. */
function renderAttention(run: JudgedRun): Markup {
  const { verdicts, strict, changes } = run;
  const newly = new Set(changes?.newly ?? []);
  const kinds = ['broken', 'crashed', 'warning', 'notice'] as const;
  const isNew = ({ clause }: Verdict) => newly.has(clause.id);
  const items = kinds.flatMap((kind) => {
    const own = verdicts.filter((verdict) => getKind(verdict, strict) === kind);
    const sorted = [...own.filter(isNew), ...own.filter((verdict) => !isNew(verdict))];
    return sorted.map((verdict) => renderLink(verdict, kind, isNew(verdict)));
  });
  return html`${items.length === 0 ? nothing : html`<h2 id="attention">Needs attention</h2><ul class="links">${items}</ul>`}${renderChanges(run)}
`;
}

function renderLink({ clause }: Verdict, kind: VerdictKind, isNew: boolean): Markup {
  const badge = isNew ? html` <span class="new">new</span>` : nothing;
  return html`<li><span class="chip ${kind}">${kind}</span> <span><a href="#${toAnchor(clause.id)}">${clause.promise}</a>${badge}</span></li>
`;
}

function renderChanges(run: JudgedRun): Markup {
  if (run.changes === undefined) return nothing;
  const changed = listChanges(run.changes, run);
  const parts = changed.map(({ label, ids }) => `${ids.length} ${label}`);
  const ids = run.changes.fixed.map((id) => html`<a href="#${toAnchor(id)}"><code>${id}</code></a> `);
  return html`<p id="changes" class="changes">Since the last run: ${parts.length === 0 ? 'nothing changed' : parts.join(', ')}${ids.length === 0 ? nothing : html`: ${ids}`}</p>`;
}
