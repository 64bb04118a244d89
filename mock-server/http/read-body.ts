/** Reads a request's body, as far as it may be read. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { finished } from 'node:stream';

/**
 * The body as a binary (Latin-1) string; undefined when it has more than `most` bytes.
 * @throws the system's error when the client goes away in the middle
 */
export function readBody(request: IncomingMessage, most: number): Promise<string | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > most) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= most) chunks.push(chunk);
      else resolve(undefined);
    });
    request.once('end', () => resolve(Buffer.concat(chunks).toString('latin1')));
    request.once('error', reject);
  });
}

export interface Refusal {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** Answers a body that is too large, at once, and ends the connection when the client has stopped sending. */
export function refuseBody(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  const { status, headers } = closing(refusal);
  response.writeHead(status, headers.flat());
  response.write(refusal.body);
  endRefusal(request, response);
}

/** The answer with the header that says that its connection ends. */
export function closing<Reply extends Refusal>(reply: Reply): Reply {
  return { ...reply, headers: [...reply.headers, ['Connection', 'close'] as const] };
}

/** A connection that is closed while the client still sends is reset, and the answer may be lost on the way. */
export function endRefusal(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  finished(request, () => response.end());
}
