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
  readonly begin: () => void;
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
  const pause = (milliseconds: number) => paused(milliseconds, stream, stop);
  if (delay !== undefined) await pause(delay);
  if (stream.destroyed || socket === null || socket.destroyed) return false;
  if (reset === true) {
    resetOrDestroy(socket);
    return false;
  }
  const source = (): Source => reply.stream?.() ?? [reply.body];
  outlet.begin();
  const max = cutAt === 'half' ? Math.floor((await measureSource(source())) / 2) : cutAt;
  const cut = max === undefined ? encodeSource(source()) : takeFirst(encodeSource(source()), max);
  const pieces = rate === undefined ? cut : inDrops(cut, rate, pause, stop);
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
    begin: () => {
      response.writeHead(status, headers.flat());
      response.flushHeaders();
    },
    end,
  };
}

/** Settles after a while, or when nobody waits any more. */
function paused(milliseconds: number, stream: Writable, stop: AbortSignal): Promise<void> {
  if (stop.aborted || stream.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const over = (): void => {
      clearTimeout(timer);
      stream.off('close', over);
      stop.removeEventListener('abort', over);
      resolve();
    };
    const timer = setTimeout(over, milliseconds);
    stream.once('close', over);
    stop.addEventListener('abort', over);
  });
}

type Source = Iterable<string> | AsyncIterable<string>;

async function* encodeSource(source: Source): AsyncGenerator<Buffer, void> {
  for await (const text of source) if (text !== '') yield Buffer.from(text);
}

async function measureSource(source: Source): Promise<number> {
  let size = 0;
  for await (const bytes of encodeSource(source)) size += bytes.length;
  return size;
}

async function* takeFirst(source: AsyncIterable<Buffer>, max: number): AsyncGenerator<Buffer, void> {
  let left = max;
  for await (const bytes of source) {
    if (left <= 0) return;
    yield bytes.subarray(0, left);
    left -= bytes.length;
  }
}

/** How often a drip lets something out, in milliseconds, where its rate allows it. */
const tick = 50;

async function* inDrops(
  source: AsyncIterable<Buffer>,
  rate: number,
  pause: (milliseconds: number) => Promise<void>,
  stop: AbortSignal,
): AsyncGenerator<Buffer, void> {
  const dropSize = Math.max(1, Math.round((rate * tick) / 1000));
  for await (const bytes of source) {
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
