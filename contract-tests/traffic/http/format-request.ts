/** Formats a request as the bytes of HTTP/1.1. */
import type { OutgoingRequest } from '../outgoing-request.ts';
import type { Proxy } from '../proxy.ts';

/**
 * @param proxy that gets the full URL of an unencrypted request
 * @throws Error for a character that would end a line or a field
 */
export function formatRequest(
  { method, url, headers, body }: OutgoingRequest,
  { protocol, host }: URL,
  proxy: Proxy | undefined,
): Buffer {
  // The path is sent unchanged; a parsed URL would be normalized.
  const local = url.slice(`${protocol}//${host}`.length);
  const target = proxy === undefined ? local || '/' : url;
  const all = [
    ...headers,
    ['Host', host],
    ...(proxy?.authorization === undefined ? [] : [['Proxy-Authorization', proxy.authorization]]),
    ...(body === undefined ? [] : [['Content-Length', String(Buffer.byteLength(body))]]),
    ['Connection', 'keep-alive'],
  ];
  if (!/^[\x21-\xff]+$/.test(target))
    throw new Error('The URL of a request contains a character that HTTP does not allow.');
  const lines = all.map(([name = '', value = '']) => {
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
      throw new Error(`The header ${name} of a request contains a character that HTTP does not allow.`);
    return `${name}: ${value}\r\n`;
  });
  const head = Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1');
  return body === undefined ? head : Buffer.concat([head, Buffer.from(body)]);
}
