/** Renders a chart of the broken clauses in each of the last thirty runs. */
import { formatCounts } from '../../verdict/counts.ts';
import { formatInstant } from '../facts.ts';
import type { PastRun } from '../run.ts';
import { html, type Markup, nothing } from '../../../text/markup.ts';

const maxRuns = 30;

const [width, height, foot] = [960, 110, 22];

/** The maximum share of the chart height for a single broken clause. */
const minScale = 3;

/** The anchor of a clause on the page. */
export function toAnchor(id: string): string {
  return `clause-${id}`;
}

/** @param runs the earliest first; the last one is the run of this report */
export function renderTrend(runs: readonly PastRun[]): Markup {
  const shown = runs.slice(-maxRuns);
  if (shown.length < 2) return nothing;
  const max = Math.max(minScale, ...shown.map(({ broken }) => broken));
  const step = width / maxRuns;
  const first = maxRuns - shown.length;
  const floor = height - foot;
  const columns = shown.map((run, index) => {
    const x = ((first + index) * step).toFixed(1);
    const tall = run.broken === 0 ? 4 : 8 + (run.broken / max) * (floor - 30);
    return html`<rect x="${x}" y="${(floor - tall).toFixed(1)}" width="${(step - 6).toFixed(1)}" height="${tall.toFixed(1)}" rx="2" style="fill: var(${getMark(run)})"><title>${formatWords(run)}</title></rect>
${run.broken === 0 ? nothing : html`<text x="${((first + index) * step + (step - 6) / 2).toFixed(1)}" y="${(floor - tall - 5).toFixed(1)}" text-anchor="middle">${run.broken}</text>`}`;
  });
  const [begin, end] = [shown[0]?.at ?? '', shown.at(-1)?.at ?? ''];
  return html`<h2 id="trend">The last ${shown.length} runs</h2>
<figure>
<svg viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="trend-title">
<title id="trend-title">Broken clauses in each of the last ${shown.length} runs; the list below describes the same data.</title>
${columns}
<line class="axis" x1="0" x2="${width}" y1="${floor}" y2="${floor}"/>
<text x="${(first * step).toFixed(1)}" y="${height - 6}">${toDay(begin)}</text><text x="${width}" y="${height - 6}" text-anchor="end">${toDay(end)}</text>
</svg>
<figcaption class="legend"><span style="--mark: var(--broken)">broken clauses</span> <span style="--mark: var(--warning)">warnings</span> <span style="--mark: var(--kept)">neither</span></figcaption>
</figure>
<details><summary>As text</summary><ul>
${shown.toReversed().map((run) => html`<li>${formatWords(run)}</li>`)}
</ul></details>
`;
}

function getMark({ broken, warnings }: PastRun): string {
  if (broken > 0) return '--broken';
  return warnings > 0 ? '--warning' : '--kept';
}

function formatWords(run: PastRun): string {
  return `${formatInstant(run.at)}: ${formatCounts({ crashed: 0, off: 0, ...run })}`;
}

function toDay(at: string): string {
  return at.slice(0, 10);
}
