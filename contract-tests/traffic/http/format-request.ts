/** Formats a request as the bytes of HTTP/1.1. */
import type { OutgoingRequest } from '../client.ts';
import type { Proxy } from '../proxy.ts';
import { createReadError } from './read-head.ts';

/**
 * @param proxy that gets the full URL of an unencrypted request
 * @throws Error with a code for a character that would end a line or a field
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
  if (!/^[\x21-\xff]+$/.test(target)) throw createReadError('ERR_UNESCAPED_CHARACTERS');
  const lines = all.map(([name = '', value = '']) => {
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) throw createReadError('ERR_INVALID_CHAR');
    return `${name}: ${value}\r\n`;
  });
  const head = Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1');
  return body === undefined ? head : Buffer.concat([head, Buffer.from(body)]);
}
