/** Sends a response with its transport faults applied: delay, truncation, throttling, reset. */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type Duplex, Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
// Taken now, so that no test that stops its own timers stops these.
import { clearTimeout, setTimeout } from 'node:timers';

import { type Chunk, type Delivery, planChunks } from '../pipeline/delivery.ts';
import type { WireReply } from '../django/message.ts';

/** The destination of a reply. */
export interface Outlet {
  /** Takes the body. */
  readonly stream: Writable;
  readonly socket: Duplex | null;
  /** Sends status and headers, before any of the body. */
  readonly sendHead: () => void;
  /** Sends the end of the body. */
  readonly end: () => void;
}

/**
 * Settles when all data has been written, or the client has disconnected.
 * @param stop when it aborts, nothing is waited for any more
 * @returns whether the reply was sent as a whole
 */
export async function deliver(
  outlet: Outlet,
  reply: Pick<WireReply, 'body' | 'stream'>,
  delivery: Delivery,
  stop: AbortSignal,
): Promise<boolean> {
  const { stream, socket } = outlet;
  const pause = (milliseconds: number) => waitUnlessStopped(milliseconds, stream, stop);
  if (delivery.delay !== undefined) await pause(delivery.delay);
  if (stream.destroyed || socket === null || socket.destroyed) return false;
  if (delivery.reset === true) {
    resetOrDestroy(socket);
    return false;
  }
  outlet.sendHead();
  const chunks = planChunks(reply, delivery, () => stop.aborted);
  await pipeline(Readable.from(sendChunks(chunks, pause), { objectMode: false }), stream, { end: false });
  if (delivery.cutAt === undefined) outlet.end();
  else endAbruptly(socket);
  return delivery.cutAt === undefined;
}

async function* sendChunks(
  chunks: AsyncIterable<Chunk>,
  pause: (milliseconds: number) => Promise<void>,
): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of chunks) {
    if (chunk.bytes.length > 0) yield chunk.bytes;
    if (chunk.pause > 0) await pause(chunk.pause);
  }
}

/** Writes a response to an HTTP connection. */
export function createOutlet(
  response: ServerResponse,
  { status, headers }: WireReply,
  end: () => void,
): Outlet {
  return {
    stream: response,
    socket: response.socket,
    sendHead: () => {
      response.writeHead(status, headers.flat());
      response.flushHeaders();
    },
    end,
  };
}

/** Resolves after a while, or when the client disconnects. */
function waitUnlessStopped(milliseconds: number, stream: Writable, stop: AbortSignal): Promise<void> {
  if (stop.aborted || stream.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      stream.off('close', finish);
      stop.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, milliseconds);
    stream.once('close', finish);
    stop.addEventListener('abort', finish);
  });
}

/** A reset is specific to TCP; other transports are only closed. */
function resetOrDestroy(socket: Duplex): void {
  if ('resetAndDestroy' in socket) (socket as Socket).resetAndDestroy();
  else socket.destroy();
}

/** Flushes the data, and then closes the connection. */
function endAbruptly(socket: Duplex): void {
  socket.end(() => socket.destroy());
}
