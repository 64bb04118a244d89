/** A page of the browsable API, which shows a response in a browser. The framework's own page shows more. */
import { drawUuid } from '../../random/random.ts';
import type { WireRequest } from './message.ts';

export const pageType = 'text/html; charset=utf-8';

/**
 * @param answered status, headers and JSON of the view's response
 */
export function renderBrowsablePage(
  { method, target }: WireRequest,
  answered: {
    readonly status: number;
    readonly headers: readonly (readonly [name: string, value: string])[];
    readonly jsonText: string;
  },
): string {
  const headers = answered.headers.map(([name, value]) => `${name}: ${value}`);
  const body = JSON.stringify(JSON.parse(answered.jsonText), null, 4);
  const shown = [`HTTP ${answered.status}`, ...headers, '', body].map(escapeHtml).join('\n');
  const asked = escapeHtml(`${method} ${target}`);
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>${asked}</title>
</head>
<body>
  <h1>${asked}</h1>
  <pre>${shown}</pre>
</body>
</html>
`;
}

const aYear = 31_449_600;

/** The cookie for the forms of a page; the same for everyone, since nothing checks it here. */
export function createCsrfCookie(length: number): string {
  const token = [0, 1].map((part) => drawUuid('csrf', 'token', part).replaceAll('-', '')).join('');
  return `csrftoken=${token.slice(0, length)}; Max-Age=${aYear}; Path=/; SameSite=Lax`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
};

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (one) => entities[one] ?? one);
}
