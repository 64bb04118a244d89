/** Formats a curl line that repeats an exchange, with secrets as variables. */
import type { Exchange } from './exchange.ts';
import { shownSecret } from './shown-secrets.ts';

/** `curl -i -H "Authorization: Bearer $CONTRACT_TOKEN" 'https://...'` */
export function formatCurl({ request }: Pick<Exchange, 'request'>): string {
  const method =
    request.method === 'GET' ? [] : request.method === 'HEAD' ? ['--head'] : ['-X', request.method];
  const headers = request.headers.flatMap(([name, value]) => ['-H', quoteWithVariables(`${name}: ${value}`)]);
  // Without it, curl expands brackets in the URL.
  const literal = /[[\]{}]/.test(request.url) ? ['--globoff'] : [];
  const body = request.body === undefined ? [] : ['--data-binary', quote(request.body)];
  return ['curl -i', ...method, ...headers, ...body, ...literal, quote(request.url)].join(' ');
}

/** The shell expands only our variables; everything else is escaped. */
function quoteWithVariables(text: string): string {
  if (!shownSecret.test(text)) return quote(text);
  const parts = text.split(shownSecret);
  // A pattern with a group puts the matches at the odd indices.
  return `"${parts.map((part, index) => (index % 2 === 1 ? part : part.replaceAll(/["\\`$]/g, String.raw`\$&`))).join('')}"`;
}

/** Text from a target, such as a URL, is never in double quotes. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
