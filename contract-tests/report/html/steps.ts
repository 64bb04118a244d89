/** Renders the lasting steps on the first screen, each with a small chart of its last runs. */
import type { LastingStep } from '../../statistics/find-steps.ts';
import { formatValue } from '../../statistics/metrics.ts';
import { formatLevels, getLineRange, isNewStep } from '../steps.ts';
import { html, type Markup, nothing } from '../../../text/markup.ts';

const [width, height, edge] = [240, 44, 4];

export function renderSteps(steps: readonly LastingStep[] = []): Markup {
  if (steps.length === 0) return nothing;
  return html`<h2 id="steps">${steps.length === 1 ? 'A lasting step' : 'Lasting steps'}</h2>
<ul class="steps">
${steps.map(renderStep)}
</ul>
`;
}

function renderStep(step: LastingStep): Markup {
  const kind = step.isWorse ? 'worse' : 'better';
  const badge = isNewStep(step) ? html` <span class="new">new</span>` : nothing;
  return html`<li class="${kind}">
<div><p><span class="chip">${kind}</span> <b>${step.metric.name}</b>${badge}</p>
<p>${formatLevels(step)}</p>
<p class="soft">since ${step.since.slice(0, 10)}, found ${step.foundAt.slice(0, 10)}</p></div>
${renderSparkline(step)}
</li>
`;
}

function renderSparkline(step: LastingStep): Markup {
  const { line, lineStart, before, after, metric } = step;
  const { low, high } = getLineRange(step);
  const x = (index: number) => edge + (index / Math.max(1, line.length - 1)) * (width - 2 * edge);
  const y = (value: number) =>
    height - edge - ((Math.min(high, Math.max(low, value)) - low) / (high - low)) * (height - 2 * edge);
  const start = x(lineStart - 0.5);
  const level = (value: number, from: number, to: number) =>
    html`<line class="level" x1="${from.toFixed(1)}" x2="${to.toFixed(1)}" y1="${y(value).toFixed(1)}" y2="${y(value).toFixed(1)}"/>`;
  const title = `The last ${line.length} values: ${line.map((value) => formatValue(metric, value)).join(', ')}`;
  return html`<svg class="spark" viewBox="0 0 ${width} ${height}" role="img"><title>${title}</title>
<line class="axis" x1="${start.toFixed(1)}" x2="${start.toFixed(1)}" y1="0" y2="${height}" stroke-dasharray="3 3"/>
${level(before, edge, start)}${level(after, start, width - edge)}
<polyline points="${line.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join(' ')}"/>
<circle cx="${x(line.length - 1).toFixed(1)}" cy="${y(line.at(-1) ?? 0).toFixed(1)}" r="3"/>
</svg>`;
}
