/** The page that a browser shows for the mock: its address, its tokens, and links to the documentation. */
import { toVisible } from '../../text/visible.ts';

/** A row of the page: a name and its value. */
export type Row = readonly [name: string, text: string];

export interface StartPage {
  /** The rows of the start-up message; a row without a name belongs to the previous one. */
  readonly rows: readonly Row[];
  /** Pages to open: a URL and its contents. */
  readonly views: readonly Row[];
  /** Pages of the documentation: an address and its title. */
  readonly docs: readonly Row[];
}

/** Its one style sheet; the headers of the page allow nothing else. */
export const startPageStyle = `:root { color-scheme: light dark; --page: #fbfbfa; --text: #1d2126; --soft: #5b6470; --line: #dfe3e8; --link: #0b57b0; }
@media (prefers-color-scheme: dark) { :root { --page: #14171a; --text: #e6e9ec; --soft: #a2abb6; --line: #343b43; --link: #8ab8f0; } }
body { margin: 0 auto; max-width: 56rem; padding: 1.5rem 1rem 4rem; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.4rem; margin: 0 0 .3rem; }
h2 { font-size: 1.05rem; margin: 2rem 0 .4rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
p { margin: .3rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.2rem; margin: 1rem 0; }
dt { color: var(--soft); }
dd { margin: 0; }
code { font: 13px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
a { color: var(--link); }
ul { margin: .4rem 0; padding-left: 1.2rem; }
@media (max-width: 36rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; } }`;

export function formatStartPage({ rows, views, docs }: StartPage): string {
  const facts = rows.filter(([, text]) => text !== '');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Enrichment mock</title>
<link rel="icon" href="data:,">
<style>${startPageStyle}</style>
</head>
<body>
<main>
<h1>Enrichment mock</h1>
<p>This is a simulated enrichment API for development and tests. Nothing here is real, and no credit is spent.</p>
<dl>
${facts.map(formatFact).join('\n')}
</dl>
<p><a class="main" href="/__mock__/">Open the dashboard</a>: see every job on its way, move the clock, inject faults.</p>
<h2>See what it simulates</h2>
${formatLinks(views)}
<h2>Documentation</h2>
${formatLinks(docs)}
</main>
</body>
</html>
`;
}

/** Several values of one row are two spaces apart, as in the terminal. */
function formatFact([name, text]: Row): string {
  const values = text.split('  ').map((value) => `<code>${escape(value)}</code>`);
  return `<dt>${escape(name)}</dt><dd>${values.join('<br>')}</dd>`;
}

function formatLinks(links: readonly Row[]): string {
  const items = links.map(([address, text]) => `<li><a href="${escape(address)}">${escape(text)}</a></li>`);
  return `<ul>\n${items.join('\n')}\n</ul>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(text: string): string {
  return toVisible(text).replaceAll(/[&<>"]/g, (one) => entities[one] ?? one);
}
