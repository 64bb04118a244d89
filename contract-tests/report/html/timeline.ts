/** Renders the status of the jobs over the time of the run: one row per job, one colour per status. */
import type { Exchange } from '../../evidence/exchange.ts';
import { groupSightings, type Sighting } from '../../evidence/sightings.ts';
import { html, type Markup, nothing } from '../../../text/markup.ts';

/** How many jobs are drawn; jobs that changed come first. */
const maxJobs = 12;
/** The maximum length of a status, because a target may send millions of characters. */
const maxStatus = 40;

const [width, left, row, bar] = [960, 150, 30, 18];

/** A period in which a job had one status, in milliseconds since the first sighting of the run. */
interface StatusPeriod {
  readonly status: string;
  readonly from: number;
  readonly to: number;
}

interface Lane {
  readonly jobId: string;
  readonly periods: readonly StatusPeriod[];
}

/** @param known the API statuses of the document, in its order; unknown statuses share another colour */
export function renderTimeline(exchanges: readonly Exchange[], known: readonly string[]): Markup {
  const seen = [...groupSightings(exchanges)].filter(([, sightings]) => sightings.length > 1);
  // One entry per response, not per job; the jobs are expanded below.
  const times = new Set(seen.flatMap(([, sightings]) => sightings.map(getTime)));
  const [begin, end] = [Math.min(...times), Math.max(...times)];
  if (seen.length === 0 || end - begin < 1000) return nothing;
  const lanes = seen
    .map(([jobId, sightings]) => ({ jobId, periods: toStatusPeriods(sightings, begin) }))
    .toSorted((a, b) => b.periods.length - a.periods.length)
    .slice(0, maxJobs);
  const statuses = [...new Set(lanes.flatMap(({ periods }) => periods.map(({ status }) => status)))];
  const height = lanes.length * row + 24;
  const scale = (ms: number) => left + (ms / (end - begin)) * (width - left - 8);
  return html`<h2 id="jobs">Jobs over time</h2>
<figure>
<svg viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="timeline-title">
<title id="timeline-title">The status of ${lanes.length === 1 ? '1 job' : `${lanes.length} jobs`} over ${formatSeconds(end - begin)}; the table below describes the same data.</title>
${lanes.map((lane, index) => renderLane(lane, index, scale, known))}
${[0, 0.25, 0.5, 0.75, 1].map((share) => renderTick(share, end - begin, scale, height))}
</svg>
<figcaption class="legend">${statuses.map((status) => html`<span style="--mark: ${getColour(status, known)}">${status}</span> `)}</figcaption>
</figure>
<details><summary>As text</summary><table>
${lanes.map(({ jobId, periods }) => html`<tr><td><code>${jobId.slice(0, 8)}</code></td><td>${formatWords(periods)}</td></tr>`)}
</table></details>`;
}

function getTime({ exchange }: Sighting): number {
  return exchange.startedMs + exchange.tookMs;
}

function toStatusPeriods(sightings: readonly Sighting[], begin: number): readonly StatusPeriod[] {
  const periods: StatusPeriod[] = [];
  for (const sighting of sightings) {
    const [status, at] = [(sighting.status ?? 'none').slice(0, maxStatus), getTime(sighting) - begin];
    const last = periods.at(-1);
    // A status lasts until another one is seen, because there are no requests in between.
    if (last !== undefined) periods[periods.length - 1] = { ...last, to: at };
    if (last?.status !== status) periods.push({ status, from: at, to: at });
  }
  return periods;
}

function renderLane(
  { jobId, periods }: Lane,
  index: number,
  scale: (ms: number) => number,
  known: readonly string[],
): Markup {
  const y = index * row;
  return html`<text x="0" y="${y + 14}">${jobId.slice(0, 8)} ${periods.at(-1)?.status ?? ''}</text>
${periods.map(({ status, from, to }) => html`<rect x="${scale(from).toFixed(1)}" y="${y}" width="${Math.max(3, scale(to) - scale(from)).toFixed(1)}" height="${bar}" rx="3" style="fill: ${getColour(status, known)}"><title>${jobId}: ${status}, ${formatSeconds(from)} to ${formatSeconds(to)}</title></rect>`)}
`;
}

function renderTick(share: number, whole: number, scale: (ms: number) => number, height: number): Markup {
  const x = scale(whole * share).toFixed(1);
  const anchor = share === 0 ? 'start' : share === 1 ? 'end' : 'middle';
  return html`<line class="axis" x1="${x}" x2="${x}" y1="0" y2="${height - 20}"/><text x="${x}" y="${height - 4}" text-anchor="${anchor}">${formatSeconds(whole * share)}</text>
`;
}

/** The CSS has a colour for each documented status. All other statuses stand out. */
function getColour(status: string, known: readonly string[]): string {
  return known.includes(status) && /^[a-z-]+$/.test(status)
    ? `var(--${status}, var(--other))`
    : 'var(--other)';
}

function formatWords(periods: readonly StatusPeriod[]): string {
  return periods.map(({ status, from }) => `${status} at ${formatSeconds(from)}`).join(', then ');
}

function formatSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
}
