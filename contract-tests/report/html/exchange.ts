/** One exchange as it went over the wire, redacted, to be read; folded, since few readers need it. */
import { curlLine } from '../../evidence/curl.ts';
import type { Exchange, Header } from '../../evidence/exchange.ts';
import { html, type Markup } from './markup.ts';

/** Of a body more is in evidence.har. */
const maxBodyLength = 4000;

export function exchangeMarkup(exchange: Exchange): Markup {
  const { id, request, outcome } = exchange;
  const came =
    outcome.kind === 'response'
      ? `HTTP ${outcome.status}\n${headerLines(outcome.headers)}\n\n${shortened(outcome.body)}`
      : `No answer: ${outcome.reason}`;
  const sent = `${request.method} ${request.url}\n${headerLines(request.headers)}${request.body === undefined ? '' : `\n\n${shortened(request.body)}`}`;
  const line = html`Exchange ${id}: ${request.method} <code>${request.url}</code>`;
  const rest = html`<pre>${sent}</pre>
<pre>${came}</pre>
<p class="soft">Repeat: <code>${curlLine(exchange)}</code></p>`;
  return html`<details><summary>${line}</summary>${rest}</details>`;
}

function headerLines(headers: readonly Header[]): string {
  return headers.map(([name, value]) => `${name}: ${value}`).join('\n');
}

function shortened(body: string): string {
  return body.length <= maxBodyLength
    ? body
    : `${body.slice(0, maxBodyLength)}\n... ${body.length - maxBodyLength} more characters, in evidence.har`;
}
