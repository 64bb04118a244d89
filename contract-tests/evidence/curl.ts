/** A line that repeats an exchange, with secrets as variables. */
import type { Exchange } from './exchange.ts';

/** `curl -i -H "Authorization: Bearer $CONTRACT_TOKEN" 'https://...'` */
export function curlLine({ request }: Exchange): string {
  const method = request.method === 'GET' ? [] : request.method === 'HEAD' ? ['--head'] : ['-X', request.method];
  const headers = request.headers.flatMap(([name, value]) => ['-H', quote(`${name}: ${value}`)]);
  return ['curl -i', ...method, ...headers, quote(request.url)].join(' ');
}

// In double quotes a shell puts in what the variable holds; everything else is kept from it.
function quote(text: string): string {
  if (/\$\{?CONTRACT_/.test(text)) return `"${text.replaceAll(/["\\`]/g, '\\$&')}"`;
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
