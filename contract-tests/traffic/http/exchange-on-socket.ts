/** Sends one request over an open connection, and reads its response as far as it comes. */
import type { Socket } from 'node:net';

import { createResponseReader, type ReceivedResponse } from './response-reader.ts';

export interface SocketRequest {
  readonly method: string;
  /** The request as bytes of the connection. */
  readonly bytes: Buffer;
  /** Whether the request changes nothing, so that it may be sent again. */
  readonly isSafe: boolean;
  /** The longest pause inside a response before the rest is given up; undefined waits for the signal. */
  readonly maxPauseMs?: number;
}

export type SocketResult = { readonly socket: Socket } & (
  | { readonly kind: 'response'; readonly response: ReceivedResponse }
  | {
      readonly kind: 'failed';
      /** As Node.js names it, or as `failures.ts` does. */
      readonly code: string;
      /** What arrived of the response. */
      readonly partial?: ReceivedResponse;
      /** Whether the rest did not come although the connection is open. */
      readonly hasStalled: boolean;
    }
);

/** How long a body is waited for that must not come. */
const bodilessMs = 10;

export function exchangeOnSocket(
  socket: Socket,
  { method, bytes, maxPauseMs }: SocketRequest,
  signal: AbortSignal,
): Promise<SocketResult> {
  const reader = createResponseReader(method);
  let isBegun = false;
  let lastMs = performance.now();
  let pause: NodeJS.Timeout | undefined;
  return new Promise((resolve) => {
    let isSettled = false;
    const settle = (result: SocketResult) => {
      if (isSettled) return;
      isSettled = true;
      clearTimeout(pause);
      socket.off('data', onData).off('end', onEnd).off('close', onEnd).off('error', onError);
      // A destroyed connection may still report an error.
      if (result.kind === 'failed') socket.on('error', () => undefined);
      signal.removeEventListener('abort', onLate);
      resolve(result);
    };
    const complete = () => {
      const response = reader.getResponse();
      if (response !== undefined) settle({ kind: 'response', socket, response });
    };
    const fail = (code: string, hasStalled = false) => {
      const partial = reader.getResponse(true);
      settle({
        kind: 'failed',
        socket,
        code,
        hasStalled,
        ...(partial === undefined ? {} : { partial }),
      });
    };
    const onData = (received: Buffer) => {
      isBegun = true;
      lastMs = performance.now();
      clearTimeout(pause);
      try {
        if (!reader.take(received)) return waitForMore();
      } catch (error) {
        return fail(String((error as { readonly code?: unknown }).code));
      }
      if (!reader.isBodiless()) return complete();
      pause = setTimeout(complete, bodilessMs);
      return undefined;
    };
    const waitForMore = () => {
      if (maxPauseMs !== undefined && reader.getResponse() !== undefined)
        pause = setTimeout(() => fail('STALLED', true), maxPauseMs);
    };
    const onEnd = () => {
      if (reader.endsHere()) complete();
      else fail(isBegun ? 'CUT_SHORT' : 'ECONNRESET');
    };
    const onError = ({ code = 'ECONNRESET' }: NodeJS.ErrnoException) => {
      if (reader.endsHere() && reader.isBodiless()) complete();
      else fail(isBegun && code === 'ECONNRESET' ? 'CUT_SHORT' : code);
    };
    const beganMs = performance.now();
    const onLate = () => {
      const now = performance.now();
      // A response that still arrives in drops has not stalled.
      fail('LATE', isBegun && now - lastMs >= (now - beganMs) / 2);
    };
    socket.on('data', onData).on('end', onEnd).on('close', onEnd).on('error', onError);
    signal.addEventListener('abort', onLate);
    if (signal.aborted) onLate();
    else socket.write(bytes);
  });
}
