/** Renders the page about a finding in an app: one file, without scripts and without requests. */
import { html, type Markup, nothing } from '../../../text/markup.ts';
import { momentTexts } from '../app-plan.ts';
import { formatTime } from '../../life/format-time.ts';
import { describeRequest, listTimeline, type TimelineRow } from '../timeline.ts';
import { drawAppLife } from './draw-life.ts';
import type { AppReport, StepPicture } from './report-facts.ts';
import { style } from './style.ts';

/** @param known the API statuses of the document, in its order */
export function renderAppReport(report: AppReport, known: readonly string[]): string {
  const { app, broken, life } = report;
  const [main, ...others] = broken;
  const name = main?.rule.name ?? '';
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${name}: ${app}</title>
${style}
</head>
<body>
<main>
<header>
<h1>${app}</h1>
<p class="soft">A life in which the app breaks a rule, made as small as possible</p>
<div class="outcome"><span class="sign" aria-hidden="true">!</span><div><p class="state">${main?.violation.message ?? ''}</p><p><b>${name}</b>: ${main?.rule.title ?? ''}</p><p class="soft">Source: ${main?.rule.source ?? ''}</p></div></div>
${renderOthers(others)}
</header>
<h2 id="picture">The life</h2>
<figure tabindex="0" aria-label="Picture of the life">${drawAppLife(life, known, main?.violation.at)}</figure>
${renderLegend(known)}
${renderPictures(report, known)}
<h2 id="events">What happened</h2>
${renderTimeline(report, known)}
${renderRequests(report)}
<h2 id="again">Play it again</h2>
<pre tabindex="0"><code>${report.command}</code></pre>
<p class="soft">Seed ${report.seed}. Found in life ${report.lives}; ${report.simplerLives} simpler lives were played.${report.isRepeated ? '' : ' When the life was played again for the pictures, the rule was not broken: the app behaves differently in equal circumstances.'}</p>
${report.link === '' ? nothing : html`<details><summary>The world of this life, as a link</summary><p>Open it in the dashboard of a mock: add it to the address of the dashboard.</p><pre tabindex="0"><code>${report.link}</code></pre></details>`}
</main>
</body>
</html>
`;
  return page.markup;
}

function renderOthers(others: AppReport['broken']): Markup {
  if (others.length === 0) return nothing;
  return html`<p>The same life also breaks:</p><ul>${others.map(({ rule, violation }) => html`<li><b>${rule.name}</b>: ${violation.message}</li>`)}</ul>`;
}

function renderLegend(known: readonly string[]): Markup {
  return html`<p class="legend">${known.map((status) => html`<span class="is-${status}">${status}</span>`)}<span class="is-other">no status</span></p>`;
}

function renderPictures({ pictures, life, broken }: AppReport, known: readonly string[]): Markup {
  if (pictures.length === 0) return nothing;
  const hasTabs = life.documents.some(({ tab }) => tab > 0);
  return html`<h2 id="steps">Step by step</h2>
<ol class="steps">${pictures.map((picture) => renderPicture(picture, life, hasTabs, known))}</ol>
<p class="soft">${broken[0]?.violation.message ?? ''}</p>`;
}

function renderPicture(
  picture: StepPicture,
  life: AppReport['life'],
  hasTabs: boolean,
  known: readonly string[],
): Markup {
  const { at, tab, moment, image, text, status } = picture;
  const truth = life.job.statuses.findLast((change) => change.at <= at)?.status ?? '';
  const isWrong = status !== undefined && status !== truth;
  const what =
    moment === undefined
      ? 'the page changed'
      : moment === 'start'
        ? 'the app follows the job'
        : moment === 'end'
          ? 'the end of the life'
          : momentTexts[moment];
  const where = hasTabs ? `Tab ${tab + 1}, ` : '';
  const alt = `${where}${formatTime(at)}: ${text}`;
  return html`<li><p class="when"><b>${formatTime(at)}</b> ${where}${what}</p>
${image === undefined ? html`<p class="soft">No picture could be taken.</p>` : html`<img src="data:image/jpeg;base64,${image}" alt="${alt}" width="800" height="500" loading="lazy">`}
<dl><dt>true</dt><dd>${renderStatus(truth, truth, known)}</dd><dt>shown</dt><dd>${renderStatus(text, status, known)}${isWrong ? html` <span class="differs">differs</span>` : nothing}</dd></dl></li>`;
}

function renderStatus(text: string, status: string | undefined, known: readonly string[]): Markup {
  const kind = status !== undefined && known.includes(status) ? status : 'other';
  return html`<span class="chip is-${kind}">${text === '' ? 'nothing' : text}</span>`;
}

function renderTimeline({ life, broken }: AppReport, known: readonly string[]): Markup {
  const rows = listTimeline(life, broken[0]?.violation.at, 'the rule is broken');
  const hasTabs = life.documents.some(({ tab }) => tab > 0);
  return html`<table><thead><tr><th scope="col">Time</th><th scope="col">What happened</th><th scope="col">True status</th></tr></thead><tbody>
${rows.map((row) => renderRow(row, hasTabs, known))}
</tbody></table>`;
}

function renderRow(
  { at, kind, text, tab, truth, isWrong }: TimelineRow,
  hasTabs: boolean,
  known: readonly string[],
): Markup {
  const where = hasTabs && tab !== undefined ? `tab ${tab + 1}: ` : '';
  return html`<tr class="row-${kind}"><td>${formatTime(at)}</td><td>${where}${text}${isWrong === true ? html` <span class="differs">not the true status</span>` : nothing}</td><td>${renderStatus(truth, truth, known)}</td></tr>
`;
}

const maxRequests = 400;

function renderRequests({ life }: AppReport): Markup {
  const { requests } = life;
  const lines = requests
    .slice(0, maxRequests)
    .map((request) => `${formatTime(request.sentAt).padStart(10)}  ${describeRequest(request)}`);
  return html`<details><summary>All ${requests.length} requests to the API</summary><pre tabindex="0">${lines.join('\n')}</pre></details>`;
}
