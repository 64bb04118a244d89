/** Sends what a fault has something to do with on its way: late, cut short, drop by drop, or not at all. */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type Duplex, Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
// Taken now, so that no test that stops its own timers stops these.
import { clearTimeout, setTimeout } from 'node:timers';

import type { Delivery } from '../wire/delivery.ts';
import type { WireReply } from '../django/message.ts';

/** Where a reply goes to. */
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
 * Settles when all that shall be sent was handed over, or the client has gone.
 * @param stop when it aborts, nothing is waited for any more
 * @returns whether the reply was sent as a whole
 */
export async function deliver(
  outlet: Outlet,
  reply: Pick<WireReply, 'body' | 'stream'>,
  { delay, reset, cutAt, rate }: Delivery,
  stop: AbortSignal,
): Promise<boolean> {
  const { stream, socket } = outlet;
  const pause = (milliseconds: number) => waitUnlessStopped(milliseconds, stream, stop);
  if (delay !== undefined) await pause(delay);
  if (stream.destroyed || socket === null || socket.destroyed) return false;
  if (reset === true) {
    resetOrDestroy(socket);
    return false;
  }
  const openSource = (): TextSource => reply.stream?.() ?? [reply.body];
  outlet.sendHead();
  const max = cutAt === 'half' ? Math.floor((await measureSource(openSource())) / 2) : cutAt;
  const cut = max === undefined ? encodeSource(openSource()) : takeFirst(encodeSource(openSource()), max);
  const pieces = rate === undefined ? cut : drip(cut, rate, pause, stop);
  await pipeline(Readable.from(pieces, { objectMode: false }), stream, { end: false });
  if (max === undefined) outlet.end();
  else endAbruptly(socket);
  return max === undefined;
}

/** The outlet of an answer over HTTP. */
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

/** Settles after a while, or when nobody waits any more. */
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

type TextSource = Iterable<string> | AsyncIterable<string>;

async function* encodeSource(openSource: TextSource): AsyncGenerator<Buffer, void> {
  for await (const text of openSource) if (text !== '') yield Buffer.from(text);
}

async function measureSource(openSource: TextSource): Promise<number> {
  let size = 0;
  for await (const bytes of encodeSource(openSource)) size += bytes.length;
  return size;
}

async function* takeFirst(openSource: AsyncIterable<Buffer>, max: number): AsyncGenerator<Buffer, void> {
  let left = max;
  for await (const bytes of openSource) {
    if (left <= 0) return;
    yield bytes.subarray(0, left);
    left -= bytes.length;
  }
}

/** How often a drip lets something out, in milliseconds, where its rate allows it. */
const tick = 50;

async function* drip(
  openSource: AsyncIterable<Buffer>,
  rate: number,
  pause: (milliseconds: number) => Promise<void>,
  stop: AbortSignal,
): AsyncGenerator<Buffer, void> {
  const dropSize = Math.max(1, Math.round((rate * tick) / 1000));
  for await (const bytes of openSource) {
    let from = 0;
    while (from < bytes.length) {
      const drop = stop.aborted ? bytes.length : dropSize;
      yield bytes.subarray(from, from + drop);
      from += drop;
      await pause((1000 * drop) / rate);
    }
  }
}

/** A reset is of TCP; what stands on something else is only closed. */
function resetOrDestroy(socket: Duplex): void {
  if ('resetAndDestroy' in socket) (socket as Socket).resetAndDestroy();
  else socket.destroy();
}

/** What was written goes out, and then the connection ends. */
function endAbruptly(socket: Duplex): void {
  socket.end(() => socket.destroy());
}
