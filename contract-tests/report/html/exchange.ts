/** Renders one redacted exchange, collapsed, because few readers need it. */
import { formatCurl } from '../../evidence/curl.ts';
import type { Exchange, Header } from '../../evidence/exchange.ts';
import { html, type Markup } from '../../../text/markup.ts';

/** The full body is in evidence.har. */
const maxBodyLength = 4000;

export function renderExchange(exchange: Exchange): Markup {
  const { id, request, outcome } = exchange;
  const received =
    outcome.kind === 'response'
      ? `HTTP ${outcome.status}\n${formatHeaders(outcome.headers)}\n\n${shortenBody(outcome.body)}`
      : `No response: ${outcome.reason}`;
  const sent = `${request.method} ${request.url}\n${formatHeaders(request.headers)}${request.body === undefined ? '' : `\n\n${shortenBody(request.body)}`}`;
  const line = html`Exchange ${id}: ${request.method} <code>${request.url}</code>`;
  const rest = html`<pre>${sent}</pre>
<pre>${received}</pre>
<p class="soft">Repeat: <code>${formatCurl(exchange)}</code></p>`;
  return html`<details><summary>${line}</summary>${rest}</details>`;
}

function formatHeaders(headers: readonly Header[]): string {
  return headers.map(([name, value]) => `${name}: ${value}`).join('\n');
}

function shortenBody(body: string): string {
  return body.length <= maxBodyLength
    ? body
    : `${body.slice(0, maxBodyLength)}\n... ${(body.length - maxBodyLength).toLocaleString('en')} more characters in evidence.har`;
}
