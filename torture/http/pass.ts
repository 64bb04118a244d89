/** Passes a request from a socket into the life, and what comes of it back. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WireRequest } from '../../mock-server/django/message.ts';
import type { GatedLife } from '../play/gate.ts';
import type { Receiver } from '../play/network.ts';
import { origin } from '../play/origin.ts';

const maxBodyBytes = 16 * 1024 * 1024;

/** As a binary string. @throws Error if it is too long */
export async function readBody(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > maxBodyBytes) throw new Error('The body is too long.');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('latin1');
}

interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly target: string;
  readonly body: string;
  /** What comes before the target on the socket. */
  readonly place: string;
}

export function pass({ guard, network }: GatedLife, visit: Visit): void {
  const { response, target } = visit;
  // It stays open until the life is over, as in a page.
  if (!guard.admit(new URL(target, origin))) return;
  const abort = network.send(toWireRequest(visit), createReceiver(visit));
  response.once('close', () => {
    if (!response.writableFinished) abort();
  });
}

function toWireRequest({ request, target, body }: Visit): WireRequest {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
  // The port differs in each life, and URLs in responses begin with the host.
  return {
    method: request.method ?? 'GET',
    target,
    scheme: 'http',
    headers: { ...headers, host: 'localhost' },
    body,
  };
}

function createReceiver({ response, place }: Visit): Receiver {
  return {
    onHead: ({ status, headers }) => {
      for (const [name, value] of headers) {
        const isOwn = name.toLowerCase() === 'location' && value.startsWith('/');
        response.appendHeader(name, isOwn ? place + value : value);
      }
      response.writeHead(status);
      response.flushHeaders();
    },
    onWhole: (text) => void response.write(text),
    onPiece: (bytes) => void response.write(bytes),
    onEnd: () => void response.end(),
    onBreak: () => {
      // What was written before reaches the client.
      if (response.headersSent) response.socket?.destroySoon();
      else response.socket?.resetAndDestroy();
    },
  };
}

const maxWait = 24 * 3_600_000;

/** Responds when so much time of the life has passed, or when the page is left. */
export function waitForLife(
  { agenda, runs }: GatedLife,
  response: ServerResponse,
  target: string,
  body: string,
): void {
  const ms = readWait(target, body);
  if (ms === undefined) {
    const sentence = `Say how long to wait: ?ms=5000, or {"ms": 5000} as the body; at most ${maxWait} ms.`;
    response.writeHead(400, { 'Content-Type': 'text/plain' }).end(sentence);
    return;
  }
  const { signal } = runs;
  const end = (status: number): void => {
    signal.removeEventListener('abort', leave);
    event.cancel();
    response.writeHead(status).end();
  };
  const leave = (): void => end(410);
  const event = agenda.add(agenda.now() + ms, 'page', () => end(204));
  if (signal.aborted) leave();
  else signal.addEventListener('abort', leave);
  response.once('close', event.cancel);
}

function readWait(target: string, body: string): number | undefined {
  const query = new URL(target, origin).searchParams.get('ms');
  const ms = query === null ? /"ms"\s*:\s*([\d.]+)/.exec(body)?.[1] : query;
  const length = Math.ceil(Number(ms ?? Number.NaN));
  return length >= 0 && length <= maxWait ? length : undefined;
}
