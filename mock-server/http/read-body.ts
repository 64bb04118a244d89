/** Reads a request's body up to its limit, as soon as there is memory for it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { finished } from 'node:stream';

import { createBodyMemory } from './body-memory.ts';

/** Above this number of buffered bytes, bodies are read one at a time, or within the share of those who send them. */
const maxKept = 16 * 1024 * 1024;

/** Reads the bodies of all requests, so that there are never too many of them at a time. */
export interface IncomingBodyReader {
  /**
   * The body as a binary (Latin-1) string; undefined if it has more than `max` bytes. It counts until it is
   * released.
   * @throws the system's error if the client disconnects
   */
  readonly read: (request: IncomingMessage, max: number) => Promise<string | undefined>;
  /** To be called when a body is not needed any more. */
  readonly letGo: (request: IncomingMessage) => void;
  /** Whether some bodies have to wait for the memory of others. */
  readonly isFull: () => boolean;
}

/** Who sends a request, as far as its head says so; nobody else has to wait for its bodies and connections. */
export type FindOwner = (request: IncomingMessage) => string;

export const noOwner: FindOwner = () => '';

export function createBodyReader(findOwner = noOwner, limit = maxKept): IncomingBodyReader {
  const memory = createBodyMemory<IncomingMessage>(limit);
  const keep = (request: IncomingMessage, bytes: number): void => {
    memory.keep(request, bytes);
    if (!memory.mayGoOn(request)) request.pause();
  };
  const letGo = (request: IncomingMessage): void => {
    memory.letGo(request);
    for (const one of memory.all()) if (memory.mayGoOn(one)) one.resume();
  };

  return {
    letGo,
    isFull: memory.isFull,
    read: (request, max) => {
      const expected = Number(request.headers['content-length'] ?? 0);
      if (expected > max) return Promise.resolve(undefined);
      memory.open(request, findOwner(request));
      // A client that disconnects releases its memory.
      request.once('close', () => !request.complete && letGo(request));
      return new Promise((resolve, reject) => {
        const bytes = new ByteCollector(expected);
        let length = 0;
        request.on('data', (chunk: Buffer) => {
          length += chunk.length;
          if (length > max) {
            bytes.clear();
            letGo(request);
            resolve(undefined);
          } else {
            keep(request, chunk.length);
            bytes.add(chunk);
          }
        });
        request.once('end', () => resolve(bytes.finish()));
        request.once('error', reject);
      });
    },
  };
}

/**
 * Bytes in one buffer: many pieces of memory would be given back later than others come. It grows with what arrives,
 * since a client may announce a large body and never send it.
 */
class ByteCollector {
  readonly #expected: number;
  #buffer = noBytes;
  #length = 0;

  constructor(expected: number) {
    this.#expected = expected;
  }

  add(chunk: Buffer): void {
    const length = this.#length + chunk.length;
    if (length > this.#buffer.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(length, Math.min(this.#expected, 4 * length)));
      this.#buffer.copy(larger, 0, 0, this.#length);
      this.#buffer = larger;
    }
    chunk.copy(this.#buffer, this.#length);
    this.#length = length;
  }

  clear(): void {
    this.#buffer = noBytes;
    this.#length = 0;
  }

  /** Returns the bytes as a binary string, and releases them. */
  finish(): string {
    const text = this.#buffer.toString('latin1', 0, this.#length);
    this.clear();
    return text;
  }
}

const noBytes = Buffer.alloc(0);

export interface BodyRefusal {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** Answers a body that is too large, at once, and ends the connection when the client has stopped sending. */
export function refuseBody(request: IncomingMessage, response: ServerResponse, refusal: BodyRefusal): void {
  const { status, headers } = addConnectionClose(refusal);
  response.writeHead(status, headers.flat());
  response.write(refusal.body);
  endRefusal(request, response);
}

/** The response with Connection: close. */
export function addConnectionClose<Reply extends BodyRefusal>(reply: Reply): Reply {
  return { ...reply, headers: [...reply.headers, ['Connection', 'close'] as const] };
}

/** If a connection is closed while the client still sends, it is reset and the response may be lost. */
export function endRefusal(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  finished(request, () => response.end());
}
