/** The presenter's page: the script in large type, which shows where the show is now. */
import { describeScene, formatShowTime } from '../show/describe-scene.ts';
import type { Act, Scene } from '../show/scene.ts';
import { acts, actSeconds, showSeconds } from '../show/show.ts';

/** The page as HTML. Its style sheet and its script are files beside it. */
export function formatPresenterPage(): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark light">
<title>What to say: the demo of enrichment-sandbox</title>
<link rel="stylesheet" href="presenter.css">
<script type="module" src="presenter.js"></script>
</head>
<body>
<header>
<p class="time"><output id="time">0:00</output> of ${formatShowTime(showSeconds)}</p>
<p class="state"><output id="state" role="status">Connecting ...</output></p>
<p class="next"><output id="next"></output></p>
<p><label><input type="checkbox" id="follow" checked> Follow the show</label>
<a href="../?world=default&amp;span=6m" target="dashboard">Dashboard</a></p>
</header>
<main>
${acts.map(formatAct).join('\n')}
</main>
</body>
</html>
`;
}

function formatAct({ title, say, press, scenes }: Act, index: number): string {
  const from = index * actSeconds;
  return `<section data-from="${from}" data-to="${from + actSeconds}" aria-labelledby="act-${index}">
<h2 id="act-${index}"><time>${formatShowTime(from)}</time> ${escapeHtml(title)}</h2>
${say.map((sentence) => `<p class="say">${escapeHtml(sentence)}</p>`).join('\n')}
<ul class="press">
${press.map(([key, effect]) => `<li><kbd>${escapeHtml(key)}</kbd> ${escapeHtml(effect)}</li>`).join('\n')}
</ul>
<ol class="scenes">
${scenes.map(formatScene).join('\n')}
</ol>
</section>`;
}

function formatScene(scene: Scene): string {
  return `<li data-at="${scene.at}"><time>${formatShowTime(scene.at)}</time> <span>${escapeHtml(describeScene(scene))}</span></li>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escapeHtml = (text: string): string => text.replaceAll(/[&<>"]/g, (letter) => entities[letter] ?? '');
