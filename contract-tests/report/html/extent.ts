/** Renders the coverage of the contract, the drift and the readings. */
import type { Coverage } from '../../verdict/coverage.ts';
import type { ObservedReadings } from '../../clauses/readings.ts';
import { type Drift, formatDrift } from '../drift.ts';
import { html, type Markup, nothing } from '../../../text/markup.ts';

export function renderCoverage(coverage: Coverage | undefined): Markup {
  if (coverage === undefined) return nothing;
  return html`<h2 id="coverage">Coverage: ${coverage.percent} %</h2>
<table>${coverage.kinds.map(
    ({ name, seen, all, missing }) =>
      html`<tr><td>${name}</td><td>${seen} of ${all}${missing.length === 0 ? nothing : html`<br><span class="soft">not observed: ${missing.join(', ')}</span>`}</td></tr>`,
  )}</table>`;
}

export function renderDrift(drift: readonly Drift[] = []): Markup {
  if (drift.length === 0) return nothing;
  return html`<h2 id="drift">Drift: observed, but not in the document</h2>
<p class="soft">Drift breaks no clause. drift.overlay.yaml contains it as a patch for the document.</p>
<table>${drift.map((one) => html`<tr><td>${one.kind}</td><td>${formatDrift(one)}</td></tr>`)}</table>`;
}

export function renderReadings(readings: ObservedReadings, framework?: string): Markup {
  const known = Object.entries(readings).filter(([, reading]) => reading !== undefined);
  if (known.length === 0) return nothing;
  return html`<h2 id="readings">The target's readings of the open questions</h2>
<table>${known.map(([question, reading]) => html`<tr><td>${question}</td><td>${reading ?? ''}</td></tr>`)}</table>${
    framework === undefined
      ? nothing
      : html`
<p>${framework}</p>`
  }`;
}
