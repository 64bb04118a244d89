/** Reads a request's body, as far as it may be read. */
import type { IncomingMessage } from 'node:http';

/**
 * The body as a binary (Latin-1) string. Without a Content-Length it is empty, as behind gunicorn.
 * @param most bytes; what is beyond is not read
 */
export async function readBody(request: IncomingMessage, most: number): Promise<string> {
  if (request.headers['content-length'] === undefined) return '';
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > most) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('latin1');
}
